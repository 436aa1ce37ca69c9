/// The mean of int64 as PyTorch's CPU gives it: a whole number.
#pragma once

#include <cstdint>

#include "poolscope/layer.hpp"

namespace poolscope::cli {

/// The mean pooling of `input` (n, c, h, w) in int64: the sum, which wraps round, over the divisor,
/// cut off towards 0. Source: PyTorch's AvgPoolKernel.cpp.
[[nodiscard]] Tensor<std::int64_t> truncated_mean(const Tensor<std::int64_t>& input,
                                                  const PlacedLayer& placed);

}  // namespace poolscope::cli
