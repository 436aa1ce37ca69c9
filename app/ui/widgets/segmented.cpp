/// A choice of several, side by side.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "ui/frame/style.hpp"
#include "ui/frame/tooltip.hpp"
#include "ui/widgets/controls.hpp"

namespace poolscope::ui {

namespace {

constexpr float height = 32;
constexpr float radius = 8;
constexpr float margin = 3;  ///< between a word and its segment's edge

ImDrawFlags corners(std::size_t i, std::size_t count) {
    ImDrawFlags flags = ImDrawFlags_RoundCornersNone;
    if (i == 0) flags = ImDrawFlags_RoundCornersLeft;
    if (i + 1 == count)
        flags = i == 0 ? ImDrawFlags_RoundCornersAll : ImDrawFlags_RoundCornersRight;
    return flags;
}

/// How wide each segment is: equal parts where every word fits into one, else by their length.
std::vector<float> widths_of(Ui& ui, std::span<const Segment> segments, float width) {
    const float equal = width / static_cast<float>(segments.size());
    std::vector<float> widths;
    for (const Segment& segment : segments)
        widths.push_back(width_of(ui, segment.label, theme::Font::regular, body_size) +
                         2 * ui.px(margin));
    if (std::all_of(widths.begin(), widths.end(), [&](float one) { return one <= equal; }))
        return std::vector<float>(segments.size(), equal);
    const float sum = std::accumulate(widths.begin(), widths.end(), 0.0F);
    for (float& one : widths)
        one = sum > width ? one * width / sum
                          : one + (width - sum) / static_cast<float>(segments.size());
    return widths;
}

Fitted draw_segment(Ui& ui, const Segment& segment, ImVec2 min, ImVec2 max, bool on,
                    ImDrawFlags rounding) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (on || (segment.enabled && ImGui::IsItemHovered()))
        list.AddRectFilled(min, max, u32(on ? ui.theme->accent : ui.theme->panel_sunken),
                           ui.px(radius), rounding);
    TextLook look = body(ui);
    if (!segment.enabled) look.color = ui.theme->pending_text;
    if (on) look.color = ui.theme->accent_text;
    return draw_text_centered(ui, list, {(min.x + max.x) / 2, (min.y + max.y) / 2},
                              max.x - min.x - 2 * ui.px(margin), segment.label, look);
}

}  // namespace

std::optional<std::size_t> segmented(Ui& ui, std::string_view id, std::span<const Segment> segments,
                                     std::size_t chosen, float width) {
    std::optional<std::size_t> clicked;
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    const float h = ui.px(height);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const std::vector<float> widths = widths_of(ui, segments, width);
    list.AddRectFilled(origin, {origin.x + width, origin.y + h}, u32(ui.theme->panel),
                       ui.px(radius));
    float x = origin.x;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const ImVec2 min{std::round(x), origin.y};
        x += widths[i];
        const ImVec2 max{std::round(x), origin.y + h};
        const std::string name = std::string(id) + "." + segments[i].id;
        ImGui::SetCursorScreenPos(min);
        if (ImGui::InvisibleButton(name.c_str(), {max.x - min.x, h}) && segments[i].enabled)
            clicked = i;
        const bool on = i == chosen;
        const Fitted words =
            draw_segment(ui, segments[i], min, max, on, corners(i, segments.size()));
        if (i > 0 && !on && i != chosen + 1)
            list.AddLine({min.x, min.y}, {min.x, max.y}, u32(ui.theme->line_strong), ui.px(1));
        if (focus_item(ui, name, segments[i].enabled)) clicked = i;
        anchor_item(ui, name, segments[i].enabled, words);
        tooltip(ui, name, segments[i].tooltip);
    }
    list.AddRect(origin, {origin.x + width, origin.y + h}, u32(ui.theme->line_strong),
                 ui.px(radius), 0, ui.px(1));
    ImGui::SetCursorScreenPos(origin);
    ImGui::Dummy({width, h});
    return clicked;
}

}  // namespace poolscope::ui
