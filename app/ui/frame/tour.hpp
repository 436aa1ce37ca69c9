/// A walk around the window for one who sees it for the first time: two minutes, to be left at any
/// time.
#pragma once

namespace poolscope::ui {

struct Ui;

/// Draws the tour's words beside what they are about, and takes its keys: Enter goes on, Escape
/// leaves.
void draw_tour(Ui& ui);

}  // namespace poolscope::ui
