/// A walk around the window for one who sees it for the first time: two minutes, to be left at any
/// time.
#pragma once

#include <cstddef>

namespace poolscope::ui {

struct Ui;

struct TourState {
    bool on = false;
    std::size_t step = 0;
};

void start_tour(Ui& ui);
/// Draws the tour's words beside what they are about, and takes its keys: Enter goes on, Escape
/// leaves.
void draw_tour(Ui& ui);

}  // namespace poolscope::ui
