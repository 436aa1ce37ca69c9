/// Log-sum-exp pooling: a smooth maximum whose sharpness is set.
#pragma once

#include "poolscope/operator.hpp"

namespace poolscope {

/// (1 / r) log mean exp(r x) over real cells, r = PoolParams::sharpness from 0.01 to infinity: near
/// the mean for a small r, the maximum for an infinite one. The maximum is subtracted first; it is
/// computed in double and rounded once. A +inf gives +inf, a -inf adds exp(-inf) = 0. NaN
/// propagates. A window without a real cell gives -inf. The derivative by a cell is the softmax of
/// r x.
/// Source: Pinheiro and Collobert, From image-level to pixel-level labeling, arXiv 1411.6228.
[[nodiscard]] const Operator& lse_operator();

}  // namespace poolscope
