/// What belongs to a frame: its keys and its pixels.
#include "ui/ui.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace poolscope::ui {

namespace {

/// The clipboard that ImGui was given by the window, where the session was given none.
session::Services with_clipboard(const session::Services& given) {
    session::Services services = given;
    Clipboard& clipboard = services.clipboard;
    if (!clipboard.get)
        clipboard.get = [] {
            const char* text = ImGui::GetClipboardText();
            return std::string(text ? text : "");
        };
    if (!clipboard.set)
        clipboard.set = [](const std::string& text) { ImGui::SetClipboardText(text.c_str()); };
    return services;
}

}  // namespace

Ui::Ui(const Services& given) : Session(with_clipboard(given)), heatmaps(given.heatmaps) {
    theme = &theme::theme_or_default(preferences().theme);
}

bool Ui::take(Key key, bool ctrl, bool shift) {
    const auto found = std::find(keys.begin(), keys.end(), KeyPress{key, ctrl, shift, false});
    if (found == keys.end()) return false;
    keys.erase(found);
    return true;
}

float Ui::px(float logical) const {
    return std::round(logical * scale);
}

}  // namespace poolscope::ui
