/// The mean of int64 as PyTorch's CPU gives it: a whole number.
#pragma once

#include <cstdint>

#include "poolscope/layer.hpp"

namespace poolscope::cli {

/// The pooling of `input` (n, c, h, w) by a layer of means in int64: the sum, which wraps round,
/// over the divisor, cut off towards 0. Source: PyTorch's AvgPoolKernel.cpp. Errors: those of
/// make_geometry().
[[nodiscard]] Result<Tensor<std::int64_t>> truncated_mean(const Tensor<std::int64_t>& input,
                                                          const Layer& layer);

}  // namespace poolscope::cli
