/// From the stage's cells to the document's grids.
#include "session/edit_target.hpp"

#include <algorithm>

namespace poolscope::session {

std::optional<EditTarget> edit_target(Session& session) {
    const model::ViewState& view = session.view();
    const Shape& shape = session.document().shape();
    if (view.mode == model::Mode::backward) {
        const model::Figure& figure = session.store.figure();
        if (!figure.backward) return std::nullopt;
        // Of a network, the gradient of its last layer is what is given.
        if (session.store.at() + 1 < session.whole().layers.size()) return std::nullopt;
        const Shape& output = figure.backward->grad_output->shape();
        return EditTarget{model::Grid::grad_output, model::Pane::output, output};
    }
    // What the layers before put out is computed.
    if (session.document().input != session.whole().input) return std::nullopt;
    const bool scores = view.mode == model::Mode::forward && view.edits_scores;
    return EditTarget{scores ? model::Grid::scores : model::Grid::input, model::Pane::input, shape};
}

bool is_editable(Session& session, const model::CellRef& cell) {
    const auto target = edit_target(session);
    return target && cell.pane == target->pane && cell.channel >= 0 &&
           cell.channel < target->shape.c && cell.row >= 0 && cell.row < target->shape.h &&
           cell.col >= 0 && cell.col < target->shape.w;
}

float edited_value(Session& session, const model::CellRef& cell) {
    const int sample = session.view().sample;
    const auto target = edit_target(session);
    if (!target || target->grid == model::Grid::input)
        return session.document().input->at(sample, cell.channel, cell.row, cell.col);
    if (target->grid == model::Grid::grad_output)
        return session.store.figure().backward->grad_output->at(sample, cell.channel, cell.row,
                                                                cell.col);
    const auto& scores = session.document().layer().params.scores;
    return scores ? scores->at(0, 0, cell.row, cell.col) : 0.0F;
}

model::SetCell set_cell(Session& session, const model::CellRef& cell, float value) {
    const auto target = edit_target(session);
    return {.channel = cell.channel,
            .row = cell.row,
            .col = cell.col,
            .value = value,
            .sample = session.view().sample,
            .grid = target ? target->grid : model::Grid::input};
}

model::PaintLine paint_line(Session& session, const model::CellRef& from, const model::CellRef& to,
                            float value, std::uint64_t gesture) {
    const auto target = edit_target(session);
    return {.channel = from.channel,
            .from_row = from.row,
            .from_col = from.col,
            .to_row = to.row,
            .to_col = to.col,
            .value = value,
            .gesture = gesture,
            .sample = session.view().sample,
            .grid = target ? target->grid : model::Grid::input};
}

void select_first(Session& session) {
    const auto target = edit_target(session);
    if (!target) return;
    const auto& geometry = session.store.run().results.geometry;
    int channel = session.view().channel;
    if (target->pane == model::Pane::output) channel = output_channel_of(*geometry, channel);
    session.emit(model::SelectCell{model::CellRef{target->pane, channel, 0, 0}});
}

void move_selection(Session& session, int rows, int cols) {
    const auto target = edit_target(session);
    if (!session.view().pointer.selected || !target) return;
    model::CellRef cell = *session.view().pointer.selected;
    cell.row = std::clamp(cell.row + rows, 0, target->shape.h - 1);
    cell.col = std::clamp(cell.col + cols, 0, target->shape.w - 1);
    session.emit(model::SelectCell{cell});
    if (session.view().pointer.pin) session.emit(model::SetPin{cell});
}

}  // namespace poolscope::session
