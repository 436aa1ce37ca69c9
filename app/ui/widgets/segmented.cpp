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
std::vector<float> widths_of(Frame& frame, std::span<const Segment> segments, float width) {
    const float equal = width / static_cast<float>(segments.size());
    std::vector<float> widths;
    for (const Segment& segment : segments)
        widths.push_back(width_of(frame, segment.label, theme::Font::regular, body_size) +
                         2 * frame.px(margin));
    if (std::all_of(widths.begin(), widths.end(), [&](float one) { return one <= equal; }))
        return std::vector<float>(segments.size(), equal);
    const float sum = std::accumulate(widths.begin(), widths.end(), 0.0F);
    for (float& one : widths)
        one = sum > width ? one * width / sum
                          : one + (width - sum) / static_cast<float>(segments.size());
    return widths;
}

Fitted draw_segment(Frame& frame, const Segment& segment, ImVec2 min, ImVec2 max, bool on,
                    ImDrawFlags rounding) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (on || (segment.enabled && ImGui::IsItemHovered()))
        list.AddRectFilled(min, max, u32(on ? frame.theme->accent : frame.theme->panel_sunken),
                           frame.px(radius), rounding);
    TextLook look = body(frame);
    if (!segment.enabled) look.color = frame.theme->pending_text;
    if (on) look.color = frame.theme->accent_text;
    return draw_text_centered(frame, list, {(min.x + max.x) / 2, (min.y + max.y) / 2},
                              max.x - min.x - 2 * frame.px(margin), segment.label, look);
}

}  // namespace

std::optional<std::size_t> segmented(Frame& frame, std::string_view id,
                                     std::span<const Segment> segments, std::size_t chosen,
                                     float width) {
    std::optional<std::size_t> clicked;
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    const float h = frame.px(height);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const std::vector<float> widths = widths_of(frame, segments, width);
    list.AddRectFilled(origin, {origin.x + width, origin.y + h}, u32(frame.theme->panel),
                       frame.px(radius));
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
            draw_segment(frame, segments[i], min, max, on, corners(i, segments.size()));
        if (i > 0 && !on && i != chosen + 1)
            list.AddLine({min.x, min.y}, {min.x, max.y}, u32(frame.theme->line_strong),
                         frame.px(1));
        if (focus_item(frame, name, segments[i].enabled)) clicked = i;
        anchor_item(frame, name, segments[i].enabled, words);
        tooltip(frame, name, segments[i].tooltip);
    }
    list.AddRect(origin, {origin.x + width, origin.y + h}, u32(frame.theme->line_strong),
                 frame.px(radius), 0, frame.px(1));
    ImGui::SetCursorScreenPos(origin);
    ImGui::Dummy({width, h});
    return clicked;
}

}  // namespace poolscope::ui
