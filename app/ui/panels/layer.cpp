/// The panel at the left: the operator, the window's numbers, the output's size, and the layer in a
/// framework's words.
#include "scene/layer_text.hpp"
#include "ui/panels/layer/sections.hpp"
#include "ui/panels/panels.hpp"
#include "ui/style.hpp"
#include "ui/widgets/text_blocks.hpp"

namespace poolscope::ui {

void output_size_section(Ui& ui) {
    heading(ui, "layer.size.heading", "OUTPUT SIZE");
    const model::Results& results = ui.store.results();
    if (results.geometry) {
        const bool ceil = ui.document().params.ceil_mode;
        const std::vector<scene::Pieces> lines{
            scene::output_size_formula(results.geometry->rows, ceil),
            scene::output_size_formula(results.geometry->cols, ceil)};
        code_block(ui, "layer.size", lines);
    } else {
        paragraph(ui, "layer.size", "none: this layer cannot be", true);
    }
    gap(ui, 12);
}

void draw_layer(Ui& ui) {
    operator_section(ui);
    parameters_section(ui);
    window_section(ui);
    output_size_section(ui);
    framework_section(ui);
}

}  // namespace poolscope::ui
