/// A choice of several, side by side.
#include <algorithm>
#include <cmath>

#include "ui/style.hpp"
#include "ui/widgets/controls.hpp"

namespace poolscope::ui {

namespace {

constexpr float height = 32;
constexpr float radius = 8;

ImDrawFlags corners(std::size_t i, std::size_t count) {
    ImDrawFlags flags = ImDrawFlags_RoundCornersNone;
    if (i == 0) flags = ImDrawFlags_RoundCornersLeft;
    if (i + 1 == count)
        flags = i == 0 ? ImDrawFlags_RoundCornersAll : ImDrawFlags_RoundCornersRight;
    return flags;
}

}  // namespace

std::optional<std::size_t> segmented(Ui& ui, std::string_view id, std::span<const Segment> segments,
                                     std::size_t chosen, float width) {
    std::optional<std::size_t> clicked;
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    const float h = ui.px(height);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const auto edge = [&](std::size_t i) {
        return std::round(origin.x +
                          width * static_cast<float>(i) / static_cast<float>(segments.size()));
    };
    list.AddRectFilled(origin, {origin.x + width, origin.y + h}, u32(ui.theme->panel),
                       ui.px(radius));
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const ImVec2 min{edge(i), origin.y};
        const ImVec2 max{edge(i + 1), origin.y + h};
        const std::string name = std::string(id) + "." + segments[i].id;
        ImGui::SetCursorScreenPos(min);
        if (ImGui::InvisibleButton(name.c_str(), {max.x - min.x, h})) clicked = i;
        const bool on = i == chosen;
        if (on || ImGui::IsItemHovered())
            list.AddRectFilled(min, max, u32(on ? ui.theme->accent : ui.theme->panel_sunken),
                               ui.px(radius), corners(i, segments.size()));
        if (i > 0 && !on && i != chosen + 1)
            list.AddLine({min.x, min.y}, {min.x, max.y}, u32(ui.theme->line_strong), ui.px(1));
        TextLook look = body(ui);
        if (on) look.color = ui.theme->accent_text;
        draw_text_centered(ui, list, {(min.x + max.x) / 2, (min.y + max.y) / 2},
                           max.x - min.x - ui.px(6), segments[i].label, look);
        anchor_item(ui, name, true, width_of(ui, segments[i].label, look.face, 9));
        tooltip(ui, name, segments[i].tooltip);
    }
    list.AddRect(origin, {origin.x + width, origin.y + h}, u32(ui.theme->line_strong),
                 ui.px(radius), 0, ui.px(1));
    ImGui::SetCursorScreenPos(origin);
    ImGui::Dummy({width, h});
    return clicked;
}

}  // namespace poolscope::ui
