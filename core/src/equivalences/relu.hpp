/// The maximum from ReLU: max(a, b) = a + ReLU(b - a).
#pragma once

#include "poolscope/equivalences.hpp"

namespace poolscope {

/// Along each row's windows, then along the columns of that; only for max. Not to the last bit, for
/// a + (b - a) rounds.
[[nodiscard]] const Equivalence& relu_equivalence();

}  // namespace poolscope
