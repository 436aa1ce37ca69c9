/// Zooming and panning (see navigate.hpp).
#include "scene/navigate.hpp"

#include <algorithm>

#include "scene/pane_view.hpp"

namespace poolscope::scene {
namespace {

const HitGrid* grid_under(const Scene& scene, Point point) {
    const auto found = std::ranges::find_if(
        scene.hits, [&](const HitGrid& grid) { return grid.visible.contains(point); });
    return found == scene.hits.end() ? nullptr : &*found;
}

/// How much further the input's cells can grow.
float room_to_grow(const Scene& scene) {
    for (const HitGrid& grid : scene.hits) {
        if (grid.pane == model::Pane::input && grid.cell > 0) {
            return std::max(largest_zoomed_cell / grid.cell, 1.0F);
        }
    }
    return 1;
}

/// The center of a pane as a fraction of its content, such that the content fills the pane.
float kept_inside(float center, float visible, float content) {
    const float half = std::min(visible / content / 2, 0.5F);
    return std::clamp(center, half, 1 - half);
}

/// The center that puts the content's fraction `at` at `offset` px from the middle of `visible` px.
float center_for(float at, float offset, float visible, float content) {
    return kept_inside(at - offset / content, visible, content);
}

}  // namespace

std::optional<model::SetZoom> zoom_about(const Scene& scene, const model::ViewState& view,
                                         Point point, float factor) {
    const HitGrid* grid = grid_under(scene, point);
    if (grid == nullptr || !(factor > 0)) {
        return std::nullopt;
    }
    const float zoom = std::max(view.zoom * std::min(factor, room_to_grow(scene)), 1.0F);
    const float grown_by = zoom / view.zoom;
    const Point middle = grid->visible.center();
    const auto center = [&](float p, float origin, float mid, float visible, int cells) {
        const float content = static_cast<float>(cells) * grid->cell;
        const float at = (p - origin) / content;
        return center_for(at, p - mid, visible, content * grown_by);
    };
    return model::SetZoom{zoom,
                          center(point.x, grid->origin.x, middle.x, grid->visible.w, grid->cols),
                          center(point.y, grid->origin.y, middle.y, grid->visible.h, grid->rows)};
}

std::optional<model::SetZoom> pan_by(const Scene& scene, const model::ViewState& view, Point from,
                                     float dx, float dy) {
    const HitGrid* grid = grid_under(scene, from);
    if (grid == nullptr) {
        return std::nullopt;
    }
    const auto center = [&](float origin, float start, float visible, int cells, float moved) {
        const float content = static_cast<float>(cells) * grid->cell;
        const float now = (start + visible / 2 - origin) / content;
        return kept_inside(now - moved / content, visible, content);
    };
    return model::SetZoom{view.zoom,
                          center(grid->origin.x, grid->visible.x, grid->visible.w, grid->cols, dx),
                          center(grid->origin.y, grid->visible.y, grid->visible.h, grid->rows, dy)};
}

}  // namespace poolscope::scene
