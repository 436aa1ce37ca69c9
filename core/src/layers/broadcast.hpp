/// How the cells of a smaller tensor go with those of a larger one, whose extents it has or 1.
#pragma once

#include "poolscope/tensor.hpp"

namespace poolscope::layers {

/// How far the cells of `shape` lie apart when those of a larger one are walked: 0 along extents
/// of 1.
struct Strides {
    std::size_t n = 0, c = 0, h = 0, w = 0;
};
[[nodiscard]] inline Strides strides_in(const Shape& shape) {
    return {.n = shape.n == 1 ? 0 : shape.offset(1, 0, 0, 0),
            .c = shape.c == 1 ? 0 : shape.plane_count(),
            .h = shape.h == 1 ? 0 : static_cast<std::size_t>(shape.w),
            .w = shape.w == 1 ? 0U : 1U};
}

/// Calls `visit(n, c, row, first)` for every row of `all`, where `first` is the place in `part` of
/// the cell that goes with the row's first; the next ones lie strides_in(part).w apart.
template <class Visit>
void each_row(const Shape& all, const Shape& part, const Visit& visit) {
    const Strides by = strides_in(part);
    for (int n = 0; n < all.n; ++n)
        for (int c = 0; c < all.c; ++c)
            for (int row = 0; row < all.h; ++row)
                visit(n, c, row,
                      static_cast<std::size_t>(n) * by.n + static_cast<std::size_t>(c) * by.c +
                          static_cast<std::size_t>(row) * by.h);
}

}  // namespace poolscope::layers
