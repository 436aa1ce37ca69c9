/// What is the value of an output: the student types it.
#include <algorithm>
#include <cmath>

#include "poolscope/step.hpp"
#include "questions/kinds/kinds.hpp"
#include "questions/tools.hpp"

namespace poolscope::questions {

namespace {

/// The real values of a window.
std::vector<double> real_values(const Step<float>& step) {
    std::vector<double> values;
    for (const Tap<float>& tap : step.taps)
        if (tap.kind == TapKind::real) values.push_back(static_cast<double>(tap.value));
    return values;
}

double sum_of(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) sum += value;
    return sum;
}

/// The outputs that the answer may have been taken from.
void add_other_outputs(const Exercise& exercise, const Place& asked, std::vector<Slip>& slips) {
    const Shape& shape = exercise.output();
    const auto value = [&](const Place& place) {
        return static_cast<double>(step_at(exercise, place).reduction.output);
    };
    if (asked.row != asked.col && asked.col < shape.h && asked.row < shape.w) {
        const Place swapped{asked.channel, asked.col, asked.row};
        slips.push_back(
            slip(value(swapped),
                 say("That is output {0}: the row comes first, then the column (row-major order).",
                     output_place(exercise, swapped)),
                 say("the window in row {0} and column {1} gives it", asked.col, asked.row)));
    }
    for (int row = 0; row < shape.h; ++row)
        for (int col = 0; col < shape.w; ++col)
            if (const Place place{asked.channel, row, col}; place != asked)
                slips.push_back(slip(
                    value(place), say("That is the value of output {0}, which has another window.",
                                      output_place(exercise, place))));
}

std::vector<Slip> slips_of_extreme(const Exercise& exercise, const Step<float>& step) {
    const Operator& op = exercise.op();
    const std::vector<double> real = real_values(step);
    const auto [low, high] = std::ranges::minmax(real);
    const bool maximum = op.padding_value < 0;
    std::vector<Slip> slips;
    const bool has_zero = std::ranges::find(real, 0.0) != real.end();
    if (step.counts.padding + step.counts.overhang > 0 && !has_zero)
        slips.push_back(
            slip(0,
                 say("Padding is not 0 here: it stands for {0}, so it can never be the output.",
                     number_text(op.padding_value)),
                 (maximum ? high : low) * op.padding_value > 0 ? say("padding counts as a 0")
                                                               : Message{}));
    slips.push_back(
        slip(maximum ? low : high,
             say("That is the other end: this layer takes the {0} value.", extreme_word(op)),
             maximum ? say("it is the window's smallest value")
                     : say("it is the window's largest value")));
    slips.push_back(slip(sum_of(real) / static_cast<double>(real.size()),
                         say("That is the mean of the window. This layer picks one of its values."),
                         say("it is the mean of the window")));
    slips.push_back(slip(sum_of(real),
                         say("That is the sum of the window. This layer picks one of its values."),
                         say("it is the sum of the window")));
    for (const double value : real)
        slips.push_back(slip(
            value, maximum ? say("The window has a larger value than {0}.", number_text(value))
                           : say("The window has a smaller value than {0}.", number_text(value))));
    return slips;
}

std::vector<Slip> slips_of_mean(const Step<float>& step) {
    const std::vector<double> real = real_values(step);
    const double sum = sum_of(real);
    const auto taps = static_cast<double>(step.taps.size());
    return {
        slip(sum, say("You forgot the divisor: that is the sum."),
             say("the window's values are added")),
        slip(sum / taps,
             say("You divided by all {0} cells of the window, but not every one of them counts "
                 "here.",
                 number_text(taps)),
             say("the sum {0} is divided by {1}, the cells of a window", number_text(sum),
                 number_text(taps))),
        slip(sum / static_cast<double>(step.counts.real),
             say("You divided by the {0} real cells, but the divisor is different here.",
                 number_text(step.counts.real)),
             say("the sum {0} is divided by {1}, the real cells", number_text(sum),
                 number_text(step.counts.real))),
        slip(std::ranges::max(real), say("That is the largest value. A mean takes in every cell."),
             say("it is the window's largest value")),
        slip(std::ranges::min(real), say("That is the smallest value. A mean takes in every cell."),
             say("it is the window's smallest value"))};
}

std::vector<Slip> slips_of(const Exercise& exercise, const Place& asked, const Step<float>& step) {
    std::vector<Slip> slips;
    const bool mean = exercise.op().id == "avg";
    if (takes_extreme(exercise.op())) slips = slips_of_extreme(exercise, step);
    if (mean) slips = slips_of_mean(step);
    add_other_outputs(exercise, asked, slips);
    const auto right = static_cast<double>(step.reduction.output);
    for (const double rounded : {std::floor(right), std::ceil(right), std::round(right * 10) / 10})
        if (mean)
            slips.push_back(
                slip(rounded, say("Nearly: give two decimals, or a fraction such as 17/3.")));
    return slips;
}

Message advice(const Operator& op) {
    if (takes_extreme(op))
        return say("The output is always one of the window's own values: look for the {0} one.",
                   extreme_word(op));
    if (op.id == "avg")
        return say(
            "Add the real cells of the window, then divide by the number of cells that count.");
    return say("That is not the value. Step by cell to see how it comes about.");
}

/// The reason for the output; empty for operators whose reason nobody would choose among others.
Message because(const Operator& op, const Step<float>& step) {
    if (takes_extreme(op))
        return op.padding_value < 0 ? say("it is the window's largest value")
                                    : say("it is the window's smallest value");
    if (op.id != "avg") return {};
    const std::string sum = number_text(sum_of(real_values(step)));
    const std::string divisor = number_text(step.reduction.divisor);
    if (step.reduction.divisor == static_cast<int>(step.taps.size()))
        return say("the sum {0} is divided by {1}, the cells of a window", sum, divisor);
    if (step.reduction.divisor == step.counts.real)
        return say("the sum {0} is divided by {1}, the real cells", sum, divisor);
    return say("the sum {0} is divided by {1}, the divisor here", sum, divisor);
}

bool can_be_typed(const Step<float>& step) {
    const std::vector<double> real = real_values(step);
    return !real.empty() && std::isfinite(step.reduction.output) &&
           std::ranges::all_of(real, [](double value) { return std::isfinite(value); });
}

std::optional<Question> ask(const Exercise& exercise, const QuestionWish& wish, Draws& draws) {
    const auto output = output_that(exercise, wish, draws, can_be_typed);
    if (!output) return std::nullopt;
    const Step<float> step = step_at(exercise, *output);
    const auto right = static_cast<double>(step.reduction.output);
    return Question{
        .words = say("What is the value of output {0}?", output_place(exercise, *output)),
        .answer = NumberAnswer{right},
        .why = say("The output is {0}.", number_text(right)),
        .because = because(exercise.op(), step),
        .hint = advice(exercise.op()),
        .slips = slips_of(exercise, *output, step),
        .ask = show_window(exercise, *output, hidden_values()),
        .reveal = play_working(exercise, *output)};
}

}  // namespace

const QuestionKind value_kind{.id = "value", .ask = ask, .in_quiz = true};

}  // namespace poolscope::questions
