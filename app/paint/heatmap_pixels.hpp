/// A heatmap as pixels, made on the CPU: what the painters without a shader draw, and the measure
/// of the shader.
#pragma once

#include "drawing/primitives.hpp"
#include "paint/pixels.hpp"

namespace poolscope::paint {

/// `heatmap` at `width` x `height` pixels (each >= 1): a pixel smaller than a cell shows the cell
/// under its middle; a pixel larger than a cell shows the mean of the cells under it, each weighed
/// by the area it covers (NaN where one of them is). Where cells are marks, it shows the mark that
/// is seen (see cell_marks()). Where 0 is left clear, and outside the values it is transparent.
/// Opacity is in the alpha.
[[nodiscard]] Pixels heatmap_pixels(const drawing::Heatmap& heatmap, int width, int height);

}  // namespace poolscope::paint
