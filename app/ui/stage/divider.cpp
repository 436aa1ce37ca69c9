/// Moving the line between a picture before and after pooling (see divider.hpp).
#include "ui/stage/divider.hpp"

#include <algorithm>
#include <string>

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

void draw_divider(Ui& ui, const std::string& id, const drawing::Divider& divider) {
    const drawing::Rect& r = ui.frame.layout.stage;
    const float s = ui.frame.stage_scale;
    const float x = r.x + divider.x * s;
    const float left = r.x + divider.pane.x * s, width = divider.pane.w * s;
    const float top = r.y + divider.pane.y * s, height = divider.pane.h * s;
    if (width <= 0 || height <= 0) return;
    ImGui::SetCursorScreenPos({x - ui.px(reach), top});
    ImGui::InvisibleButton(id.c_str(), {2 * ui.px(reach), height});
    const bool held = ImGui::IsItemActive();
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
    draw_handle(ui.frame, {x, top + height / 2}, hovered);
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
