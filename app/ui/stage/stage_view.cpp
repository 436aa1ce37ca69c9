/// Zooming about the pointer, and panning.
#include "ui/stage/stage_view.hpp"

#include <algorithm>

namespace poolscope::ui {

namespace {

const drawing::HitGrid* grid_at(const drawing::Drawing& drawing, drawing::Point at) {
    for (const drawing::HitGrid& grid : drawing.hits)
        if (!grid.lens && grid.visible.contains(at)) return &grid;
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

}  // namespace

void zoom_about(Ui& ui, drawing::Point at, float factor) {
    const model::ViewState& view = ui.view();
    const drawing::HitGrid* grid = grid_at(ui.stage.drawing, at);
    if (!grid)
        return ui.emit(
            model::SetZoom{view.camera.zoom * factor, view.camera.center_x, view.camera.center_y});
    const float fx = (at.x - grid->origin.x) / content_width(*grid);
    const float fy = (at.y - grid->origin.y) / content_height(*grid);
    // The pane may grow with the zoom: what it will be is found by drawing it.
    model::ViewState next = view;
    next.camera.zoom = std::max(1.0F, view.camera.zoom * factor);
    const drawing::Drawing drawing = drawing::build_drawing(
        {ui.store.run(), next, ui.store.figure()}, *ui.theme, ui.stage.drawing.size);
    const drawing::HitGrid* then = same_grid(drawing, *grid);
    if (!then || (factor > 1 && then->cell <= grid->cell * 1.001F)) return;
    const float width = content_width(*then);
    const float height = content_height(*then);
    const drawing::Point middle = then->visible.center();
    ui.emit(model::SetZoom{next.camera.zoom,
                           within(fx - (at.x - middle.x) / width, then->visible.w, width),
                           within(fy - (at.y - middle.y) / height, then->visible.h, height)});
}

void pan_view(Ui& ui, float dx, float dy) {
    const StageState& stage = ui.stage;
    const drawing::HitGrid* grid = grid_at(stage.drawing, stage.drag_from);
    if (!grid && !stage.drawing.hits.empty()) grid = &stage.drawing.hits.front();
    if (!grid) return;
    const float width = content_width(*grid);
    const float height = content_height(*grid);
    ui.emit(model::SetZoom{ui.view().camera.zoom,
                           within(stage.pan_x - dx / width, grid->visible.w, width),
                           within(stage.pan_y - dy / height, grid->visible.h, height)});
}

void follow_window(Ui& ui) {
    StageState& stage = ui.stage;
    const model::ViewState& view = ui.view();
    if (stage.followed == view.step || stage.drag != StageDrag::none) return;
    const bool first = !stage.followed;  // what is opened is looked at as it was left
    if (view.glide.share >= 1) stage.followed = view.step;
    if (first || view.camera.zoom <= 1) return;
    for (const drawing::WindowPlace& window : stage.drawing.windows) {
        const auto grid = std::ranges::find_if(stage.drawing.hits, [&](const auto& one) {
            return !one.lens && one.pane == model::Pane::input && one.channel == window.channel;
        });
        if (window.channel != view.channel || grid == stage.drawing.hits.end()) continue;
        const drawing::Rect& shown = grid->visible;
        const auto leaves = [](float low, float high, float from, float to) {
            return high - low <= to - from && (low < from - 1 || high > to + 1);
        };
        const float width = content_width(*grid);
        const float height = content_height(*grid);
        const drawing::Point middle = window.rect.center();
        const bool sideways = leaves(window.rect.x, window.rect.right(), shown.x, shown.right());
        const bool up_or_down =
            leaves(window.rect.y, window.rect.bottom(), shown.y, shown.bottom());
        if (!sideways && !up_or_down) return;
        const float x = (middle.x - grid->origin.x) / width;
        const float y = (middle.y - grid->origin.y) / height;
        return ui.emit(model::SetZoom{
            view.camera.zoom, sideways ? within(x, shown.w, width) : view.camera.center_x,
            up_or_down ? within(y, shown.h, height) : view.camera.center_y});
    }
}

}  // namespace poolscope::ui
