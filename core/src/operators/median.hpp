/// Median pooling: the middle one of the window's cells.
#pragma once

#include "poolscope/operator.hpp"

namespace poolscope {

/// The middle one of the real cells in ascending order; of an even number, the mean of the two
/// middle ones, computed in double and rounded once. A step's ties name the one or two cells, of
/// equal ones the first in row-major order. A NaN anywhere gives NaN, and the first of them is the
/// cell (as torch.median does). Infinities are cells like others, but the mean of -inf and +inf is
/// NaN. A window without a real cell gives 0. The gradient goes to the one cell, or in halves to
/// the two.
/// Source: Tukey, Exploratory Data Analysis (1977), for the median as a smoother.
[[nodiscard]] const Operator& median_operator();

}  // namespace poolscope
