/// What the pressed keys ask for, once every panel had its turn.
#pragma once

namespace poolscope::ui {

struct Ui;

/// Runs it. While something is being typed or a dialog or a menu is open, only what may be run at
/// any time.
void run_shortcuts(Ui& ui);

}  // namespace poolscope::ui
