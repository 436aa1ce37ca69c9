/// Which grid a person edits on the stage, cell by cell: the input, the output's gradient in
/// backward mode, or the layer's scores.
#pragma once

#include <optional>

#include "session/session.hpp"

namespace poolscope::session {

struct EditTarget {
    model::Grid grid = model::Grid::input;
    model::Pane pane = model::Pane::input;
    Shape shape;  ///< of the grid as it is shown: cells name its channels
};

/// The grid that can be edited now; nothing where a mode shows no grid of the document's.
[[nodiscard]] std::optional<EditTarget> edit_target(Session& session);

/// Whether `cell` is one of the grid that can be edited now.
[[nodiscard]] bool is_editable(Session& session, const model::CellRef& cell);

/// The value of an editable cell.
[[nodiscard]] float edited_value(Session& session, const model::CellRef& cell);

/// The action that gives an editable cell, or every one on a line of them, a value.
[[nodiscard]] model::SetCell set_cell(Session& session, const model::CellRef& cell, float value);
[[nodiscard]] model::PaintLine paint_line(Session& session, const model::CellRef& from,
                                          const model::CellRef& to, float value,
                                          std::uint64_t gesture);

/// Selects the first cell of the channel that is shown.
void select_first(Session& session);

/// Moves the selected cell by `rows` and `cols`, and the pin with it; it stays in its grid.
void move_selection(Session& session, int rows, int cols);

}  // namespace poolscope::session
