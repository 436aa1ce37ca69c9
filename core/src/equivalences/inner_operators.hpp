/// Operators that only stages of equivalences use: they stand in no list.
#pragma once

#include "poolscope/operator.hpp"

namespace poolscope {

/// -x of one cell.
[[nodiscard]] const Operator& negate_operator();

/// One cell times PoolParams::scale, which is 1 / a whole number; in double, rounded once.
[[nodiscard]] const Operator& scale_operator();

/// The sum of a window's real cells in double, rounded once.
[[nodiscard]] const Operator& sum_operator();

/// The maximum of a window's real cells by a + ReLU(b - a) with a the maximum so far and b the next
/// cell; in double, rounded once. Where b - a is infinite it is b or a itself. NaN propagates. A
/// window without a real cell gives -inf. A step says the maximum before each cell.
[[nodiscard]] const Operator& relu_operator();

}  // namespace poolscope
