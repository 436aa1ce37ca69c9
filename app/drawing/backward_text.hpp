/// One backward step in numbers and in words.
#pragma once

#include "drawing/formula.hpp"
#include "drawing/layer_text.hpp"
#include "poolscope/stepping_fwd.hpp"

namespace poolscope::drawing {

/// Where the gradient of a step's output goes, with its numbers: `3 → input (1, 3)`, `3 / 9 = 0.333
/// to each of 9 cells`, `3 · 0.27 = 0.81, ...`.
[[nodiscard]] Formula make_backward_formula(const Operator& op, const BackwardStep<float>& step);

/// The step in words, part by part. `untouched` real cells have received nothing so far.
[[nodiscard]] std::vector<std::string> backward_caption_parts(const BackwardStep<float>& step,
                                                              const StepPlace& place,
                                                              std::size_t untouched);

}  // namespace poolscope::drawing
