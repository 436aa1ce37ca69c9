/// A layer looked at along one of its axes.
#pragma once

#include <utility>

#include "poolscope/pool_params.hpp"

namespace poolscope::model {

/// The layer along rows only: an input as wide as high, with the rows' numbers both ways.
[[nodiscard]] inline PoolParams along_rows(PoolParams p) {
    p.kernel_size.w = p.kernel_size.h;
    p.stride.w = p.stride.h;
    p.dilation.w = p.dilation.h;
    p.output_size.w = p.output_size.h;
    p.padding.left = p.padding.top;
    p.padding.right = p.padding.bottom;
    return p;
}

/// The same along columns.
[[nodiscard]] inline PoolParams along_cols(PoolParams p) {
    std::swap(p.kernel_size.h, p.kernel_size.w);
    std::swap(p.stride.h, p.stride.w);
    std::swap(p.dilation.h, p.dilation.w);
    std::swap(p.output_size.h, p.output_size.w);
    std::swap(p.padding.top, p.padding.left);
    std::swap(p.padding.bottom, p.padding.right);
    return along_rows(p);
}

}  // namespace poolscope::model
