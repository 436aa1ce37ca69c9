/// Finds the formula of the step on show (see shown_formula.hpp).
#include "drawing/shown_formula.hpp"

#include <algorithm>

#include "drawing/backward_text.hpp"
#include "poolscope/backward.hpp"

namespace poolscope::drawing {

std::optional<BackwardStep<float>> way_back(const DrawingInput& input, const ShownStep& step) {
    if (!input.figure.backward) return std::nullopt;
    return model::backward_step_of(input.run, *input.figure.backward,
                                   {shown_sample(input), input.view.channel}, step.index);
}

Formula formula_of(const DrawingInput& input, const ShownStep& step) {
    const Operator& op = *input.run.document.layer().op;
    if (const auto back = way_back(input, step)) return make_backward_formula(op, *back);
    return make_formula(input.run.document.layer(), step.step, step.omitted);
}

std::optional<Formula> shown_formula(const DrawingInput& input) {
    if (!input.figure.subjects.empty()) return std::nullopt;
    const int channel = std::clamp(input.view.channel, 0, input.run.document.shape().c - 1);
    const auto step = show_step(input, channel);
    if (!step) return std::nullopt;
    return formula_of(input, *step);
}

}  // namespace poolscope::drawing
