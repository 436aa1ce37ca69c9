/// What a plane of values looks like where each of its cells is a mark that is to be seen: the
/// largest magnitude under each pixel.
#pragma once

#include "paint/area_means.hpp"

namespace poolscope::paint {

/// `region` of a plane, in cells, at `width` x `height` pixels (each >= 1). Each cell is a square
/// about its middle, its sides `mark` cells long, but no shorter than a cell or than a pixel; a
/// pixel shows the value of the largest magnitude among the squares that its middle lies in (of two
/// alike the one above 0, and a NaN before all else). On the machine's cores.
[[nodiscard]] PixelValues cell_marks(const PlaneCells& plane, const drawing::Rect& region,
                                     int width, int height, float mark);

/// A heatmap's plane as it asks for: as marks, or as area_means().
[[nodiscard]] PixelValues pixel_values(const PlaneCells& plane, const drawing::Rect& region,
                                       int width, int height, float mark);

}  // namespace poolscope::paint
