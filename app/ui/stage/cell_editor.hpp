/// The text field over a cell while its value is typed.
#pragma once

#include <string>

namespace poolscope::ui {

struct Ui;

/// Takes into `text` the characters that arrive before a field has the keyboard.
void take_early_characters(std::string& text);

/// Draws the editor over its cell and handles its keys; `origin` is the stage's top left.
void draw_cell_editor(Ui& ui, float origin_x, float origin_y);

}  // namespace poolscope::ui
