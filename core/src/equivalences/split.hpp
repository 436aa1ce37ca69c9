/// A layer taken apart into one along the columns of each row, and one along the rows of that.
#pragma once

#include "poolscope/pool_params.hpp"

namespace poolscope {

struct SplitLayer {
    PoolParams rows{};     ///< its windows are 1 x w
    PoolParams columns{};  ///< its windows are h x 1
};

/// The two halves of `params` over `input`, whose windows are the products of theirs. Padding is
/// given in numbers. Not for Placement::channels.
[[nodiscard]] SplitLayer split_layer(const PoolParams& params, const Shape& input);

}  // namespace poolscope
