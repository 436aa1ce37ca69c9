/// SoftPool: the mean of the window's cells, each weighted by its own softmax.
#pragma once

#include "poolscope/operator.hpp"

namespace poolscope {

/// sum w x over real cells with w = softmax(x), the maximum subtracted; computed in double and
/// rounded once. It lies between the mean and the maximum. Infinities give its limit: a -inf counts
/// for nothing beside a number, a +inf gives +inf. NaN propagates. A window without a real cell
/// gives 0. The derivative by a cell is w (1 + x - output).
/// Source: Stergiou et al., Refining activation downsampling with SoftPool, arXiv 2101.00440.
[[nodiscard]] const Operator& softpool_operator();

}  // namespace poolscope
