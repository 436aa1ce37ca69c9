/// Draws the rows (see file_rows.hpp).
#include "ui/dialogs/file_rows.hpp"

#include <imgui.h>

namespace poolscope::ui {

namespace {

constexpr float picture_width = 32;  ///< logical pixels, with the gap after it
constexpr float size_width = 64;
constexpr float date_width = 124;

/// The columns at the right; returns where they begin.
float draw_columns(Frame& frame, const FileRow& row, float right, float middle,
                   const TextLook& look) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    TextLook faint = look;
    if (!row.chosen) faint.color = frame.theme->text_faint;
    const auto column = [&](const std::string& text, float width) {
        draw_text(frame, list, right - width_of(frame, text, faint.face, faint.size), middle, text,
                  faint);
        right -= frame.px(width);
    };
    if (!row.size.empty()) column(row.size, size_width);
    if (!row.date.empty()) column(row.date, date_width);
    return right;
}

}  // namespace

std::string elide_left(Frame& frame, const std::string& text, float width, const TextLook& look) {
    if (width_of(frame, text, look.face, look.size) <= width) return text;
    std::size_t begin = 0;
    while (begin < text.size()) {
        // A byte 10xxxxxx is inside a character.
        do ++begin;
        while (begin < text.size() && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U);
        std::string shorter = "…" + text.substr(begin);
        if (width_of(frame, shorter, look.face, look.size) <= width) return shorter;
    }
    return "…";
}

std::string elide_right(Frame& frame, const std::string& text, float width, const TextLook& look) {
    if (width_of(frame, text, look.face, look.size) <= width) return text;
    std::size_t end = text.size();
    while (end > 0) {
        do --end;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U);
        std::string shorter = text.substr(0, end) + "…";
        if (width_of(frame, shorter, look.face, look.size) <= width) return shorter;
    }
    return "…";
}

bool file_row(Ui& ui, const FileRow& row) {
    const float width = ImGui::GetContentRegionAvail().x;
    bool pressed = ImGui::InvisibleButton(row.id.c_str(), {width, ui.px(file_row_height)});
    const ImVec2 min = ImGui::GetItemRectMin();
    const ImVec2 max = ImGui::GetItemRectMax();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (row.chosen || ImGui::IsItemHovered())
        list.AddRectFilled(
            min, max, u32(row.chosen ? ui.frame.theme->accent : ui.frame.theme->line), ui.px(6));
    const TextLook look{row.chosen ? ui.frame.theme->accent_text : ui.frame.theme->text,
                        row.strong ? theme::Font::semibold : theme::Font::regular, small_size};
    const float middle = (min.y + max.y) / 2;
    const float right = draw_columns(ui.frame, row, max.x - ui.px(10), middle, look);
    float left = min.x + ui.px(10);
    if (row.pictured) {
        if (!row.picture.empty())
            ui.file_pictures.draw(ui, row.picture,
                                  {left - ui.px(4), min.y + ui.px(2), ui.px(picture_width - 6),
                                   max.y - min.y - ui.px(4)});
        left += ui.px(picture_width) - ui.px(4);
    }
    draw_text(ui.frame, list, left, middle, elide_right(ui.frame, row.label, right - left, look),
              look);
    if (row.on_path) pressed |= focus_item(ui.frame, row.id, true, true);
    anchor_item(ui.frame, row.id);
    return pressed;
}

}  // namespace poolscope::ui
