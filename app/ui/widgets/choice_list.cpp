/// Drop-down lists.
#include "ui/widgets/choice_list.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "ui/frame/style.hpp"
#include "ui/frame/tooltip.hpp"
#include "ui/widgets/controls.hpp"

namespace poolscope::ui {

namespace {

constexpr float row_height = 32;
constexpr float margin = 8;
constexpr float mark_width = 22;  ///< before the names, for the mark of the present one
constexpr float name_gap = 18;
constexpr float widest_note = 470;
constexpr float combo_height = 30;
constexpr float sign_width = 22;  ///< of a combo's arrow

std::string popup_of(std::string_view id) {
    return "##list." + std::string(id);
}

/// The columns and rows of a list, in window pixels.
struct Measures {
    float names = 0;
    float notes = 0;
    std::vector<float> heights;
    float width = 0;
    float height = 0;
};

TextLook note_look(const Frame& frame) {
    return {frame.theme->text_muted, theme::Font::regular, small_size};
}

Measures measure(Frame& frame, std::span<const Choice> choices) {
    Measures m;
    const TextLook look = note_look(frame);
    for (const Choice& choice : choices) {
        m.names = std::max(m.names, width_of(frame, choice.name, theme::Font::regular, body_size));
        m.notes =
            std::max(m.notes, width_of(frame, choice.note, look.face, look.size) + frame.px(2));
    }
    const float room =
        ImGui::GetIO().DisplaySize.x - m.names - frame.px(4 * margin + mark_width + name_gap);
    m.notes = std::min({m.notes, frame.px(widest_note), std::max(room, frame.px(80))});
    for (const Choice& choice : choices) {
        const float note = wrapped_height(frame, m.notes, choice.note, look);
        m.heights.push_back(std::max(frame.px(row_height), note + frame.px(12)));
        m.height += m.heights.back();
    }
    m.width = frame.px(mark_width) + m.names + frame.px(margin);
    if (m.notes > frame.px(2)) m.width += frame.px(name_gap - margin) + m.notes + frame.px(margin);
    m.height += 2 * frame.px(margin);
    m.width += 2 * frame.px(margin);
    return m;
}

/// Below the button, or above it or beside the window's edge where there is no room.
void place_list(const Frame& frame, const Measures& m) {
    const ImVec2 display = ImGui::GetIO().DisplaySize;
    const drawing::Rect& from = frame.list.button;
    float y = from.bottom() + frame.px(4);
    if (y + m.height > display.y) y = std::max(from.y - frame.px(4) - m.height, 0.0F);
    if (m.height > from.y && y < from.bottom()) y = std::max(display.y - m.height, 0.0F);
    const float x = std::max(std::min(from.x, display.x - m.width - frame.px(margin)), 0.0F);
    ImGui::SetNextWindowPos({x, y});
    ImGui::SetNextWindowSize({m.width, std::min(m.height, display.y)});
}

void move_mark(Frame& frame, std::span<const Choice> choices, int by) {
    const auto count = static_cast<std::ptrdiff_t>(choices.size());
    auto at = static_cast<std::ptrdiff_t>(frame.list.focus);
    for (std::ptrdiff_t i = 0; i < count; ++i) {
        at = (at + by + count) % count;
        if (choices[static_cast<std::size_t>(at)].enabled) break;
    }
    frame.list.focus = static_cast<std::size_t>(at);
}

/// Draws one row; true when it is clicked.
bool draw_row(Frame& frame, const std::string& name, const Choice& choice, const Measures& m,
              float height, bool chosen, bool focused) {
    const ImVec2 min = ImGui::GetCursorScreenPos();
    const float width = m.width - 2 * frame.px(margin);
    const bool clicked = ImGui::InvisibleButton(name.c_str(), {width, height}) && choice.enabled;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float middle = min.y + height / 2;
    if (choice.enabled && (focused || ImGui::IsItemHovered()))
        list.AddRectFilled(min, {min.x + width, min.y + height}, u32(frame.theme->panel_sunken),
                           frame.px(6));
    if (chosen)
        list.AddCircleFilled({min.x + frame.px(mark_width) / 2, middle}, frame.px(3.5F),
                             u32(frame.theme->accent));
    TextLook look = body(frame);
    if (!choice.enabled) look.color = frame.theme->pending_text;
    const float x = min.x + frame.px(mark_width);
    draw_text(frame, list, x, middle, choice.name, look);
    TextLook note = note_look(frame);
    if (!choice.enabled) note.color = frame.theme->text_faint;
    const float note_height = wrapped_height(frame, m.notes, choice.note, note);
    draw_wrapped(frame, list, {x + m.names + frame.px(name_gap), middle - note_height / 2}, m.notes,
                 choice.note, note);
    anchor_item(frame, name, choice.enabled,
                frame.px(mark_width) + width_of(frame, choice.name, look.face, look.size));
    return clicked;
}

}  // namespace

void open_choices(Frame& frame, std::string_view id, std::size_t chosen) {
    const ImVec2 min = ImGui::GetItemRectMin();
    const ImVec2 max = ImGui::GetItemRectMax();
    frame.list = {chosen, {min.x, min.y, max.x - min.x, max.y - min.y}};
    ImGui::OpenPopup(popup_of(id).c_str());
}

std::optional<std::size_t> choice_list(Frame& frame, std::string_view id,
                                       std::span<const Choice> choices, std::size_t chosen) {
    const std::string popup = popup_of(id);
    if (!ImGui::IsPopupOpen(popup.c_str())) return std::nullopt;
    const Measures m = measure(frame, choices);
    place_list(frame, m);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {frame.px(margin), frame.px(margin)});
    const bool open = ImGui::BeginPopup(popup.c_str(),
                                        ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
    ImGui::PopStyleVar();
    if (!open) return std::nullopt;
    frame.menu_open = true;
    const FocusScope scope(frame, "list");
    if (frame.take(Key::down)) move_mark(frame, choices, 1);
    if (frame.take(Key::up)) move_mark(frame, choices, -1);
    std::optional<std::size_t> made;
    for (std::size_t i = 0; i < choices.size(); ++i)
        if (draw_row(frame, std::string(id) + "." + choices[i].id, choices[i], m, m.heights[i],
                     i == chosen, i == frame.list.focus))
            made = i;
    const bool entered =
        frame.take(Key::enter) || frame.take(Key::keypad_enter) || frame.take(Key::space);
    if (entered && frame.list.focus < choices.size() && choices[frame.list.focus].enabled)
        made = frame.list.focus;
    if (made || frame.take(Key::escape)) ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
    return made;
}

float combo_width(Frame& frame, std::span<const Choice> choices, std::size_t chosen) {
    const std::string_view label =
        chosen < choices.size() ? std::string_view(choices[chosen].name) : std::string_view();
    return std::ceil(width_of(frame, label, theme::Font::regular, body_size)) +
           frame.px(sign_width + 2 * margin);
}

std::optional<std::size_t> combo(Frame& frame, std::string_view id, std::span<const Choice> choices,
                                 std::size_t chosen, const ComboLook& look) {
    const ImVec2 min = ImGui::GetCursorScreenPos();
    const ImVec2 max{min.x + look.width, min.y + frame.px(combo_height)};
    const std::string name(id);
    bool clicked =
        ImGui::InvisibleButton(name.c_str(), {look.width, max.y - min.y}) && look.enabled;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const bool hovered = look.enabled && ImGui::IsItemHovered();
    list.AddRectFilled(min, max, u32(hovered ? frame.theme->panel_sunken : frame.theme->panel),
                       frame.px(8));
    list.AddRect(min, max, u32(look.enabled ? frame.theme->line_strong : frame.theme->line),
                 frame.px(8), 0, frame.px(1));
    const std::string label =
        chosen < choices.size() ? choices[chosen].name : std::string(look.hint);
    TextLook text = chosen < choices.size() ? body(frame) : muted(frame);
    if (!look.enabled) text.color = frame.theme->pending_text;
    const float sign = frame.px(sign_width);
    const float room = look.width - sign - frame.px(8);
    const Fitted words = draw_text_centered(
        frame, list, {(min.x + max.x - sign) / 2 + frame.px(3), (min.y + max.y) / 2}, room, label,
        text);
    draw_icon(list, Icon::chevron, {max.x - frame.px(14), (min.y + max.y) / 2}, frame.px(8),
              u32(look.enabled ? frame.theme->text_muted : frame.theme->pending_text));
    anchor_item(frame, id, look.enabled, {words, sign + frame.px(8)});
    clicked |= focus_item(frame, id, look.enabled);
    if (clicked) open_choices(frame, id, chosen);
    tooltip(frame, id, look.tooltip);
    return choice_list(frame, id, choices, chosen);
}

}  // namespace poolscope::ui
