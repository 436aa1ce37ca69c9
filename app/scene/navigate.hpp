/// Zooming and panning about a point of the drawing, kept within what the drawing can show.
#pragma once

#include <optional>

#include "model/action.hpp"
#include "scene/scene.hpp"

namespace poolscope::scene {

/// Zooms by `factor` so that the cell under `point` stays there, as far as the edges allow; nothing
/// where no cell is under it. Cells grow no further than the drawing draws them.
[[nodiscard]] std::optional<model::SetZoom> zoom_about(const Scene& scene,
                                                       const model::ViewState& view, Point point,
                                                       float factor);

/// Moves the cells under `from` by (dx, dy) px; nothing where no cell is under it.
[[nodiscard]] std::optional<model::SetZoom> pan_by(const Scene& scene, const model::ViewState& view,
                                                   Point from, float dx, float dy);

}  // namespace poolscope::scene
