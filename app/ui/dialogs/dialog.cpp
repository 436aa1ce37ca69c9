/// The window that dialogs are shown in, and their buttons.
#include "ui/dialogs/dialog.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "ui/dialogs/dialog_buttons.hpp"
#include "ui/frame/style.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/controls.hpp"

namespace poolscope::ui {

namespace {

constexpr const char* popup_id = "##dialog";
constexpr float margin = 24;

void draw_title(Frame& frame, const Dialog& dialog) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const TextLook look{frame.theme->text, theme::Font::semibold, 17};
    draw_text(frame, *ImGui::GetWindowDrawList(), at.x, at.y + frame.px(11), dialog.title(), look);
    ImGui::Dummy({width, frame.px(22)});
    anchor(frame, std::string("dialog.") + dialog.id() + ".title", at,
           {at.x + width, at.y + frame.px(22)}, AnchorKind::text,
           width_of(frame, dialog.title(), look.face, look.size));
    gap(frame, 14);
}

void place_window(const Frame& frame, const Dialog& dialog) {
    const ImVec2 display = ImGui::GetIO().DisplaySize;
    const float width = std::min(frame.px(dialog.width()), display.x - frame.px(32));
    ImGui::SetNextWindowPos({std::round(display.x / 2), std::round(display.y / 2)},
                            ImGuiCond_Always, {0.5F, 0.5F});
    ImGui::SetNextWindowSizeConstraints({width, 0}, {width, display.y - frame.px(32)});
}

}  // namespace

void draw_dialog(Ui& ui) {
    if (!ui.dialog) return;
    if (!ImGui::IsPopupOpen(popup_id)) ImGui::OpenPopup(popup_id);
    place_window(ui.frame, *ui.dialog);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(margin), ui.px(margin - 2)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, ui.px(14));
    ImGui::PushStyleVar(ImGuiStyleVar_PopupRounding, ui.px(14));
    font(ui.frame, theme::Font::regular, body_size).push();
    const bool open = ImGui::BeginPopupModal(
        popup_id, nullptr,
        ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoResize |
            ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoSavedSettings);
    bool keep = true;
    if (open) {
        const FocusScope scope(ui.frame, "dialog");
        draw_title(ui.frame, *ui.dialog);
        keep = ui.dialog->draw(ui);
        const ImVec2 at = ImGui::GetWindowPos();
        const ImVec2 size = ImGui::GetWindowSize();
        anchor(ui.frame, std::string("dialog.") + ui.dialog->id(), at,
               {at.x + size.x, at.y + size.y}, AnchorKind::panel);
        if (!keep && !ui.session.prompt) ImGui::CloseCurrentPopup();
        ImGui::EndPopup();
    }
    ImGui::PopFont();
    ImGui::PopStyleVar(3);
    if (keep) return;
    ui.dialog.reset();
    ui.session.changed = true;
}

std::optional<std::size_t> dialog_buttons(Frame& frame, std::span<const DialogButton> buttons,
                                          std::size_t& focus) {
    gap(frame, 18);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const std::size_t count = buttons.size();
    std::vector<std::string> ids;
    std::vector<float> widths;
    float all = 0;
    for (const DialogButton& one : buttons) {
        ids.push_back("dialog." + std::string(one.id));
        widths.push_back(std::max(button_width(frame, one.label), frame.px(84)));
        all += widths.back() + (ids.size() > 1 ? frame.px(10) : 0);
    }
    // Where nothing else has the focus, the button that is meant does.
    focus = std::min(focus, count - 1);
    if (frame.focus.id.empty() && !frame.text_active) give_focus(frame, ids[focus]);
    const auto focused = std::find(ids.begin(), ids.end(), frame.focus.id);
    if (focused != ids.end() && !frame.text_active && !frame.text_was_active) {
        const auto i = static_cast<std::size_t>(focused - ids.begin());
        if (frame.take(Key::right)) give_focus(frame, ids[(i + 1) % count]);
        if (frame.take(Key::left)) give_focus(frame, ids[(i + count - 1) % count]);
    }
    std::optional<std::size_t> chosen;
    float x = at.x + ImGui::GetContentRegionAvail().x - all;
    for (std::size_t i = 0; i < count; ++i) {
        ImGui::SetCursorScreenPos({x, at.y});
        if (button(frame, ids[i], buttons[i].label,
                   {.tooltip = buttons[i].tooltip,
                    .enabled = buttons[i].enabled,
                    .filled = i + 1 == count,
                    .width = widths[i]}))
            chosen = i;
        x += widths[i] + frame.px(10);
    }
    return chosen;
}

}  // namespace poolscope::ui
