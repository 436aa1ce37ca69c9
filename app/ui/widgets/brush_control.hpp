/// The brush: a button that shows whether it is in hand, and the value that it paints.
#pragma once

namespace poolscope::ui {

struct Ui;

/// Draws it at the right end of the strip from `left` to `right` (window pixels), where there is
/// room for it beside the mode's own choices. Returns where those may end.
float draw_brush_control(Ui& ui, float left, float right, float top);

}  // namespace poolscope::ui
