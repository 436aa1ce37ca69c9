/// The panel at the left: the operator, the window's numbers, the output's size, and the layer in a
/// framework's words.
#include <string>
#include <vector>

#include "drawing/layer_text.hpp"
#include "session/layer_commands.hpp"
#include "session/ledger_commands.hpp"
#include "session/network_commands.hpp"
#include "ui/frame/style.hpp"
#include "ui/panels/layer/sections.hpp"
#include "ui/panels/panels.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/text_blocks.hpp"

namespace poolscope::ui {

namespace {

/// `6 / 2 = 3 channels`: what maxout changes.
drawing::Pieces channels_formula(const Geometry& geometry) {
    using drawing::Role;
    const auto text = [](int number) { return std::to_string(number); };
    return {
        {text(geometry.input.c), Role::parameter},
        {" / ", Role::plain},
        {text(geometry.channel_group), Role::parameter},
        {" = ", Role::plain},
        {text(geometry.output.c), Role::result},
        {trn(" channel", " channels", static_cast<std::size_t>(geometry.output.c)), Role::plain}};
}

}  // namespace

void output_size_section(Ui& ui) {
    heading(ui.frame, "layer.size.heading", tr("OUTPUT SIZE"));
    const model::Run& run = ui.session.store.run();
    const model::Results& results = run.results;
    const bool hidden = is_hidden(ui.session, {ui.session.store.at(), LedgerColumn::shape});
    if (ui.session.view().prediction.hides_size || hidden) {
        paragraph(ui.frame, "layer.size", "?", true);
        return gap(ui.frame, 12);
    }
    const bool grouped = ui.session.document().layer().op->placement == Placement::channels;
    if (results.geometry && grouped) {
        const std::vector<drawing::Pieces> lines{channels_formula(*results.geometry)};
        code_block(ui, "layer.size", lines);
    } else if (results.geometry) {
        const bool ceil = ui.session.document().layer().params.ceil_mode;
        // Fractional windows have samples of their own in each plane.
        const model::ViewState& view = ui.session.store.view();
        const Geometry geometry = model::geometry_of(run, {view.sample, view.channel});
        const std::vector<drawing::Pieces> lines{drawing::output_size_formula(geometry.rows, ceil),
                                                 drawing::output_size_formula(geometry.cols, ceil)};
        code_block(ui, "layer.size", lines);
    } else {
        paragraph(ui.frame, "layer.size", tr("none: this layer cannot be"), true);
    }
    gap(ui.frame, 12);
}

namespace {

void pooling_sections(Ui& ui) {
    operator_section(ui);
    parameters_section(ui);
    window_section(ui);
    output_size_section(ui);
}

/// The numbers of a layer of whichever kind.
class Sections {
public:
    explicit Sections(Ui& its) : ui(its) {}

    void operator()(const Layer&) const {
        pooling_sections(ui);
        if (has_layers(ui.session)) parameter_count_section(ui);
        framework_section(ui);
    }
    void operator()(const Conv2d&) const {
        convolution_section(ui);
        weights_section(ui);
        output_size_section(ui);
        parameter_count_section(ui);
        code_section(ui);
    }
    void operator()(const Linear&) const {
        linear_section(ui);
        weights_section(ui);
        end();
    }
    void operator()(const Pointwise&) const {
        pointwise_section(ui);
        end();
    }
    void operator()(const BatchNorm&) const {
        batch_norm_section(ui);
        end();
    }
    void operator()(const Softmax&) const {
        softmax_section(ui);
        end();
    }
    void operator()(const Join&) const {
        join_section(ui);
        end();
    }
    void operator()(const Constant&) const {
        constant_section(ui);
        end();
    }

private:
    Ui& ui;
    void end() const {
        output_shape_section(ui);
        parameter_count_section(ui);
        code_section(ui);
    }
};

}  // namespace

void draw_layer(Ui& ui) {
    if (has_layers(ui.session)) {
        kind_section(ui);
        layer_fault_section(ui);
    }
    std::visit(Sections{ui}, shown_layer(ui.session).layer);
}

}  // namespace poolscope::ui
