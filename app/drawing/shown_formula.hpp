/// The formula of the step on show: that of the layer, or of its way back.
#pragma once

#include <optional>

#include "drawing/formula.hpp"
#include "drawing/shown_step.hpp"
#include "poolscope/stepping_fwd.hpp"

namespace poolscope::drawing {

/// The way back from the step's output; nothing where the figure shows the way forward.
[[nodiscard]] std::optional<BackwardStep<float>> way_back(const DrawingInput& input,
                                                          const ShownStep& step);

[[nodiscard]] Formula formula_of(const DrawingInput& input, const ShownStep& step);

/// The formula that the drawing of one layer shows for the view's channel; nothing where the layer
/// has no step, and where the figure has several layers.
[[nodiscard]] std::optional<Formula> shown_formula(const DrawingInput& input);

}  // namespace poolscope::drawing
