/// Which output sizes a student can reach by what a page allows.
#pragma once

#include "lessons/may_change.hpp"
#include "poolscope/tensor.hpp"

namespace poolscope::lessons {

/// Whether the output can become rows x columns. True also where a search along each axis cannot
/// tell: where the operator, its rules, or where windows lie may be changed.
[[nodiscard]] bool reaches_size(const Allowed& allowed, const model::Document& start, Extent size);

}  // namespace poolscope::lessons
