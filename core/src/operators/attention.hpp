/// Attention pooling: the mean of the window's cells, weighted by the softmax of a grid of scores.
#pragma once

#include "poolscope/operator.hpp"

namespace poolscope {

/// sum w x over real cells with w = softmax(PoolParams::scores) within the window; every cell alike
/// where the layer has no scores. Computed in double and rounded once. A cell with score -inf
/// counts for nothing. NaN propagates, from cells and from scores. A window without a real cell
/// gives 0. The derivative by a cell is its weight.
/// Source: Ilse et al., Attention-based Deep Multiple Instance Learning, arXiv 1802.04712, with the
/// scores given in place of learned.
[[nodiscard]] const Operator& attention_operator();

}  // namespace poolscope
