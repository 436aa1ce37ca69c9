/// Moving the line between a picture before and after pooling (see divider.hpp).
#include "ui/stage/divider.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "ui/frame/style.hpp"
#include "ui/frame/tooltip.hpp"
#include "ui/ui.hpp"

namespace poolscope::ui {

namespace {

constexpr float reach = 12;        ///< to each side of the line, where it is taken hold of
constexpr float radius = 13;       ///< of the handle
constexpr float key_step = 0.01F;  ///< of the picture's width

/// A disc with an arrow to each side.
void draw_handle(Frame& frame, ImVec2 center, bool lit) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const theme::Theme& theme = *frame.theme;
    list.AddCircleFilled(center, frame.px(radius), u32(lit ? theme.accent : theme.panel));
    list.AddCircle(center, frame.px(radius), u32(theme.line_strong), 0, frame.px(1));
    const ImU32 ink = u32(lit ? theme.accent_text : theme.text);
    for (const float side : {-1.0F, 1.0F}) {
        const float tip = center.x + side * frame.px(9), base = center.x + side * frame.px(4);
        list.AddTriangleFilled({tip, center.y}, {base, center.y - frame.px(4)},
                               {base, center.y + frame.px(4)}, ink);
    }
}

/// The middle of the line, or as near to it as no card of a lens lies over the handle; nothing
/// where they leave no room.
std::optional<float> handle_height(const Ui& ui, float x, float top, float bottom) {
    const drawing::Rect& r = ui.frame.layout.stage;
    const float s = ui.frame.stage_scale, room = ui.px(radius + 3);
    std::vector<float> heights{(top + bottom) / 2};
    std::vector<drawing::Rect> cards;
    for (const drawing::Rect& lens : ui.stage.drawing.lenses) {
        const drawing::Rect card{r.x + lens.x * s - room, r.y + lens.y * s - room,
                                 lens.w * s + 2 * room, lens.h * s + 2 * room};
        if (x < card.x || x > card.right()) continue;
        cards.push_back(card);
        heights.insert(heights.end(), {card.y, card.bottom()});
    }
    std::erase_if(
        heights,
        [&](float y) {
            return y < top || y > bottom ||
                   std::ranges::any_of(
                       cards,
                       [y](const drawing::Rect& card) { return y > card.y && y < card.bottom(); });
        });
    const auto nearest = std::ranges::min_element(
        heights, {}, [&](float y) { return std::abs(y - (top + bottom) / 2); });
    return nearest == heights.end() ? std::nullopt : std::optional(*nearest);
}

/// The pointer is on the card of a lens, which lies over the line.
bool on_lens(const Ui& ui) {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const drawing::Rect& r = ui.frame.layout.stage;
    const drawing::Point at{(mouse.x - r.x) / ui.frame.stage_scale,
                            (mouse.y - r.y) / ui.frame.stage_scale};
    return std::ranges::any_of(ui.stage.drawing.lenses,
                               [at](const drawing::Rect& lens) { return lens.contains(at); });
}

void draw_divider(Ui& ui, const std::string& id, const drawing::Divider& divider) {
    const drawing::Rect& r = ui.frame.layout.stage;
    const float s = ui.frame.stage_scale;
    const float x = r.x + divider.x * s;
    const float left = r.x + divider.pane.x * s, width = divider.pane.w * s;
    const float top = r.y + divider.pane.y * s, height = divider.pane.h * s;
    if (width <= 0 || height <= 0) return;
    ImGui::SetCursorScreenPos({x - ui.px(reach), top});
    const ImVec2 size{2 * ui.px(reach), height};
    if (on_lens(ui) && !ui.stage.holds_divider)
        ImGui::Dummy(size);
    else
        ImGui::InvisibleButton(id.c_str(), size);
    const bool held = ui.stage.holds_divider = ImGui::IsItemActive();
    const bool hovered = ImGui::IsItemHovered() || held;
    if (hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    anchor_item(ui.frame, id);
    tooltip(ui.frame, id, tr("Drag the line, or press Shift and an arrow key"));
    (void)focus_item(ui.frame, id);
    float share = ui.session.view().divider;
    if (held) share = (ImGui::GetIO().MousePos.x - left) / width;
    if (has_focus(ui.frame, id)) {
        if (ui.take(Key::left)) share -= key_step;
        if (ui.take(Key::right)) share += key_step;
    }
    share = std::clamp(share, 0.0F, 1.0F);
    if (share != ui.session.view().divider) ui.session.emit(model::SetDivider{share});
    const auto y = handle_height(ui, x, top, top + height);
    if (!y) return;
    draw_handle(ui.frame, {x, *y}, hovered);
    const float half = ui.px(radius);
    anchor(ui.frame, id + ".handle", {x - half, *y - half}, {x + half, *y + half},
           AnchorKind::place);
}

}  // namespace

void draw_dividers(Ui& ui) {
    std::string id = "stage.divider";
    for (const drawing::Divider& divider : ui.stage.drawing.dividers) {
        draw_divider(ui, id, divider);
        id += "'";  // of the next channel
    }
}

}  // namespace poolscope::ui
