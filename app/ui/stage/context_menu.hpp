/// The menu of the right button, over what lies under the pointer.
#pragma once

namespace poolscope::ui {

struct Ui;

/// Opens it where it is due, and draws it while it is open.
void draw_context_menu(Ui& ui);

}  // namespace poolscope::ui
