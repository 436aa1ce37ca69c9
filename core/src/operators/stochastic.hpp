/// Stochastic pooling: a cell picked at random, in proportion to its value.
#pragma once

#include "poolscope/operator.hpp"

namespace poolscope {

/// A real cell is picked with probability max(x, 0) / sum of max(x, 0), by the output's draw in [0,
/// 1) along the cumulative sum in row-major order; negative cells and padding are never picked
/// beside a positive one. Where no cell is positive every real cell is as likely as another; of
/// infinite cells each as another. A NaN is always picked, the last of several. A window without a
/// real cell gives 0. The gradient goes to the picked cell. At test time a network takes the mean
/// weighted by the probabilities instead. Every scalar type.
/// Source: Zeiler and Fergus, Stochastic Pooling, arXiv 1301.3557.
[[nodiscard]] const Operator& stochastic_operator();

}  // namespace poolscope
