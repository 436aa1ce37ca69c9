/// Reads the keys of this frame.
#include "ui/frame/shortcuts.hpp"

#include <algorithm>

#include <imgui.h>

#include "session/actions/actions.hpp"
#include "ui/ui.hpp"

namespace poolscope::ui {

namespace {

/// A question mark stands on another key in every land: it is told by what it writes.
bool takes_question_mark() {
    ImVector<ImWchar>& typed = ImGui::GetIO().InputQueueCharacters;
    const bool asked = std::any_of(typed.begin(), typed.end(),
                                   [](ImWchar one) { return one == '?' || one == 0xFF1F; });
    if (asked) typed.resize(0);
    return asked;
}

}  // namespace

void run_shortcuts(Ui& ui) {
    const bool asleep = ui.frame.text_active || ui.frame.text_was_active || ui.dialog ||
                        ui.frame.menu_open || ui.session.tour.on;
    if (!asleep && takes_question_mark()) run_action(ui.session, "help.shortcuts");
    for (const KeyPress& press : ui.frame.keys) run_key(ui.session, press, asleep);
    ui.frame.keys.clear();
}

}  // namespace poolscope::ui
