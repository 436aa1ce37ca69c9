/// Strokes of the brush over the stage's cells (see brush_stroke.hpp).
#include "ui/stage/brush_stroke.hpp"

#include <string>

#include "drawing/number.hpp"
#include "session/edit_target.hpp"
#include "ui/frame/style.hpp"
#include "ui/ui.hpp"

namespace poolscope::ui {

namespace {

void paint_to(Ui& ui, const model::CellRef& cell) {
    StageState& stage = ui.stage;
    const model::CellRef from = *stage.painted;
    if (!is_editable(ui.session, cell) || cell.channel != from.channel) return;
    stage.painted = cell;
    ui.session.emit(paint_line(ui.session, from, cell, ui.session.brush.value, stage.gesture));
}

}  // namespace

bool begin_painting(Ui& ui, const std::optional<model::CellRef>& under) {
    StageState& stage = ui.stage;
    if (!ui.session.brush.on || stage.button != 0 || !under || !is_editable(ui.session, *under))
        return false;
    stage.drag = StageDrag::paint;
    stage.gesture = ui.session.new_gesture();
    stage.painted = *under;
    paint_to(ui, *under);
    return true;
}

void go_on_painting(Ui& ui, const std::optional<model::CellRef>& under) {
    if (under && under != ui.stage.painted) paint_to(ui, *under);
}

void draw_brush(Ui& ui, const std::optional<model::CellRef>& under) {
    if (!ui.session.brush.on || !under || !is_editable(ui.session, *under)) return;
    auto rect = drawing::lens_rect(ui.stage.drawing, *under);
    if (!rect) rect = drawing::cell_rect(ui.stage.drawing, *under);
    if (!rect) return;
    const drawing::Rect& r = ui.frame.layout.stage;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float scale = ui.frame.stage_scale;
    const ImVec2 low{r.x + rect->x * scale, r.y + rect->y * scale};
    const ImVec2 high{low.x + rect->w * scale, low.y + rect->h * scale};
    list.AddRect(low, high, u32(ui.frame.theme->accent), 4 * scale, 0, 3 * scale);
    const std::string words = drawing::format_value(static_cast<double>(ui.session.brush.value), 4);
    const TextLook look{ui.frame.theme->accent_text, theme::Font::semibold, small_size};
    const float width = width_of(ui.frame, words, look.face, look.size) + ui.px(12);
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const ImVec2 tag{mouse.x + ui.px(16), mouse.y + ui.px(14)};
    list.AddRectFilled(tag, {tag.x + width, tag.y + ui.px(22)}, u32(ui.frame.theme->accent),
                       ui.px(6));
    draw_text(ui.frame, list, tag.x + ui.px(6), tag.y + ui.px(11), words, look);
}

}  // namespace poolscope::ui
