/// Painting cells with the brush.
#pragma once

#include <optional>

#include "model/view_state.hpp"

namespace poolscope::ui {

struct Ui;

/// With the brush in hand, a press on a cell that can be edited paints it at once: true then.
bool begin_painting(Ui& ui, const std::optional<model::CellRef>& under);

/// The stroke goes on to the cell under the pointer.
void go_on_painting(Ui& ui, const std::optional<model::CellRef>& under);

/// The brush at the pointer: its value, over a cell that it would paint.
void draw_brush(Ui& ui, const std::optional<model::CellRef>& under);

}  // namespace poolscope::ui
