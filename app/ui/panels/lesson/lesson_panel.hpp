/// The parts of the lesson's panel, one file each.
#pragma once

#include "ui/ui.hpp"

namespace poolscope::ui {

/// How much room the panel asks for, in window pixels; 0 where it has nothing to show.
[[nodiscard]] float lesson_panel_height(const Ui& ui);

/// The question that has been put, with its controls and what was said to the answer.
void question_box(Ui& ui);

/// Rings around what the page points at, over all panels.
void draw_pointers(Ui& ui);

}  // namespace poolscope::ui
