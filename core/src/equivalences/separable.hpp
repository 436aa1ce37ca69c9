/// Separable pooling: rows, then columns.
#pragma once

#include "poolscope/equivalences.hpp"

namespace poolscope {

/// Max, min and fractional max to the last bit; mean and Lp as their roundings allow. Lp with
/// signed_powers only where its powers lose no sign on the way: for a norm of 1, an even one and
/// infinity. A divisor_override divides the second stage only.
[[nodiscard]] const Equivalence& separable_equivalence();

}  // namespace poolscope
