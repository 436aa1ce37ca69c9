/// The minimum as -max(-x).
#pragma once

#include "poolscope/equivalences.hpp"

namespace poolscope {

/// Negate, max, negate: only for min, and to the last bit by value (the sign of a zero aside).
[[nodiscard]] const Equivalence& negation_equivalence();

}  // namespace poolscope
