/// What the sum of a window is divided by: the student types it, or writes down why.
#include "poolscope/step.hpp"
#include "questions/kinds/kinds.hpp"
#include "questions/tools.hpp"

namespace poolscope::questions {

namespace {

/// What one may count.
Message every_cell() {
    return say("every cell of the window counts");
}
Message real_cells() {
    return say("only the real cells count");
}
Message real_and_padding() {
    return say("real cells and padding count, overhang does not");
}

Message because(const PoolParams& params, const TapCounts& counts) {
    if (params.divisor_override) return say("divisor_override is set");
    if (!params.count_include_pad) return real_cells();
    return counts.overhang > 0 ? real_and_padding() : every_cell();
}

std::vector<Slip> slips_of(const PoolParams& params, const Step<float>& step) {
    const TapCounts& counts = step.counts;
    const auto taps = static_cast<double>(step.taps.size());
    const auto real = static_cast<double>(counts.real);
    std::vector<Slip> slips;
    if (params.divisor_override)
        for (const double count : {taps, real})
            slips.push_back(slip(count, say("divisor_override is set: it overrides every count."),
                                 count == taps ? every_cell() : real_cells()));
    if (counts.overhang > 0)
        slips.push_back(
            slip(taps, say("Cells past the padding (ceil mode) never count."), every_cell()));
    slips.push_back(slip(static_cast<double>(counts.real + counts.padding),
                         say("count_include_pad is off: padding cells do not count."),
                         counts.overhang > 0 ? real_and_padding() : every_cell()));
    slips.push_back(
        slip(real, say("count_include_pad is on: padding cells count too."), real_cells()));
    if (!params.divisor_override)
        slips.push_back(slip(1, say("The sum is divided: otherwise this would be a sum, no mean."),
                             say("the sum is not divided")));
    return slips;
}

Message why(const PoolParams& params, const TapCounts& counts) {
    if (params.divisor_override) return say("divisor_override says so.");
    if (!params.count_include_pad)
        return say("The {0} real cells count, padding does not.", number_text(counts.real));
    return say("{0} real cells and {1} of padding count.", number_text(counts.real),
               number_text(counts.padding));
}

std::optional<Question> ask(const Exercise& exercise, const QuestionWish& wish, Draws& draws) {
    if (exercise.op().id != "avg") return std::nullopt;
    const auto output = output_that(exercise, wish, draws, [](const Step<float>& step) {
        return has_data(step) && step.taps.size() > 1;
    });
    if (!output) return std::nullopt;
    const Step<float> step = step_at(exercise, *output);
    const PoolParams& params = exercise.document.layer().params;
    model::Prediction hidden = hidden_values();
    hidden.hides_field = FieldId::divisor_override;  // which is the answer where it is set
    return Question{.words = say("What is the window's sum divided by, for output {0}?",
                                 output_place(exercise, *output)),
                    .answer = NumberAnswer{static_cast<double>(step.reduction.divisor)},
                    .why = why(params, step.counts),
                    .because = because(params, step.counts),
                    .hint = params.divisor_override ? say("Is a divisor of its own set?")
                            : params.count_include_pad
                                ? say("Count the real cells and the padding cells in the window.")
                                : say("Count the real cells in the window."),
                    .slips = slips_of(params, step),
                    .ask = show_window(exercise, *output, hidden),
                    .reveal = play_working(exercise, *output)};
}

Message counted(const PoolParams& params, const TapCounts& counts) {
    if (params.divisor_override) return say("divisor_override says so");
    Message text =
        counts.real == 1 ? say("{0} real cell", counts.real) : say("{0} real cells", counts.real);
    if (params.count_include_pad && counts.padding > 0)
        text = joined(text, say(" and {0} of padding", counts.padding));
    if (!params.count_include_pad && counts.padding > 0)
        text = joined(text, say(", padding does not count"));
    if (counts.overhang > 0) text = joined(text, say(", cells past the padding never count"));
    return text;
}

std::optional<PaperQuestion> write(const Exercise& exercise, Draws& draws) {
    if (!exercise.op().averages()) return std::nullopt;
    // A window at the edge is the better question.
    auto output = output_that(exercise, {}, draws, [](const Step<float>& step) {
        return has_data(step) && step.counts.padding + step.counts.overhang > 0;
    });
    if (!output) output = output_that(exercise, {}, draws, has_data);
    if (!output) return std::nullopt;
    const Step<float> step = step_at(exercise, *output);
    return PaperQuestion{
        say("What is the sum for {0} divided by, and why?", output_on_paper(exercise, *output)),
        say("{0}: {1}", number_text(step.reduction.divisor),
            counted(exercise.document.layer().params, step.counts))};
}

}  // namespace

const QuestionKind divisor_kind{
    .id = "divisor", .ask = ask, .in_quiz = true, .write = write, .turn = 4};

}  // namespace poolscope::questions
