/// Lp pooling: the p-norm of the window's cells.
#pragma once

#include "poolscope/operator.hpp"

namespace poolscope {

/// (sum |x|^p)^(1/p) over real cells, p = PoolParams::norm from 1 to infinity, where it is the
/// largest |x| (ONNX's LpPool). Computed in double, without overflow on the way, and rounded once.
///
/// With signed_powers, PyTorch's lp_pool2d for a finite p: x^p keeps its sign for an odd p, so that
/// a negative sum gives NaN (but for p = 1), as a negative cell does for a p that is no integer;
/// and a window that overhangs (ceil_mode) has its sum multiplied by its taps over those that do
/// not overhang, for PyTorch takes the mean of those and multiplies it by the whole kernel.
///
/// NaN propagates. A window without a real cell gives 0. The derivative by a cell is
/// sign(x) (|x| / output)^(p - 1), 0 where the output is 0; for an infinite p the first of the
/// largest cells has it all.
/// Source: ONNX's LpPool-18, PyTorch's torch/nn/functional.py (1.13).
[[nodiscard]] const Operator& lp_operator();

}  // namespace poolscope
