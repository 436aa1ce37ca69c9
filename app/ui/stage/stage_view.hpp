/// Zooming and panning the stage.
#pragma once

#include "ui/ui.hpp"

namespace poolscope::ui {

/// Zooms by `factor`; the cell under `at` (logical pixels from the stage's top left) stays there.
void zoom_about(Ui& ui, drawing::Point at, float factor);

/// Moves the drawing by a drag of (dx, dy) logical pixels since it began.
void pan_view(Ui& ui, float dx, float dy);

/// The window of a new step comes into sight where it left what is looked at.
void follow_window(Ui& ui);

}  // namespace poolscope::ui
