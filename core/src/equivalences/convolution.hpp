/// The mean as a convolution with a constant kernel.
#pragma once

#include "poolscope/equivalences.hpp"

namespace poolscope {

/// Each cell times 1 / divisor, then the sum over each window; only for the mean, and only where
/// every window has the same divisor.
[[nodiscard]] const Equivalence& convolution_equivalence();

}  // namespace poolscope
