/// The panels of the window: one file each, and the list of them.
#pragma once

#include <span>

#include "ui/ui.hpp"

namespace poolscope::ui {

struct Panel {
    const char* id;  ///< its anchor is "panel.<id>"
    drawing::Rect Layout::*place;
    void (*draw)(Ui&);
    bool on_background = false;  ///< the stage's ground instead of a panel's
    bool scrolls = false;
    float margin = 16;    ///< logical pixels inside its edges
    bool floats = false;  ///< over the other panels, without a ground of its own
};

/// The explicit list.
[[nodiscard]] std::span<const Panel> panels();

/// Draws every panel that has room.
void draw_panels(Ui& ui);

void draw_menu_bar(Ui& ui);
void draw_layer(Ui& ui);
void draw_mode_bar(Ui& ui);
void draw_stage(Ui& ui);
void draw_inspector(Ui& ui);
void draw_lesson(Ui& ui);
void draw_strip(Ui& ui);
void draw_transport(Ui& ui);
void draw_messages(Ui& ui);

/// The inspector's words on the view's figure, where its mode has some.
void figure_facts(Ui& ui);

}  // namespace poolscope::ui
