/// Runs what keys ask for, and names keys beside what they do.
#include <algorithm>

#include <imgui.h>

#include "ui/actions.hpp"

namespace poolscope::ui {

namespace {

bool matches(const ActionRow& row, const KeyPress& press) {
    return row.run && (press == row.shortcut || press == row.other_shortcut);
}

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
    const bool asleep =
        ui.text_active || ui.text_was_active || ui.dialog || ui.menu_open || ui.tour.on;
    if (!asleep && takes_question_mark()) run_action(ui, "help.shortcuts");
    for (KeyPress press : ui.keys) {
        if (press.key == Key::none) continue;
        if (press.key == Key::keypad_enter) press.key = Key::enter;
        for (const ActionRow& row : action_rows()) {
            if (asleep && !row.at_any_time) continue;
            if (!matches(row, press) || !is_enabled(row, ui)) continue;
            row.run(ui);
            break;
        }
    }
    ui.keys.clear();
}

std::string tip_of(std::string_view id) {
    const ActionRow& row = action_row(id);
    std::string tip = tr_name(row.label);
    if (row.shortcut.key != Key::none) tip += " (" + name_of(row.shortcut) + ")";
    return tip;
}

}  // namespace poolscope::ui
