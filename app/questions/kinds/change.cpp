/// What becomes of an output where a cell of its window changes: on paper.
#include <cmath>

#include "poolscope/step.hpp"
#include "questions/kinds/kinds.hpp"
#include "questions/paper_numbers.hpp"
#include "questions/tools.hpp"

namespace poolscope::questions {

namespace {

/// The cell that decides, where one does: its change tells most; else any with a finite value.
std::optional<Tap<float>> cell_to_change(const Step<float>& step, Draws& draws) {
    std::vector<Tap<float>> real;
    for (const Tap<float>& tap : step.taps)
        if (tap.kind == TapKind::real && std::isfinite(tap.value)) real.push_back(tap);
    if (real.empty()) return std::nullopt;
    if (!step.reduction.selected) return real[draws.below(real.size())];
    const Tap<float>& decides = step.taps[*step.reduction.selected];
    return std::isfinite(decides.value) ? std::optional(decides) : std::nullopt;
}

std::optional<PaperQuestion> write(const Exercise& exercise, Draws& draws) {
    const auto output = output_that(exercise, {}, draws, has_data);
    if (!output || (exercise.op().seeded && exercise.op().weighs)) return std::nullopt;
    const Step<float> step = step_at(exercise, *output);
    const auto tap = cell_to_change(step, draws);
    if (!tap) return std::nullopt;
    const double whole = std::floor(static_cast<double>(tap->value));
    const auto changed = static_cast<float>(whole + (whole > 0 ? -4.0 : 4.0));
    model::Values values = *exercise.document.input->whole();
    values.at(exercise.sample, tap->channel, tap->row, tap->col) = changed;
    Exercise other = exercise;
    other.document.input = std::make_shared<const model::Values>(std::move(values));
    const Step<float> after = step_at(other, *output);
    return PaperQuestion{
        say("Input {0} becomes {1}. What is {2} then?", input_on_paper(exercise, place_of(*tap)),
            paper_number(static_cast<double>(changed)), output_on_paper(exercise, *output)),
        say("{0}, before it was {1}", paper_number(static_cast<double>(after.reduction.output)),
            paper_number(static_cast<double>(step.reduction.output)))};
}

}  // namespace

const QuestionKind change_kind{.id = "change", .write = write, .turn = 8};

}  // namespace poolscope::questions
