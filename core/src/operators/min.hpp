/// Minimum pooling: the smallest real cell of the window; padding reads as +inf and never wins.
#pragma once

#include "poolscope/operator.hpp"

namespace poolscope {

/// The first of equal cells in row-major order wins. A NaN wins over every number, and the last NaN
/// of several wins: the mirror of max, so that min(x) = -max(-x). A window without a real cell
/// gives +inf and no winner; for an integer type, its highest value. The gradient goes to the
/// winner.
[[nodiscard]] const Operator& min_operator();

}  // namespace poolscope
