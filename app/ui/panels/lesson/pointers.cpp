/// Rings around what a page points at.
#include <algorithm>
#include <cmath>

#include "drawing/canvas.hpp"
#include "ui/frame/style.hpp"
#include "ui/panels/lesson/lesson_panel.hpp"
#include "ui/ui.hpp"

namespace poolscope::ui {

namespace {

constexpr float ring_gap = 4;  ///< between a ring and what it surrounds
constexpr float ring_width = 3;

/// The visible part of one or two anchors; nothing where neither is there, or can be used: a ring
/// says that something is to be done there.
std::optional<drawing::Rect> place_of(const Ui& ui, const lessons::PointerName& part) {
    drawing::Rect all;
    for (const std::string_view name : {part.anchor, part.other})
        if (const Anchor* anchor = ui.frame.anchors.find(name);
            anchor != nullptr && anchor->enabled)
            all = drawing::united(all, anchor->visible);
    if (all.w <= 0 || all.h <= 0) return std::nullopt;
    return all;
}

std::optional<drawing::Rect> place_of(const Ui& ui, const model::CellRef& cell) {
    model::CellRef shown = cell;
    shown.channel = ui.session.view().channel;
    const auto rect = drawing::cell_rect(ui.stage.drawing, shown);
    if (!rect) return std::nullopt;
    const drawing::Rect& stage = ui.frame.layout.stage;
    return drawing::Rect{stage.x + rect->x * ui.frame.stage_scale,
                         stage.y + rect->y * ui.frame.stage_scale, rect->w * ui.frame.stage_scale,
                         rect->h * ui.frame.stage_scale};
}

/// A light line under a dark one, so that it shows on any ground.
void ring(Frame& frame, const drawing::Rect& around) {
    const float d = frame.px(ring_gap);
    const ImVec2 low{around.x - d, around.y - d};
    const ImVec2 high{around.right() + d, around.bottom() + d};
    ImDrawList& list = *ImGui::GetForegroundDrawList();
    list.AddRect(low, high, u32(frame.theme->panel), frame.px(10), 0, frame.px(ring_width + 3));
    list.AddRect(low, high, u32(frame.theme->accent), frame.px(10), 0, frame.px(ring_width));
}

}  // namespace

void draw_pointers(Ui& ui) {
    const lessons::Page* page = ui.session.classroom.shown_page();
    // A menu or a dialog lies over them.
    if (page == nullptr || ui.session.classroom.ended || ui.dialog || ui.frame.menu_open) return;
    for (const lessons::Pointer& pointer : page->points_at) {
        const auto place = pointer.cell ? place_of(ui, *pointer.cell) : place_of(ui, *pointer.part);
        if (place) ring(ui.frame, *place);
    }
}

}  // namespace poolscope::ui
