/// Maximum pooling: the largest real cell of the window; padding reads as -inf and never wins.
#pragma once

#include "poolscope/operators/operator.hpp"

namespace poolscope {

/// The first of equal cells in row-major order wins. A NaN wins over every number, and the last NaN
/// of several wins (PyTorch's MaxPoolKernel.cpp: `val > maxval || isnan(val)`). A window without a
/// real cell gives -inf and no winner; for an integer type, whose lowest value stands for -inf, it
/// gives that.
[[nodiscard]] const Operator& max_operator();

}  // namespace poolscope
