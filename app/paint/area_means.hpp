/// What a plane of values looks like where its cells are smaller than pixels: the mean of the cells
/// under each.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "drawing/primitives.hpp"
#include "poolscope/tensor.hpp"

namespace poolscope::paint {

/// A plane's cells, row by row.
struct PlaneCells {
    std::span<const float> cells;
    int width = 0;
    int height = 0;
};

/// One plane of a tensor, counted over all its samples' channels.
[[nodiscard]] inline PlaneCells plane_cells(const Tensor<float>& values, int plane) {
    const Shape& shape = values.shape();
    const std::size_t cells = shape.plane_count();
    return {values.cells().subspan(static_cast<std::size_t>(plane) * cells, cells), shape.w,
            shape.h};
}

/// Values of a block of pixels, row by row: those pixels that lie over a plane's cells.
struct PixelValues {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    std::vector<float> values;
};

/// `region` of a plane, in cells, at `width` x `height` pixels (each >= 1). Along an axis where a
/// pixel is no larger than a cell it shows the cell under its middle; along another it is the mean
/// of the cells under it, each weighed by the area it covers (NaN where one of them is). On the
/// machine's cores.
[[nodiscard]] PixelValues area_means(const PlaneCells& plane, const drawing::Rect& region,
                                     int width, int height);

}  // namespace poolscope::paint
