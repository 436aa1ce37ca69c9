/// Heatmaps in files of vectors: an image in which cells have sharp edges at any size.
#pragma once

#include "drawing/primitives.hpp"
#include "paint/pixels.hpp"

namespace poolscope::paint {

struct HeatmapImage {
    Pixels pixels;
    drawing::Rect rect;  ///< where it is drawn, to be cut to the heatmap's own rectangle
};

/// Cells larger than a logical pixel come whole, in so many pixels each that readers which smooth
/// images blur no more than their edges; smaller ones averaged, four to the logical pixel. Nothing
/// (no pixels) where there is nothing to draw.
[[nodiscard]] HeatmapImage heatmap_image(const drawing::Heatmap& heatmap);

}  // namespace poolscope::paint
