/// The rows of the right button's menu (see context_rows.hpp).
#include "session/actions/context_rows.hpp"

#include <algorithm>

#include "drawing/network_words.hpp"
#include "session/actions/actions.hpp"
#include "session/clipboard.hpp"
#include "session/edit_target.hpp"
#include "session/network_commands.hpp"
#include "session/pointed_cell.hpp"
#include "session/pointer_words.hpp"

namespace poolscope::session {

namespace {

/// The cell has a value, which the steps have reached and nobody is asked for.
bool has_value(Session& session, const Spot& spot) {
    return spot.cell && is_written(session, *spot.cell) &&
           shown_value(session, *spot.cell).has_value();
}

bool editable(Session& session, const Spot& spot) {
    return spot.cell && is_editable(session, *spot.cell);
}

bool on_cell(Session& session, const Spot& spot) {
    return spot.cell && session.has_steps;
}

bool is_pinned(const Session& session, const Spot& spot) {
    return spot.cell && session.view().pointer.pin == spot.cell;
}

bool shows_output(const Session& session) {
    return session.has_steps && !session.view().prediction.hides();
}

bool on_window(Session& session, const Spot& spot) {
    return (spot.window || spot.lens) && session.has_steps &&
           session.store.figure().subjects.empty();
}

bool on_formula(Session& session, const Spot& spot) {
    return (spot.formula || spot.window || spot.lens) && shows_output(session) &&
           session.store.figure().subjects.empty();
}

/// On the stage.
bool on_stage(Session& session, const Spot& spot) {
    return !spot.layer && session.has_steps;
}

/// Beside everything on the stage, and below the rows of what was clicked.
bool anywhere(Session&, const Spot& spot) {
    return !spot.lens && !spot.formula && !spot.layer;
}

bool on_card(Session&, const Spot& spot) {
    return spot.layer.has_value();
}

/// On the card of a layer of a chain that has a neighbour `by` places further on.
bool on_movable(const Session& session, const Spot& spot, int by) {
    if (!spot.layer || !model::is_chain(session.whole().layers)) return false;
    const std::size_t to = *spot.layer + static_cast<std::size_t>(by);
    return to < session.whole().layers.size();
}

void set_to_zero(Session& session, const Spot& spot) {
    session.emit(set_cell(session, *spot.cell, 0));
}

void type_value(Session& session, const Spot& spot) {
    session.emit(model::SelectCell{spot.cell});
    session.emit(model::SetPin{spot.cell});
    session.apply_queue();
    edit_selected(session);
}

const ContextRow rows[] = {
    {.id = "layer_look",
     .label = word("Look at this layer"),
     .suits = [](Session& session,
                 const Spot& spot) { return spot.layer && *spot.layer != session.store.at(); },
     .run = [](Session& session, const Spot& spot) { session.emit(model::LookAt{*spot.layer}); }},
    {.id = "layer_before",
     .label = word("Add a layer before it…"),
     .suits = on_card,
     .run = [](Session& session, const Spot& spot) { ask_for_layer(session, *spot.layer); },
     .begins_group = true},
    {.id = "layer_behind",
     .label = word("Add a layer behind it…"),
     .suits = on_card,
     .run = [](Session& session, const Spot& spot) { ask_for_layer(session, *spot.layer + 1); }},
    {.id = "layer_duplicate",
     .label = word("Duplicate it"),
     .suits = [](Session& session,
                 const Spot& spot) { return spot.layer && on_movable(session, spot, 0); },
     .run = [](Session& session, const Spot& spot) { duplicate_layer(session, *spot.layer); }},
    {.id = "layer_earlier",
     .label = word("Move it forward"),
     .suits = [](Session& session, const Spot& spot) { return on_movable(session, spot, -1); },
     .run = [](Session& session,
               const Spot& spot) { move_layer(session, *spot.layer, *spot.layer - 1); },
     .begins_group = true},
    {.id = "layer_later",
     .label = word("Move it back"),
     .suits = [](Session& session, const Spot& spot) { return on_movable(session, spot, 1); },
     .run = [](Session& session,
               const Spot& spot) { move_layer(session, *spot.layer, *spot.layer + 1); }},
    {.id = "layer_rename",
     .label = word("Rename it…"),
     .suits = on_card,
     .run = [](Session& session, const Spot& spot) { ask_for_name(session, *spot.layer); },
     .begins_group = true},
    {.id = "layer_remove",
     .label = word("Take it out"),
     .suits = [](Session& session,
                 const Spot& spot) { return spot.layer && session.whole().layers.size() > 1; },
     .run = [](Session& session, const Spot& spot) { remove_layer(session, *spot.layer); }},
    {.id = "copy_value",
     .label = word("Copy value"),
     .suits = has_value,
     .run = [](Session& session, const Spot& spot) { copy_value(session, *spot.cell); }},
    {.id = "copy_row",
     .label = word("Copy this row"),
     .suits = has_value,
     .run = [](Session& session, const Spot& spot) { copy_row(session, *spot.cell); }},
    {.id = "copy_column",
     .label = word("Copy this column"),
     .suits = has_value,
     .run = [](Session& session, const Spot& spot) { copy_column(session, *spot.cell); }},
    {.id = "go_to",
     .label = word("Bring the window here"),
     .suits = on_cell,
     .run = [](Session& session, const Spot& spot) { bring_window_to(session, *spot.cell); },
     .begins_group = true},
    {.id = "pin",
     .label = word("Pin"),
     .suits = [](Session& session,
                 const Spot& spot) { return spot.cell && !is_pinned(session, spot); },
     .run = [](Session& session, const Spot& spot) { session.emit(model::SetPin{spot.cell}); }},
    {.id = "unpin",
     .label = word("Unpin"),
     .suits = [](Session& session, const Spot& spot) { return is_pinned(session, spot); },
     .run =
         [](Session& session, const Spot&) {
             session.emit(model::SetPin{});
             session.emit(model::SelectCell{});
         }},
    {.id = "set_to",
     .label = word("Set to…"),
     .suits = editable,
     .run = type_value,
     .begins_group = true},
    {.id = "set_to_zero", .label = word("Set to 0"), .suits = editable, .run = set_to_zero},
    {.id = "brush",
     .label = word("Paint with this value"),
     .suits = editable,
     .run = [](Session& session,
               const Spot& spot) { paint_with(session, edited_value(session, *spot.cell)); }},
    {.id = "copy_window",
     .label = word("Copy the window's cells"),
     .suits = on_window,
     .run = [](Session& session, const Spot&) { copy_window(session); },
     .begins_group = true},
    {.id = "formula", .suits = on_formula, .action = "edit.copy_formula"},
    {.id = "words", .suits = on_formula, .action = "lesson.copy_words"},
    {.id = "lens", .suits = on_stage, .action = "view.lens", .begins_group = true},
    {.id = "copy_input", .suits = anywhere, .action = "edit.copy", .begins_group = true},
    {.id = "copy_output",
     .suits = [](Session& session,
                 const Spot& spot) { return anywhere(session, spot) && shows_output(session); },
     .action = "edit.copy_output"},
    {.id = "copy_picture", .suits = on_stage, .action = "edit.copy_picture"},
    {.id = "paste", .suits = anywhere, .action = "edit.paste"},
    {.id = "fit", .suits = anywhere, .action = "view.zoom_fit", .begins_group = true},
    {.id = "leave_projector",
     .suits = [](Session& session, const Spot&) { return session.projector; },
     .action = "view.projector"},
};

}  // namespace

std::span<const ContextRow> context_rows() {
    return rows;
}

std::string context_title(Session& session, const Spot& spot) {
    const auto& layers = session.whole().layers;
    if (spot.layer && *spot.layer < layers.size())
        return trf("Layer {0} of {1}: {2}", *spot.layer + 1, layers.size(),
                   drawing::layer_name(layers[*spot.layer]));
    if (!spot.cell) return {};
    const auto words = pointer_words(session, *spot.cell);
    return words.empty() ? std::string() : words.front();
}

void run_context(Session& session, std::string_view id, const Spot& spot) {
    const auto row = std::ranges::find(rows, id, &ContextRow::id);
    if (row == std::end(rows) || !row->suits(session, spot)) return;
    if (row->action.empty()) return row->run(session, spot);
    run_action(session, row->action);
}

}  // namespace poolscope::session
