/// Inputs made by rule: a range, random numbers from a seed, an edge, a checkerboard, ties,
/// negatives.
#pragma once

#include "model/action.hpp"

namespace poolscope::model {

/// Values of `shape` (1, c, h, w) by `fill`; the same fill gives the same values everywhere.
[[nodiscard]] Values make_fill(const Shape& shape, const FillInput& fill);

}  // namespace poolscope::model
