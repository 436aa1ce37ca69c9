/// Zooming and panning the stage.
#pragma once

#include "ui/ui.hpp"

namespace poolscope::ui {

/// Zooms by `factor`; the cell under `at` (logical pixels from the stage's top left) stays there.
void zoom_about(Ui& ui, drawing::Point at, float factor);

/// Whether the inspector is folded in a window of this size: as the person chose, else as there is
/// room.
[[nodiscard]] bool folds_inspector(const Ui& ui, drawing::Size window, float scale);

/// Words on the stage grow with the interface, as far as the grid does not shrink for it.
void choose_stage_scale(Ui& ui, drawing::Size window);

/// Moves the drawing by a drag of (dx, dy) logical pixels since it began.
void pan_view(Ui& ui, float dx, float dy);

/// The window of a new step comes into sight where it left what is looked at; in a small grid also
/// as it is zoomed.
void follow_window(Ui& ui);

}  // namespace poolscope::ui
