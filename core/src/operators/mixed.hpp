/// Mixed pooling: the maximum and the mean of the window, in shares that are set.
#pragma once

#include "poolscope/operator.hpp"

namespace poolscope {

/// mix * max + (1 - mix) * mean, mix = PoolParams::mix from 0 (the mean, to the last bit) to 1 (the
/// maximum); the mean has its own operator's divisor. Computed in double and rounded once. NaN
/// propagates. A window without a real cell gives -inf, but 0 where mix is 0. The gradient goes in
/// the same shares to the winner and to every real cell.
/// Source: Lee et al., Generalizing Pooling Functions in CNNs, arXiv 1509.08985.
[[nodiscard]] const Operator& mixed_operator();

}  // namespace poolscope
