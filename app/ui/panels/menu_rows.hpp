/// The rows of the bar's menus, as the action table has them, and the lists that some open.
#pragma once

#include <string>

#include "session/actions/actions.hpp"
#include "ui/ui.hpp"

namespace poolscope::ui {

/// Opens the menu of this id in the next frame, with none of its items chosen.
void open_menu(Ui& ui, const std::string& id);

/// Draws a menu that is open, and runs the row that is chosen.
void draw_menu(Ui& ui, Menu menu);

/// How many rows a menu has; the lines between them count for their height.
[[nodiscard]] float rows_of(Menu menu);

}  // namespace poolscope::ui
