/// The operators of the kinds of layers: how each is named, and what it makes of a window's cells.
/// All in double, rounded once; a tap without data reads as 0.
#pragma once

#include "poolscope/network.hpp"

namespace poolscope::layers {

/// The sum of the cells times their weights, and the bias. The derivative by a cell is its weight.
[[nodiscard]] const Operator& conv_row();
[[nodiscard]] const Operator& linear_row();

/// What the function makes of the one cell. The derivative where there are two is that of PyTorch:
/// ReLU's at 0 is 0, and so is clip's at its bounds.
[[nodiscard]] const Operator& function_row(Function function);
/// That derivative at x.
[[nodiscard]] double slope_of(const Pointwise& layer, double x);

/// (x - mean) / sqrt(variance + epsilon) scale + shift of the one cell.
[[nodiscard]] const Operator& batch_norm_row();

/// e^x of the own cell over the sum of e^x of those read so far. The largest is subtracted first,
/// so that no power is too large.
[[nodiscard]] const Operator& softmax_row();

/// The sum or the product of the cells at one place of several inputs, or the one cell.
[[nodiscard]] const Operator& joining_row(Joining joining);

}  // namespace poolscope::layers
