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

TextLook note_look(const Ui& ui) {
    return {ui.theme->text_muted, theme::Font::regular, small_size};
}

Measures measure(Ui& ui, std::span<const Choice> choices) {
    Measures m;
    const TextLook look = note_look(ui);
    for (const Choice& choice : choices) {
        m.names = std::max(m.names, width_of(ui, choice.name, theme::Font::regular, body_size));
        m.notes = std::max(m.notes, width_of(ui, choice.note, look.face, look.size) + ui.px(2));
    }
    const float room =
        ImGui::GetIO().DisplaySize.x - m.names - ui.px(4 * margin + mark_width + name_gap);
    m.notes = std::min({m.notes, ui.px(widest_note), std::max(room, ui.px(80))});
    for (const Choice& choice : choices) {
        const float note = wrapped_height(ui, m.notes, choice.note, look);
        m.heights.push_back(std::max(ui.px(row_height), note + ui.px(12)));
        m.height += m.heights.back();
    }
    m.width = ui.px(mark_width) + m.names + ui.px(margin);
    if (m.notes > ui.px(2)) m.width += ui.px(name_gap - margin) + m.notes + ui.px(margin);
    m.height += 2 * ui.px(margin);
    m.width += 2 * ui.px(margin);
    return m;
}

/// Below the button, or above it or beside the window's edge where there is no room.
void place_list(const Ui& ui, const Measures& m) {
    const ImVec2 display = ImGui::GetIO().DisplaySize;
    const drawing::Rect& from = ui.list.button;
    float y = from.bottom() + ui.px(4);
    if (y + m.height > display.y) y = std::max(from.y - ui.px(4) - m.height, 0.0F);
    if (m.height > from.y && y < from.bottom()) y = std::max(display.y - m.height, 0.0F);
    const float x = std::max(std::min(from.x, display.x - m.width - ui.px(margin)), 0.0F);
    ImGui::SetNextWindowPos({x, y});
    ImGui::SetNextWindowSize({m.width, std::min(m.height, display.y)});
}

void move_mark(Ui& ui, std::span<const Choice> choices, int by) {
    const auto count = static_cast<std::ptrdiff_t>(choices.size());
    auto at = static_cast<std::ptrdiff_t>(ui.list.focus);
    for (std::ptrdiff_t i = 0; i < count; ++i) {
        at = (at + by + count) % count;
        if (choices[static_cast<std::size_t>(at)].enabled) break;
    }
    ui.list.focus = static_cast<std::size_t>(at);
}

/// Draws one row; true when it is clicked.
bool draw_row(Ui& ui, const std::string& name, const Choice& choice, const Measures& m,
              float height, bool chosen, bool focused) {
    const ImVec2 min = ImGui::GetCursorScreenPos();
    const float width = m.width - 2 * ui.px(margin);
    const bool clicked = ImGui::InvisibleButton(name.c_str(), {width, height}) && choice.enabled;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float middle = min.y + height / 2;
    if (choice.enabled && (focused || ImGui::IsItemHovered()))
        list.AddRectFilled(min, {min.x + width, min.y + height}, u32(ui.theme->panel_sunken),
                           ui.px(6));
    if (chosen)
        list.AddCircleFilled({min.x + ui.px(mark_width) / 2, middle}, ui.px(3.5F),
                             u32(ui.theme->accent));
    TextLook look = body(ui);
    if (!choice.enabled) look.color = ui.theme->pending_text;
    const float x = min.x + ui.px(mark_width);
    draw_text(ui, list, x, middle, choice.name, look);
    TextLook note = note_look(ui);
    if (!choice.enabled) note.color = ui.theme->text_faint;
    const float note_height = wrapped_height(ui, m.notes, choice.note, note);
    draw_wrapped(ui, list, {x + m.names + ui.px(name_gap), middle - note_height / 2}, m.notes,
                 choice.note, note);
    anchor_item(ui, name, choice.enabled,
                ui.px(mark_width) + width_of(ui, choice.name, look.face, look.size));
    return clicked;
}

}  // namespace

void open_choices(Ui& ui, std::string_view id, std::size_t chosen) {
    const ImVec2 min = ImGui::GetItemRectMin();
    const ImVec2 max = ImGui::GetItemRectMax();
    ui.list = {chosen, {min.x, min.y, max.x - min.x, max.y - min.y}};
    ImGui::OpenPopup(popup_of(id).c_str());
}

std::optional<std::size_t> choice_list(Ui& ui, std::string_view id, std::span<const Choice> choices,
                                       std::size_t chosen) {
    const std::string popup = popup_of(id);
    if (!ImGui::IsPopupOpen(popup.c_str())) return std::nullopt;
    const Measures m = measure(ui, choices);
    place_list(ui, m);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(margin), ui.px(margin)});
    const bool open = ImGui::BeginPopup(popup.c_str(),
                                        ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
    ImGui::PopStyleVar();
    if (!open) return std::nullopt;
    ui.menu_open = true;
    const FocusScope scope(ui, "list");
    if (ui.take(Key::down)) move_mark(ui, choices, 1);
    if (ui.take(Key::up)) move_mark(ui, choices, -1);
    std::optional<std::size_t> made;
    for (std::size_t i = 0; i < choices.size(); ++i)
        if (draw_row(ui, std::string(id) + "." + choices[i].id, choices[i], m, m.heights[i],
                     i == chosen, i == ui.list.focus))
            made = i;
    const bool entered = ui.take(Key::enter) || ui.take(Key::keypad_enter) || ui.take(Key::space);
    if (entered && ui.list.focus < choices.size() && choices[ui.list.focus].enabled)
        made = ui.list.focus;
    if (made || ui.take(Key::escape)) ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
    return made;
}

float combo_width(Ui& ui, std::span<const Choice> choices, std::size_t chosen) {
    const std::string_view label =
        chosen < choices.size() ? std::string_view(choices[chosen].name) : std::string_view();
    return std::ceil(width_of(ui, label, theme::Font::regular, body_size)) +
           ui.px(sign_width + 2 * margin);
}

std::optional<std::size_t> combo(Ui& ui, std::string_view id, std::span<const Choice> choices,
                                 std::size_t chosen, const ComboLook& look) {
    const ImVec2 min = ImGui::GetCursorScreenPos();
    const ImVec2 max{min.x + look.width, min.y + ui.px(combo_height)};
    const std::string name(id);
    bool clicked =
        ImGui::InvisibleButton(name.c_str(), {look.width, max.y - min.y}) && look.enabled;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const bool hovered = look.enabled && ImGui::IsItemHovered();
    list.AddRectFilled(min, max, u32(hovered ? ui.theme->panel_sunken : ui.theme->panel), ui.px(8));
    list.AddRect(min, max, u32(look.enabled ? ui.theme->line_strong : ui.theme->line), ui.px(8), 0,
                 ui.px(1));
    const std::string label = chosen < choices.size() ? choices[chosen].name : std::string();
    TextLook text = body(ui);
    if (!look.enabled) text.color = ui.theme->pending_text;
    const float sign = ui.px(sign_width);
    const float room = look.width - sign - ui.px(8);
    const Fitted words = draw_text_centered(
        ui, list, {(min.x + max.x - sign) / 2 + ui.px(3), (min.y + max.y) / 2}, room, label, text);
    draw_icon(list, Icon::chevron, {max.x - ui.px(14), (min.y + max.y) / 2}, ui.px(8),
              u32(look.enabled ? ui.theme->text_muted : ui.theme->pending_text));
    anchor_item(ui, id, look.enabled, {words, sign + ui.px(8)});
    clicked |= focus_item(ui, id, look.enabled);
    if (clicked) open_choices(ui, id, chosen);
    tooltip(ui, id, look.tooltip);
    return choice_list(ui, id, choices, chosen);
}

}  // namespace poolscope::ui
