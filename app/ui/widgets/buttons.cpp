/// Buttons with words, toggles, and round buttons with an icon.
#include <algorithm>
#include <cmath>

#include "i18n/tr.hpp"
#include "ui/frame/style.hpp"
#include "ui/frame/tooltip.hpp"
#include "ui/widgets/controls.hpp"

namespace poolscope::ui {

using i18n::tr;

namespace {

constexpr float button_height = 30;
constexpr float button_margin = 11;
constexpr float toggle_size = 44;

/// The frame and words of a button over the last item.
Fitted draw_button(Frame& frame, std::string_view label, bool enabled, bool filled) {
    const ImVec2 min = ImGui::GetItemRectMin();
    const ImVec2 max = ImGui::GetItemRectMax();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const bool hovered = enabled && ImGui::IsItemHovered();
    const theme::Theme& theme = *frame.theme;
    theme::Color fill = hovered ? theme.panel_sunken : theme.panel;
    if (filled) fill = hovered ? mix(theme.accent, theme.text, 0.12F) : theme.accent;
    if (!enabled) fill = theme.panel;
    list.AddRectFilled(min, max, u32(fill), frame.px(8));
    if (!filled || !enabled)
        list.AddRect(min, max, u32(enabled ? theme.line_strong : theme.line), frame.px(8), 0,
                     frame.px(1));
    TextLook look = body(frame);
    if (filled) look.color = theme.accent_text;
    if (!enabled) look.color = theme.pending_text;
    return draw_text_centered(frame, list, {(min.x + max.x) / 2, (min.y + max.y) / 2},
                              max.x - min.x, label, look);
}

}  // namespace

float button_width(Frame& frame, std::string_view label) {
    return std::ceil(width_of(frame, label, theme::Font::regular, body_size)) +
           2 * frame.px(button_margin);
}

bool button(Frame& frame, std::string_view id, std::string_view label, const ButtonLook& look) {
    const std::string name(id);
    const float width = look.width > 0 ? look.width : button_width(frame, label);
    bool clicked =
        ImGui::InvisibleButton(name.c_str(), {width, frame.px(button_height)}) && look.enabled;
    const Fitted words = draw_button(frame, label, look.enabled, look.filled);
    clicked |= focus_item(frame, id, look.enabled);
    anchor_item(frame, id, look.enabled, words);
    tooltip(frame, id, look.tooltip);
    return clicked;
}

float toggle_width(const Frame& frame) {
    return frame.px(toggle_size);
}

bool toggle(Frame& frame, std::string_view id, bool on, std::string_view explanation,
            bool enabled) {
    const std::string name(id);
    bool clicked =
        ImGui::InvisibleButton(name.c_str(), {toggle_width(frame), frame.px(button_height)}) &&
        enabled;
    draw_button(frame, tr(on ? word("on") : word("off")), enabled, on && enabled);
    clicked |= focus_item(frame, id, enabled);
    anchor_item(frame, id, enabled);
    tooltip(frame, id, explanation);
    return clicked;
}

bool icon_button(Frame& frame, std::string_view id, Icon icon, const IconLook& look) {
    const std::string name(id);
    const float d = frame.px(look.diameter);
    bool clicked = ImGui::InvisibleButton(name.c_str(), {d, d}) && look.enabled;
    const ImVec2 min = ImGui::GetItemRectMin();
    const ImVec2 center{min.x + d / 2, min.y + d / 2};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const theme::Theme& theme = *frame.theme;
    const bool hovered = look.enabled && ImGui::IsItemHovered();
    theme::Color fill = hovered ? theme.panel_sunken : theme.panel;
    if (look.filled && look.enabled)
        fill = hovered ? mix(theme.accent, theme.text, 0.12F) : theme.accent;
    if (look.framed || hovered) list.AddCircleFilled(center, d / 2, u32(fill), 0);
    if (look.framed && !(look.filled && look.enabled))
        list.AddCircle(center, d / 2 - frame.px(1) / 2,
                       u32(look.enabled ? theme.line_strong : theme.line), 0, frame.px(1));
    theme::Color ink = look.filled ? theme.accent_text : theme.text;
    if (!look.enabled) ink = theme.pending_text;
    draw_icon(list, icon, center, d * 0.36F, u32(ink));
    clicked |= focus_item(frame, id, look.enabled);
    anchor_item(frame, id, look.enabled);
    tooltip(frame, id, look.tooltip);
    return clicked;
}

}  // namespace poolscope::ui
