/// Zooming about the pointer, and panning.
#include "ui/stage/stage_view.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "drawing/pane_view.hpp"
#include "session/network_commands.hpp"
#include "ui/panels/lesson/lesson_panel.hpp"

namespace poolscope::ui {

namespace {

/// All that a grid is seen through: a divider lays another over a part of the input's.
drawing::Rect room_of(const drawing::Drawing& drawing, const drawing::HitGrid& grid) {
    for (const drawing::Divider& divider : drawing.dividers) {
        const bool its = divider.pane.x == grid.visible.x && divider.pane.y == grid.visible.y;
        if (its && grid.pane == model::Pane::input) return divider.pane;
    }
    return grid.visible;
}

/// The grid at a point; where the output lies over the input, the input's, which is moved.
const drawing::HitGrid* grid_at(const drawing::Drawing& drawing, drawing::Point at) {
    const bool over = !drawing.dividers.empty();
    for (const drawing::HitGrid& grid : drawing.hits) {
        if (grid.lens || (over && grid.pane == model::Pane::output)) continue;
        if (room_of(drawing, grid).contains(at)) return &grid;
    }
    return nullptr;
}

const drawing::HitGrid* same_grid(const drawing::Drawing& drawing, const drawing::HitGrid& like) {
    for (const drawing::HitGrid& grid : drawing.hits)
        if (!grid.lens && grid.pane == like.pane && grid.channel == like.channel) return &grid;
    return nullptr;
}

/// The center that shows no emptiness beside the content.
float within(float center, float length, float content) {
    if (content <= length) return 0.5F;
    const float half = length / (2 * content);
    return std::clamp(center, half, 1 - half);
}

float content_width(const drawing::HitGrid& grid) {
    return static_cast<float>(grid.cols) * grid.cell;
}
float content_height(const drawing::HitGrid& grid) {
    return static_cast<float>(grid.rows) * grid.cell;
}

/// How large cells are on a stage of these window pixels, in such: with `scale` of them a logical
/// one, and no smaller than `least` where that can be.
float cell_pixels(Ui& ui, const drawing::Rect& stage, float scale, float least) {
    const drawing::DrawingInput input{.run = ui.session.store.run(),
                                      .view = ui.session.view(),
                                      .figure = ui.session.store.figure(),
                                      .memo = ui.stage.memo.get(),
                                      .least_cell = least / scale};
    return drawing::drawn_cell_size(input, {stage.w / scale, stage.h / scale}) * scale;
}

/// How far `from` .. `to` has to move to lie within the visible part of a line.
float shift_into(float from, float to, float begin, float end) {
    if (from < begin || to - from > end - begin) return begin - from;
    return to > end ? end - to : 0;
}

ScaleKey scale_key(Ui& ui, drawing::Size window) {
    model::SavedView view = ui.session.view();
    view.step = 0;
    return {.revision = ui.session.store.shown_revision(),
            .figure = view.mode == model::Mode::forward ? 0 : ui.session.store.figure_number(),
            .view = view,
            .hides_size = ui.session.view().prediction.hides_size,
            .language = &i18n::language(),
            .window = window,
            .scale = ui.frame.scale,
            .stage = ui.frame.layout.stage};
}

/// From the interface's scale down to the usual one: the first at which cells are as large as in an
/// interface of the usual size.
ChosenScale scale_for(Ui& ui, const ScaleKey& key) {
    const float usual = ui.frame.screen_scale;
    const float most = ui.frame.stage_scale;
    const Layout before = make_layout(key.window, usual,
                                      {.shown = ui.session.show_panels,
                                       .inspector_folded = folds_inspector(ui, key.window, usual),
                                       .network = has_layers(ui.session),
                                       .lesson_height = lesson_panel_height(ui)});
    const float least = cell_pixels(ui, before.stage, usual, 0);
    constexpr int tries = 4;
    ChosenScale chosen{key};
    for (int i = 0; i <= tries; ++i) {
        chosen.scale = std::lerp(most, usual, static_cast<float>(i) / tries);
        chosen.least_cell = least / chosen.scale;
        if (cell_pixels(ui, key.stage, chosen.scale, least) >= least * 0.999F) break;
    }
    return chosen;
}

}  // namespace

bool folds_inspector(const Ui& ui, drawing::Size window, float scale) {
    return !ui.inspector_open.value_or(!folds_inspector(window, scale, ui.frame.screen_scale));
}

void choose_stage_scale(Ui& ui, drawing::Size window) {
    ui.frame.least_cell = 0;
    ui.frame.stage_scale = std::min(
        ui.frame.scale, std::max(ui.frame.screen_scale, most_stage_scale(ui.frame.layout)));
    if (ui.frame.scale <= ui.frame.screen_scale * 1.001F) return;
    const ScaleKey key = scale_key(ui, window);
    std::optional<ChosenScale>& chosen = ui.stage.chosen_scale;
    if (!chosen || chosen->key != key) chosen = scale_for(ui, key);
    ui.frame.stage_scale = chosen->scale;
    ui.frame.least_cell = chosen->least_cell;
}

void zoom_about(Ui& ui, drawing::Point at, float factor) {
    const model::ViewState& view = ui.session.view();
    const drawing::HitGrid* grid = grid_at(ui.stage.drawing, at);
    if (!grid)
        return ui.session.emit(
            model::SetZoom{view.camera.zoom * factor, view.camera.center_x, view.camera.center_y});
    const float fx = (at.x - grid->origin.x) / content_width(*grid);
    const float fy = (at.y - grid->origin.y) / content_height(*grid);
    // The pane may grow with the zoom: what it will be is found by drawing it.
    model::ViewState next = view;
    next.camera.zoom = std::max(1.0F, view.camera.zoom * factor);
    const drawing::Drawing drawing = drawing::build_drawing({.run = ui.session.store.run(),
                                                             .view = next,
                                                             .figure = ui.session.store.figure(),
                                                             .least_cell = ui.frame.least_cell},
                                                            *ui.frame.theme, ui.stage.drawing.size);
    const drawing::HitGrid* then = same_grid(drawing, *grid);
    if (!then || (factor > 1 && then->cell <= grid->cell * 1.001F)) return;
    const float width = content_width(*then);
    const float height = content_height(*then);
    const drawing::Rect room = room_of(drawing, *then);
    const drawing::Point middle = room.center();
    ui.session.emit(model::SetZoom{next.camera.zoom,
                                   within(fx - (at.x - middle.x) / width, room.w, width),
                                   within(fy - (at.y - middle.y) / height, room.h, height)});
}

void pan_view(Ui& ui, float dx, float dy) {
    const StageState& stage = ui.stage;
    const drawing::HitGrid* grid = grid_at(stage.drawing, stage.drag_from);
    if (!grid && !stage.drawing.hits.empty()) grid = &stage.drawing.hits.front();
    if (!grid) return;
    const drawing::Rect room = room_of(stage.drawing, *grid);
    const float width = content_width(*grid);
    const float height = content_height(*grid);
    ui.session.emit(model::SetZoom{ui.session.view().camera.zoom,
                                   within(stage.pan_x - dx / width, room.w, width),
                                   within(stage.pan_y - dy / height, room.h, height)});
}

void follow_window(Ui& ui) {
    StageState& stage = ui.stage;
    const model::ViewState& view = ui.session.view();
    if (stage.drag != StageDrag::none) return;
    const bool zoomed = std::exchange(stage.followed_zoom, view.camera.zoom) != view.camera.zoom;
    const bool stepped = stage.followed != view.step;
    const bool first = !stage.followed;  // what is opened is looked at as it was left
    if (view.glide.share >= 1) stage.followed = view.step;
    if (first || view.camera.zoom <= 1 || (!zoomed && !stepped)) return;
    for (const drawing::WindowPlace& window : stage.drawing.windows) {
        const auto grid = std::ranges::find_if(stage.drawing.hits, [&](const auto& one) {
            return !one.lens && one.pane == model::Pane::input && one.channel == window.channel;
        });
        if (window.channel != view.channel || grid == stage.drawing.hits.end()) continue;
        // A picture is zoomed about the pointer; a small grid keeps its window's frame in sight.
        const bool small = grid->rows * grid->cols <= drawing::most_box_cells;
        if (!stepped && !small) return;
        const drawing::Rect& shown = grid->visible;
        const auto shift = [small](float low, float high, float from, float to) {
            if (small) return shift_into(low, high, from, to);
            const bool leaves = high - low <= to - from && (low < from - 1 || high > to + 1);
            return leaves ? (from + to - low - high) / 2 : 0.0F;
        };
        const float dx = shift(window.rect.x, window.rect.right(), shown.x, shown.right());
        const float dy = shift(window.rect.y, window.rect.bottom(), shown.y, shown.bottom());
        if (std::abs(dx) < 0.5F && std::abs(dy) < 0.5F) return;
        const float width = content_width(*grid);
        const float height = content_height(*grid);
        const float x = (shown.center().x - dx - grid->origin.x) / width;
        const float y = (shown.center().y - dy - grid->origin.y) / height;
        return ui.session.emit(model::SetZoom{view.camera.zoom, within(x, shown.w, width),
                                              within(y, shown.h, height)});
    }
}

}  // namespace poolscope::ui
