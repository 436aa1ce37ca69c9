/// The text field over a cell while its value is typed.
#pragma once

#include <optional>
#include <string>

#include "model/view_state.hpp"

namespace poolscope::ui {

struct CellEditor {
    std::optional<model::CellRef> cell;  ///< being typed into
    std::string buffer;
    bool opening = false;     ///< has not got the keyboard yet
    bool select_all = false;  ///< typing replaces what is there
};

struct Ui;

/// Opens the editor on the selected cell, with `text` typed already, or with its value selected.
void edit_selected(Ui& ui);
void edit_selected(Ui& ui, std::string text);
/// Draws the editor over its cell and handles its keys; `origin` is the stage's top left.
void draw_cell_editor(Ui& ui, float origin_x, float origin_y);

}  // namespace poolscope::ui
