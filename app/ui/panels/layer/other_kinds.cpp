/// Kinds with few numbers or none, and what every kind tells: the output's shape, and how many
/// numbers it learns.
#include <algorithm>
#include <vector>

#include "drawing/network_words.hpp"
#include "drawing/number.hpp"
#include "model/layer_edits.hpp"
#include "model/layer_kinds.hpp"
#include "session/layer_commands.hpp"
#include "session/ledger_commands.hpp"
#include "ui/frame/style.hpp"
#include "ui/panels/layer/sections.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/controls.hpp"
#include "ui/widgets/text_blocks.hpp"

namespace poolscope::ui {

namespace {

using drawing::Role;

constexpr std::size_t most_listed = 8;  ///< numbers of a constant

/// A formula in the making: numbers that the layer sets, and signs.
class Formula {
public:
    Formula& number(std::int64_t value) {
        pieces_.push_back({drawing::format_count(value), Role::parameter});
        return *this;
    }
    Formula& sign(const char* text) {
        pieces_.push_back({text, Role::plain});
        return *this;
    }
    [[nodiscard]] drawing::Pieces equals(std::int64_t value) {
        sign(" = ");
        pieces_.push_back({drawing::format_count(value), Role::result});
        return std::move(pieces_);
    }

private:
    drawing::Pieces pieces_;
};

/// How a layer's parameters come about; empty where it learns nothing.
drawing::Pieces parameter_formula(const AnyLayer& layer, std::int64_t parameters) {
    Formula formula;
    if (const auto* conv = std::get_if<Conv2d>(&layer); conv != nullptr && conv->weight) {
        const Shape& shape = conv->weight->shape();
        formula.number(shape.n).sign(" · (").number(shape.c).sign(" · ").number(shape.h);
        formula.sign(" · ").number(shape.w).sign(")");
        if (conv->bias) formula.sign(" + ").number(shape.n);
        return formula.equals(parameters);
    }
    if (const auto* linear = std::get_if<Linear>(&layer); linear != nullptr && linear->weight) {
        const Shape& shape = linear->weight->shape();
        formula.number(shape.w).sign(" · ").number(shape.h);
        if (linear->bias) formula.sign(" + ").number(shape.h);
        return formula.equals(parameters);
    }
    if (const auto* norm = std::get_if<BatchNorm>(&layer); norm != nullptr && norm->scale)
        return formula.number(2).sign(" · ").number(norm->scale->shape().c).equals(parameters);
    return {};
}

/// "3 · ReLU": a layer that is read, or the input.
std::string name_of_input(const Session& session, int input) {
    if (input == network_input) return tr("the network's input");
    const NetworkLayer& layer = session.whole().layers[static_cast<std::size_t>(input)];
    return trf("layer {0}: {1}", input + 1, drawing::layer_in_table(layer));
}

}  // namespace

void kind_note(Ui& ui) {
    const model::LayerKind* kind = model::kind_of(shown_layer(ui.session).layer);
    paragraph(ui.frame, "layer.note", tr_name(kind->note));
    gap(ui.frame, 10);
}

void softmax_section(Ui& ui) {
    kind_note(ui);
    const std::vector<drawing::Pieces> lines{{{"eˣ / Σ eˣ", Role::plain}}};
    code_block(ui, "layer.rule", lines);
    gap(ui.frame, 8);
    const Softmax& softmax = *shown_as<Softmax>(ui.session);
    const bool channels = softmax.first_axis == 1 && softmax.last_axis == 1;
    const bool all = softmax.first_axis == 1 && softmax.last_axis == 3;
    paragraph(ui.frame, "layer.axes",
              channels ? tr("The sum goes over the channels, at each place of the maps.")
              : all    ? tr("The sum goes over all cells of a sample.")
                       : trf("The sum goes over the axes {0} to {1} of (n, c, h, w), counted from "
                                "0.",
                             softmax.first_axis, softmax.last_axis),
              true);
    gap(ui.frame, 12);
}

void join_section(Ui& ui) {
    kind_note(ui);
    heading(ui.frame, "layer.inputs.heading", tr("IT READS"));
    std::size_t i = 0;
    for (const int input : shown_layer(ui.session).inputs) {
        const std::string id = "layer.input." + std::to_string(i++);
        if (button(ui.frame, id, name_of_input(ui.session, input),
                   {.tooltip = tr("Look at it"), .width = ImGui::GetContentRegionAvail().x}))
            ui.session.emit(
                model::LookAt{input == network_input ? 0 : static_cast<std::size_t>(input)});
        gap(ui.frame, row_gap);
    }
    gap(ui.frame, 8);
}

void constant_section(Ui& ui) {
    kind_note(ui);
    const Constant& constant = *shown_as<Constant>(ui.session);
    if (!constant.value) return;
    const auto numbers = constant.value->cells();
    std::string text;
    for (std::size_t i = 0; i < std::min(numbers.size(), most_listed); ++i)
        text += (i > 0 ? ", " : "") + drawing::format_value(double{numbers[i]});
    if (numbers.size() > most_listed) text += ", …";
    const std::vector<drawing::Pieces> lines{{{text, Role::plain}}};
    code_block(ui, "layer.values", lines);
    gap(ui.frame, 12);
}

void output_shape_section(Ui& ui) {
    heading(ui.frame, "layer.size.heading", tr("OUTPUT SIZE"));
    const std::size_t at = ui.session.store.at();
    const auto shape = shape_put_out(ui.session, at);
    const bool hidden =
        ui.session.view().prediction.hides_size || is_hidden(ui.session, {at, LedgerColumn::shape});
    paragraph(ui.frame, "layer.size",
              hidden  ? "?"
              : shape ? drawing::shape_words(shape)
                      : tr("none: this layer cannot be"),
              hidden || !shape);
    gap(ui.frame, 12);
}

void parameter_count_section(Ui& ui) {
    heading(ui.frame, "layer.parameters.heading", tr("PARAMETERS"));
    const std::size_t at = ui.session.store.at();
    const std::vector<LayerCosts>& costs = layer_costs(ui.session);
    if (is_hidden(ui.session, {at, LedgerColumn::parameters})) {
        paragraph(ui.frame, "layer.parameters", "?", true);
    } else if (at < costs.size()) {
        const std::int64_t count = costs[at].parameters;
        const auto formula = parameter_formula(shown_layer(ui.session).layer, count);
        if (formula.empty())
            paragraph(ui.frame, "layer.parameters", tr("none: it learns nothing"), true);
        else
            code_block(ui, "layer.parameters", std::vector<drawing::Pieces>{formula});
    } else {
        paragraph(ui.frame, "layer.parameters", "–", true);
    }
    gap(ui.frame, 12);
}

}  // namespace poolscope::ui
