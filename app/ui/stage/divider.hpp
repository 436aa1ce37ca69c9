/// The handle on the line between a picture before and after pooling.
#pragma once

namespace poolscope::ui {

struct Ui;

/// Draws the handles over the stage, and moves the line by mouse and, with the focus, by the arrow
/// keys.
void draw_dividers(Ui& ui);

}  // namespace poolscope::ui
