/// The middle of the window: the drawing, and what the mouse does over it.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>
#include <vector>

#include "drawing/canvas.hpp"
#include "drawing/pane_view.hpp"
#include "session/edit_target.hpp"
#include "session/lesson_commands.hpp"
#include "session/pointed_cell.hpp"
#include "session/pointer_words.hpp"
#include "ui/frame/style.hpp"
#include "ui/frame/tooltip.hpp"
#include "ui/panels/panels.hpp"
#include "ui/stage/brush_stroke.hpp"
#include "ui/stage/cell_editor.hpp"
#include "ui/stage/context_menu.hpp"
#include "ui/stage/divider.hpp"
#include "ui/stage/stage_view.hpp"
#include "ui/stage/word_areas.hpp"
#include "ui/ui.hpp"

namespace poolscope::ui {

namespace {

constexpr float drag_threshold = 4;  ///< logical pixels before a press is a drag
constexpr float grip = 6;            ///< logical pixels about the window's frame that hold it
constexpr float least_inner = 40;    ///< a smaller window is held anywhere
constexpr double tip_delay = 0.6;    ///< the pointer rests before a large cell is named

drawing::Point pointer(const Frame& frame) {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    return {(mouse.x - frame.layout.stage.x) / frame.stage_scale,
            (mouse.y - frame.layout.stage.y) / frame.stage_scale};
}

/// The key of the drawing that this frame shows. Playing changes the view's clock in every frame,
/// and the drawing only as the window moves.
DrawingKey key_of(Ui& ui, drawing::Size size) {
    const model::Results& results = ui.session.store.run().results;
    const model::Figure& figure = ui.session.store.figure();
    return {.revision = ui.session.store.shown_revision(),
            .figure = figure.mode == model::Mode::forward ? 0 : ui.session.store.figure_number(),
            .view = ui.session.view(),
            .language = &i18n::language(),
            .theme = ui.frame.theme,
            .output = results.output,
            .previous = results.previous,
            .computing = results.computing,
            .range = results.input_range,
            .size = size,
            .least_cell = ui.frame.least_cell};
}

void build(Ui& ui) {
    const drawing::Rect& r = ui.frame.layout.stage;
    const drawing::Size size{r.w / ui.frame.stage_scale, r.h / ui.frame.stage_scale};
    StageState& stage = ui.stage;
    DrawingKey key = key_of(ui, size);
    if (stage.key == key) return;
    stage.drawing = drawing::build_drawing({.run = ui.session.store.run(),
                                            .view = ui.session.view(),
                                            .figure = ui.session.store.figure(),
                                            .memo = stage.memo.get(),
                                            .least_cell = ui.frame.least_cell},
                                           *ui.frame.theme, size);
    stage.key = std::move(key);
    ++stage.builds;
}

/// A part of the drawing in window pixels.
drawing::Rect in_window(const Frame& frame, const drawing::Rect& part) {
    const drawing::Rect& r = frame.layout.stage;
    const float s = frame.stage_scale;
    return {r.x + part.x * s, r.y + part.y * s, part.w * s, part.h * s};
}

/// All that shows of the input's panes, or of the output's.
drawing::Rect panes_of(const drawing::Drawing& drawing, model::Pane pane) {
    drawing::Rect all;
    for (const drawing::HitGrid& grid : drawing.hits)
        if (grid.pane == pane) all = drawing::united(all, grid.visible);
    return all;
}

/// The formula, the caption and the panes can be pointed at.
void name_parts(Ui& ui) {
    const auto name = [&](const char* id, const drawing::Rect& part, AnchorKind kind) {
        const drawing::Rect r = in_window(ui.frame, part);
        if (part.h > 0) anchor(ui.frame, id, {r.x, r.y}, {r.right(), r.bottom()}, kind);
    };
    const drawing::Drawing& drawing = ui.stage.drawing;
    name("stage.formula", drawing.formula, AnchorKind::text);
    name("stage.caption", drawing.caption, AnchorKind::text);
    name("stage.input", panes_of(drawing, model::Pane::input), AnchorKind::place);
    name("stage.output", panes_of(drawing, model::Pane::output), AnchorKind::place);
    for (const drawing::Rect& card : drawing.lenses) name("stage.lens", card, AnchorKind::text);
}

/// Along the stage's upper edge: how much of a longer computation is done.
void draw_progress(Ui& ui) {
    constexpr double patience = 0.2;  // s; quicker ones are not announced
    const model::Results& results = ui.session.store.run().results;
    if (!results.computing) {
        ui.stage.computing_since = ui.session.now;
        return;
    }
    if (ui.session.now - ui.stage.computing_since < patience) return;
    const drawing::Rect& r = ui.frame.layout.stage;
    const float done = std::clamp(results.progress, 0.0F, 1.0F);
    const std::string words = trf("Computing… {0} %", static_cast<int>(100 * done));
    const float size = ImGui::GetFontSize();
    const ImVec2 extent{width_of(ui.frame, words, theme::Font::regular, body_size), size};
    const float pad = ui.px(12);
    const ImVec2 low{r.x + (r.w - extent.x) / 2 - pad, r.y + ui.px(8)};
    const ImVec2 high{low.x + extent.x + 2 * pad, low.y + extent.y + ui.px(16)};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(low, high, u32(ui.frame.theme->panel), ui.px(6));
    list.AddRect(low, high, u32(ui.frame.theme->line_strong), ui.px(6));
    draw_text(ui.frame, list, low.x + pad, low.y + ui.px(5) + size / 2, words, body(ui.frame));
    const float y = high.y - ui.px(7);
    const auto bar = [&](float to, theme::Color color) {
        list.AddRectFilled({low.x + pad, y}, {low.x + pad + extent.x * to, y + ui.px(3)},
                           u32(color), ui.px(1));
    };
    bar(1, ui.frame.theme->line);
    bar(done, ui.frame.theme->accent);
    anchor(ui.frame, "stage.progress", low, high, AnchorKind::text);
}

/// How large the cell's drawing is, in logical pixels.
float cell_size(const Ui& ui, const model::CellRef& cell) {
    for (const drawing::HitGrid& grid : ui.stage.drawing.hits)
        if (!grid.lens && grid.pane == cell.pane && grid.channel == cell.channel) return grid.cell;
    return 0;
}

bool on_lens(const Ui& ui, drawing::Point at) {
    return std::ranges::any_of(
        ui.stage.drawing.lenses, [&](const drawing::Rect& card) { return card.contains(at); });
}

/// Its number can be read where it lies.
bool is_readable(const Ui& ui, const model::CellRef& cell) {
    return cell_size(ui, cell) >= drawing::smallest_labelled_cell;
}

/// The window whose frame lies under a point, of a small one all of it.
std::optional<drawing::WindowPlace> window_at(const Ui& ui, drawing::Point at) {
    if (on_lens(ui, at)) return std::nullopt;
    for (const drawing::WindowPlace& window : ui.stage.drawing.windows) {
        const drawing::Rect& rect = window.rect;
        const bool inner =
            std::min(rect.w, rect.h) >= least_inner && drawing::grown(rect, -grip).contains(at);
        if (!inner && drawing::grown(rect, grip).contains(at) &&
            drawing::grown(window.visible, grip).contains(at))
            return window;
    }
    return std::nullopt;
}

/// A press became a drag: from the window's frame it moves the window, elsewhere it pans.
void begin_drag(Ui& ui) {
    StageState& stage = ui.stage;
    if (stage.held) {
        stage.drag = StageDrag::window;
        return;
    }
    stage.drag = StageDrag::pan;
    stage.pan_x = ui.session.view().camera.center_x;
    stage.pan_y = ui.session.view().camera.center_y;
}

/// The window goes where the pointer takes it, as near as one can be.
void drag_window(Ui& ui, float dx, float dy) {
    const drawing::WindowPlace& held = *ui.stage.held;
    ui.session.emit(model::MoveWindow{held.channel,
                                      static_cast<double>(held.middle.y + dy / held.cell),
                                      static_cast<double>(held.middle.x + dx / held.cell)});
}

/// A click pins a cell and, where it can be edited, selects it; a click on the pinned cell releases
/// it.
void click(Session& session, const std::optional<model::CellRef>& cell) {
    if (cell && asks_for_cell(session)) return answer_with_cell(session, *cell);
    if (session.view().prediction.hides() && cell && cell->pane == model::Pane::output) return;
    const bool again = cell && session.view().pointer.pin == cell;
    const bool selectable = cell && is_editable(session, *cell);
    session.emit(model::SetPin{again ? std::nullopt : cell});
    session.emit(model::SelectCell{!again && selectable ? cell : std::nullopt});
}

/// Types into a cell whose number can be read, and brings the window to any other.
void double_click(Ui& ui, const std::optional<model::CellRef>& cell) {
    ui.stage.drag = StageDrag::none;
    const bool enlarged = on_lens(ui, pointer(ui.frame));
    if (!cell && !enlarged) return ui.session.emit(model::SetZoom{});
    if (!cell || asks_for_cell(ui.session)) return;
    const bool types = is_editable(ui.session, *cell) && (enlarged || is_readable(ui, *cell));
    if (!types) return bring_window_to(ui.session, *cell);
    ui.session.emit(model::SelectCell{cell});
    ui.session.emit(model::SetPin{cell});
    ui.editor_due = true;
}

void open_context(Ui& ui, const std::optional<model::CellRef>& under) {
    const drawing::Point at = pointer(ui.frame);
    Spot spot{.cell = under, .lens = on_lens(ui, at)};
    spot.formula = ui.stage.drawing.formula.contains(at) || ui.stage.drawing.caption.contains(at);
    for (const drawing::WindowPlace& window : ui.stage.drawing.windows)
        spot.window |= !spot.lens && drawing::grown(window.rect, grip).contains(at);
    ui.session.context = spot;
}

/// A press that was let go where it began: a hand that shook did not drag.
bool is_click(const Ui& ui, const std::optional<model::CellRef>& under) {
    const StageState& stage = ui.stage;
    if (stage.drag == StageDrag::press) return true;
    return stage.drag == StageDrag::pan && ui.session.view().camera.zoom <= 1 && under &&
           under == stage.pressed;
}

void continue_drag(Ui& ui, const std::optional<model::CellRef>& under) {
    StageState& stage = ui.stage;
    const drawing::Point at = pointer(ui.frame);
    const float dx = at.x - stage.drag_from.x;
    const float dy = at.y - stage.drag_from.y;
    if (stage.drag == StageDrag::press && std::hypot(dx, dy) > drag_threshold) begin_drag(ui);
    if (stage.drag == StageDrag::paint) go_on_painting(ui, under);
    if (stage.drag == StageDrag::pan) pan_view(ui, dx, dy);
    const ImVec2 moved = ImGui::GetIO().MouseDelta;
    if (stage.drag == StageDrag::window && (moved.x != 0 || moved.y != 0)) drag_window(ui, dx, dy);
    if (ImGui::IsMouseDown(stage.button)) return;
    if (is_click(ui, under)) {
        if (stage.button == 0) click(ui.session, under);
        if (stage.button == 1) open_context(ui, under);
    }
    stage.drag = StageDrag::none;
    stage.held.reset();
}

void begin_press(Ui& ui, const std::optional<model::CellRef>& under) {
    for (const int button : {0, 1, 2}) {
        if (!ImGui::IsMouseClicked(button)) continue;
        StageState& stage = ui.stage;
        stage.button = button;
        if (begin_painting(ui, under)) return;
        if (button == 0 && ImGui::IsMouseDoubleClicked(0)) return double_click(ui, under);
        stage.drag = StageDrag::press;
        stage.drag_from = pointer(ui.frame);
        stage.pressed = under;
        stage.held = button == 0 ? window_at(ui, stage.drag_from) : std::nullopt;
        return;
    }
}

void set_hover(Ui& ui, const std::optional<model::CellRef>& under) {
    if (ui.session.view().pointer.hover == under) return;
    ui.session.emit(model::SetHover{under});
    ui.stage.hover_since = ui.session.now;
}

/// What stays in sight while one of its cells is named: the grids, and the words beside them.
std::vector<drawing::Rect> compared(const Ui& ui) {
    const drawing::Drawing& drawing = ui.stage.drawing;
    std::vector<drawing::Rect> rects;
    for (const drawing::HitGrid& grid : drawing.hits) rects.push_back(grid.visible);
    std::ranges::copy(word_areas(drawing), std::back_inserter(rects));
    std::ranges::transform(rects, rects.begin(),
                           [&](const drawing::Rect& rect) { return in_window(ui.frame, rect); });
    return rects;
}

/// Names the cell beside the pointer: at once where its number cannot be read.
void name_cell(Ui& ui, const std::optional<model::CellRef>& under) {
    if (!under || ui.stage.drag != StageDrag::none || ui.session.editor.cell || ui.session.brush.on)
        return;
    const bool readable = cell_size(ui, *under) >= 26;
    ui.stage.tip_pending = readable && ui.session.now - ui.stage.hover_since < tip_delay;
    if (ui.stage.tip_pending) return;
    const auto lines = pointer_words(ui.session, *under);
    if (lines.empty()) return;
    // Backward, the cell shows its gradient.
    const bool gradient = ui.session.store.figure().backward && lines.size() > 1;
    const std::string words = gradient ? trf("{0}, {1}", lines[0], lines[1]) : lines[0];
    const auto cell = cell_rect(ui.stage.drawing, *under);
    const drawing::Point at = pointer(ui.frame);
    const drawing::Rect about = cell ? *cell : drawing::Rect{at.x, at.y, 1, 1};
    show_tooltip(ui.frame, words, in_window(ui.frame, about), compared(ui), ui.frame.layout.stage);
}

/// What a number may begin with: a digit, a sign, a point, or the first letter of nan and inf.
bool begins_number(ImWchar one) {
    return (one >= '0' && one <= '9') || one == '-' || one == '.' || one == '+' || one == 'n' ||
           one == 'N' || one == 'i' || one == 'I';
}

/// A number typed while a cell is selected opens its editor, and with the brush in hand the brush's
/// value, unless it is the answer to a question.
void take_typing(Ui& ui) {
    if (asks_for_typing(ui.session)) return;
    const bool selected = ui.session.view().pointer.selected.has_value();
    if ((!selected && !ui.session.brush.on) || ui.session.editor.cell || ui.frame.text_was_active ||
        ui.dialog || ui.frame.menu_open)
        return;
    ImGuiIO& io = ImGui::GetIO();
    if (io.KeyCtrl || io.KeyAlt) return;
    std::string typed;
    for (const ImWchar one : io.InputQueueCharacters)
        if (begins_number(one) || (!typed.empty() && one > ' ' && one < 127))
            typed += static_cast<char>(one);
    // A remote's full stop is no number yet.
    if (typed.empty() || (ui.session.projector && typed == ".")) return;
    io.InputQueueCharacters.resize(0);
    if (selected) return edit_selected(ui.session, typed);
    ui.session.brush.opening = true;
    ui.number.buffer = typed;
}

void handle_mouse(Ui& ui) {
    const drawing::Rect& r = ui.frame.layout.stage;
    ImGui::SetCursorScreenPos({r.x, r.y});
    // The cell editor lies over the stage.
#if IMGUI_VERSION_NUM >= 18970
    ImGui::SetNextItemAllowOverlap();
#endif
    ImGui::InvisibleButton("##stage", {r.w, r.h},
                           ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonRight |
                               ImGuiButtonFlags_MouseButtonMiddle);
#if IMGUI_VERSION_NUM < 18970
    ImGui::SetItemAllowOverlap();
#endif
    if (focus_item(ui.frame, "stage", true, true)) {
        ui.frame.focus.id.clear();  // the grid has the arrow keys and Tab from here on
        select_first(ui.session);
    }
    StageState& stage = ui.stage;
    // Behind the black screen and its own buttons, nothing is pointed at.
    const bool over = ImGui::IsItemHovered() && !(ui.session.projector && ui.session.black);
    stage.tip_pending = false;
    const auto under = over || stage.drag != StageDrag::none
                           ? hit_test(stage.drawing, pointer(ui.frame))
                           : std::nullopt;
    set_hover(ui, under);
    if (over) name_cell(ui, under);
    const bool grips = stage.drag == StageDrag::none ? over && window_at(ui, pointer(ui.frame))
                                                     : stage.drag == StageDrag::window;
    if (grips && !ui.session.brush.on) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    draw_brush(ui, under);
    if (stage.drag != StageDrag::none) return continue_drag(ui, under);
    if (!over) return;
    if (const float wheel = ImGui::GetIO().MouseWheel; wheel != 0)
        zoom_about(ui, pointer(ui.frame), std::pow(1.25F, wheel));
    begin_press(ui, under);
}

}  // namespace

void draw_stage(Ui& ui) {
    const drawing::Rect& r = ui.frame.layout.stage;
    if (ui.stage.document != ui.session.documents) ui.stage = {};
    ui.stage.document = ui.session.documents;
    build(ui);
    const paint::ImGuiTarget target{
        *ImGui::GetWindowDrawList(), ui.frame.fonts, ui.frame.heatmaps, {r.x, r.y},
        ui.frame.stage_scale,        false};  // the panel's ground is the drawing's
    paint_drawing(target, ui.stage.drawing);
    draw_progress(ui);
    name_parts(ui);
    follow_window(ui);
    const auto& selected = ui.session.view().pointer.selected;
    ui.session.types_into_cells =
        selected && (is_readable(ui, *selected) || drawing::lens_rect(ui.stage.drawing, *selected));
    if (ui.editor_due && ui.session.view().pointer.selected) edit_selected(ui.session);
    ui.editor_due = false;
    take_typing(ui);
    handle_mouse(ui);
    draw_dividers(ui);
    draw_cell_editor(ui, r.x, r.y);
    draw_context_menu(ui);
}

}  // namespace poolscope::ui
