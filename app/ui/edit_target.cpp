/// From the stage's cells to the document's grids.
#include "ui/edit_target.hpp"

#include <algorithm>

namespace poolscope::ui {

std::optional<EditTarget> edit_target(Ui& ui) {
    const model::ViewState& view = ui.view();
    const Shape& shape = ui.document().shape();
    if (view.mode == model::Mode::backward) {
        const model::Figure& figure = ui.store.figure();
        if (!figure.backward) return std::nullopt;
        const Shape& output = figure.backward->grad_output->shape();
        return EditTarget{model::Grid::grad_output, model::Pane::output, output};
    }
    const bool scores = view.mode == model::Mode::forward && view.edits_scores;
    return EditTarget{scores ? model::Grid::scores : model::Grid::input, model::Pane::input, shape};
}

bool is_editable(Ui& ui, const model::CellRef& cell) {
    const auto target = edit_target(ui);
    return target && cell.pane == target->pane && cell.channel >= 0 &&
           cell.channel < target->shape.c && cell.row >= 0 && cell.row < target->shape.h &&
           cell.col >= 0 && cell.col < target->shape.w;
}

float edited_value(Ui& ui, const model::CellRef& cell) {
    const int sample = ui.view().sample;
    const auto target = edit_target(ui);
    if (!target || target->grid == model::Grid::input)
        return ui.document().input->at(sample, cell.channel, cell.row, cell.col);
    if (target->grid == model::Grid::grad_output)
        return ui.store.figure().backward->grad_output->at(sample, cell.channel, cell.row,
                                                           cell.col);
    const auto& scores = ui.document().layer().params.scores;
    return scores ? scores->at(0, 0, cell.row, cell.col) : 0.0F;
}

model::SetCell set_cell(Ui& ui, const model::CellRef& cell, float value) {
    const auto target = edit_target(ui);
    return {.channel = cell.channel,
            .row = cell.row,
            .col = cell.col,
            .value = value,
            .sample = ui.view().sample,
            .grid = target ? target->grid : model::Grid::input};
}

model::PaintLine paint_line(Ui& ui, const model::CellRef& from, const model::CellRef& to,
                            float value, std::uint64_t gesture) {
    const auto target = edit_target(ui);
    return {.channel = from.channel,
            .from_row = from.row,
            .from_col = from.col,
            .to_row = to.row,
            .to_col = to.col,
            .value = value,
            .gesture = gesture,
            .sample = ui.view().sample,
            .grid = target ? target->grid : model::Grid::input};
}

void select_first(Ui& ui) {
    const auto target = edit_target(ui);
    if (!target) return;
    const auto& geometry = ui.store.run().results.geometry;
    int channel = ui.view().channel;
    if (target->pane == model::Pane::output) channel = output_channel_of(*geometry, channel);
    ui.emit(model::SelectCell{model::CellRef{target->pane, channel, 0, 0}});
}

void move_selection(Ui& ui, int rows, int cols) {
    const auto target = edit_target(ui);
    if (!ui.view().pointer.selected || !target) return;
    model::CellRef cell = *ui.view().pointer.selected;
    cell.row = std::clamp(cell.row + rows, 0, target->shape.h - 1);
    cell.col = std::clamp(cell.col + cols, 0, target->shape.w - 1);
    ui.emit(model::SelectCell{cell});
    if (ui.view().pointer.pin) ui.emit(model::SetPin{cell});
}

}  // namespace poolscope::ui
