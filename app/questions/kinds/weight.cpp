/// Which cell of a window weighs most: on paper.
#include <algorithm>
#include <cmath>

#include "drawing/formula.hpp"
#include "poolscope/step.hpp"
#include "questions/kinds/kinds.hpp"
#include "questions/paper_numbers.hpp"
#include "questions/tools.hpp"

namespace poolscope::questions {

namespace {

std::optional<PaperQuestion> write(const Exercise& exercise, Draws& draws) {
    const Operator& op = exercise.op();
    if (!op.weighs) return std::nullopt;
    const auto output = output_that(exercise, {}, draws, has_data);
    if (!output) return std::nullopt;
    const Step<float> step = step_at(exercise, *output);
    const auto& weights = step.reduction.weights;
    const auto largest = std::ranges::max_element(weights);
    if (largest == weights.end() || std::isnan(*largest)) return std::nullopt;
    const Tap<float>& tap = step.taps[static_cast<std::size_t>(largest - weights.begin())];
    const Message place = output_on_paper(exercise, *output);
    return PaperQuestion{
        op.selects ? say("Which cell has the largest probability in the window of {0}, and how "
                         "large is it?",
                         place)
                   : say("Which cell has the largest weight in the window of {0}, and how large "
                         "is it?",
                         place),
        say("{0}: {1}", input_on_paper(exercise, place_of(tap)),
            paper_number(drawing::rounded_weight(*largest)))};
}

}  // namespace

const QuestionKind weight_kind{.id = "weight", .write = write, .turn = 3};

}  // namespace poolscope::questions
