/// Zooming about the pointer, and panning.
#include "ui/stage/stage_view.hpp"

#include <algorithm>

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
        if (over && grid.pane == model::Pane::output) continue;
        if (room_of(drawing, grid).contains(at)) return &grid;
    }
    return nullptr;
}

const drawing::HitGrid* same_grid(const drawing::Drawing& drawing, const drawing::HitGrid& like) {
    for (const drawing::HitGrid& grid : drawing.hits)
        if (grid.pane == like.pane && grid.channel == like.channel) return &grid;
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
    const drawing::Rect room = room_of(drawing, *then);
    const drawing::Point middle = room.center();
    ui.emit(model::SetZoom{next.camera.zoom, within(fx - (at.x - middle.x) / width, room.w, width),
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
    ui.emit(model::SetZoom{ui.view().camera.zoom, within(stage.pan_x - dx / width, room.w, width),
                           within(stage.pan_y - dy / height, room.h, height)});
}

}  // namespace poolscope::ui
