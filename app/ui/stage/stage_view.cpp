/// Zooming about the pointer, and panning.
#include "ui/stage/stage_view.hpp"

#include <algorithm>

namespace poolscope::ui {

namespace {

const scene::HitGrid* grid_at(const scene::Scene& scene, scene::Point at) {
    for (const scene::HitGrid& grid : scene.hits)
        if (grid.visible.contains(at)) return &grid;
    return nullptr;
}

const scene::HitGrid* same_grid(const scene::Scene& scene, const scene::HitGrid& like) {
    for (const scene::HitGrid& grid : scene.hits)
        if (grid.pane == like.pane && grid.channel == like.channel) return &grid;
    return nullptr;
}

/// The center that shows no emptiness beside the content.
float within(float center, float length, float content) {
    if (content <= length) return 0.5F;
    const float half = length / (2 * content);
    return std::clamp(center, half, 1 - half);
}

float content_width(const scene::HitGrid& grid) {
    return static_cast<float>(grid.cols) * grid.cell;
}
float content_height(const scene::HitGrid& grid) {
    return static_cast<float>(grid.rows) * grid.cell;
}

}  // namespace

void zoom_about(Ui& ui, scene::Point at, float factor) {
    const model::ViewState& view = ui.view();
    const scene::HitGrid* grid = grid_at(ui.stage.scene, at);
    if (!grid)
        return ui.emit(
            model::SetZoom{view.camera.zoom * factor, view.camera.center_x, view.camera.center_y});
    const float fx = (at.x - grid->origin.x) / content_width(*grid);
    const float fy = (at.y - grid->origin.y) / content_height(*grid);
    // The pane may grow with the zoom: what it will be is found by drawing it.
    model::ViewState next = view;
    next.camera.zoom = std::max(1.0F, view.camera.zoom * factor);
    const scene::Scene scene = scene::build_scene({ui.store.run(), next, ui.store.figure()},
                                                  *ui.theme, ui.stage.scene.size);
    const scene::HitGrid* then = same_grid(scene, *grid);
    if (!then || (factor > 1 && then->cell <= grid->cell * 1.001F)) return;
    const float width = content_width(*then);
    const float height = content_height(*then);
    const scene::Point middle = then->visible.center();
    ui.emit(model::SetZoom{next.camera.zoom,
                           within(fx - (at.x - middle.x) / width, then->visible.w, width),
                           within(fy - (at.y - middle.y) / height, then->visible.h, height)});
}

void pan_view(Ui& ui, float dx, float dy) {
    const StageState& stage = ui.stage;
    const scene::HitGrid* grid = grid_at(stage.scene, stage.drag_from);
    if (!grid && !stage.scene.hits.empty()) grid = &stage.scene.hits.front();
    if (!grid) return;
    const float width = content_width(*grid);
    const float height = content_height(*grid);
    ui.emit(model::SetZoom{ui.view().camera.zoom,
                           within(stage.pan_x - dx / width, grid->visible.w, width),
                           within(stage.pan_y - dy / height, grid->visible.h, height)});
}

}  // namespace poolscope::ui
