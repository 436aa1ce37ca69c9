/// Heatmaps in files of vectors: an image in which cells have sharp edges at any size.
#pragma once

#include "paint/pixels.hpp"
#include "scene/primitives.hpp"

namespace poolscope::paint {

struct HeatmapImage {
    Pixels pixels;
    scene::Rect rect;  ///< where it is drawn, to be cut to the heatmap's own rectangle
};

/// Cells larger than a logical pixel come whole, in so many pixels each that readers which smooth
/// images blur no more than their edges; smaller ones averaged, four to the logical pixel. Nothing
/// (no pixels) where there is nothing to draw.
[[nodiscard]] HeatmapImage heatmap_image(const scene::Heatmap& heatmap);

}  // namespace poolscope::paint
