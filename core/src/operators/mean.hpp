/// Mean pooling: the sum of the window's cells over a divisor.
#pragma once

#include "poolscope/operator.hpp"

namespace poolscope {

/// The divisor is divisor_override, else the window's real and padding cells with
/// count_include_pad, else its real cells; overhang is never counted. Float and double cells are
/// both summed in double, tap by tap in row-major order, divided in double and rounded once. NaN
/// propagates; a zero is never negative. A window without a real cell gives 0.
/// Source: PyTorch's AvgPoolKernel.cpp, which sums float in float and so may differ in its last
/// bits.
[[nodiscard]] const Operator& mean_operator();

/// What the mean of a window with these taps is divided by; 0 where it has no real cell to divide
/// by.
[[nodiscard]] inline int mean_divisor(const TapCounts& counts, const PoolParams& params) {
    if (params.divisor_override) return *params.divisor_override;
    return params.count_include_pad ? counts.real + counts.padding : counts.real;
}

/// How a mean's formula ends: ` ) / 9 = 4.33`.
[[nodiscard]] Pieces mean_tail(const FormulaNumbers& numbers);

}  // namespace poolscope
