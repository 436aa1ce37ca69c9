/// What is the value of an output: the student types it.
#include <algorithm>
#include <cmath>

#include "lessons/kinds/kinds.hpp"
#include "lessons/kinds/tools.hpp"
#include "poolscope/step.hpp"

namespace poolscope::lessons {

namespace {

/// The finite real values of a window.
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
        slips.push_back({"value.swapped", value(swapped), {output_place(exercise, swapped)}});
    }
    for (int row = 0; row < shape.h; ++row) {
        for (int col = 0; col < shape.w; ++col) {
            const Place place{asked.channel, row, col};
            if (place != asked)
                slips.push_back({"value.neighbour", value(place), {output_place(exercise, place)}});
        }
    }
}

std::vector<Slip> slips_of_extreme(const Exercise& exercise, const Place& asked,
                                   const Step<float>& step) {
    const std::vector<double> real = real_values(step);
    const auto [low, high] = std::ranges::minmax(real);
    const bool maximum = exercise.op().padding_value < 0;
    std::vector<Slip> slips;
    const bool has_zero = std::ranges::find(real, 0.0) != real.end();
    if (step.counts.padding + step.counts.overhang > 0 && !has_zero)
        slips.push_back({"value.zero_padding", 0, {number_text(exercise.op().padding_value)}});
    slips.push_back({"value.opposite", maximum ? low : high, {extreme_word(exercise.op())}});
    slips.push_back({"value.mean_of", sum_of(real) / static_cast<double>(real.size())});
    slips.push_back({"value.sum_of", sum_of(real)});
    for (const double value : real)
        slips.push_back({maximum ? "value.larger" : "value.smaller", value, {number_text(value)}});
    add_other_outputs(exercise, asked, slips);
    return slips;
}

std::vector<Slip> slips_of_mean(const Exercise& exercise, const Place& asked,
                                const Step<float>& step) {
    const std::vector<double> real = real_values(step);
    const double sum = sum_of(real);
    const auto taps = static_cast<double>(step.taps.size());
    std::vector<Slip> slips{
        {"value.sum", sum},
        {"value.divided_by_all", sum / taps, {number_text(taps)}},
        {"value.divided_by_real",
         sum / static_cast<double>(step.counts.real),
         {number_text(step.counts.real)}},
        {"value.max_of", std::ranges::max(real)},
        {"value.min_of", std::ranges::min(real)},
    };
    add_other_outputs(exercise, asked, slips);
    const auto right = static_cast<double>(step.reduction.output);
    for (const double rounded : {std::floor(right), std::ceil(right), std::round(right * 10) / 10})
        slips.push_back({"value.rounded", rounded});
    return slips;
}

struct Value {
    SharedExercise exercise;
    Place output;

    [[nodiscard]] Verdict operator()(const Answer& answer) const {
        const Step<float> step = step_at(*exercise, output);
        const Operator& op = exercise->op();
        const auto right = static_cast<double>(step.reduction.output);
        const Verdict yes = rightly("value.right", {number_text(right)});
        if (takes_extreme(op))
            return judge_number(answer, right, slips_of_extreme(*exercise, output, step), yes,
                                wrongly("value.not_in_window", {extreme_word(op)}));
        if (op.id == "avg")
            return judge_number(answer, right, slips_of_mean(*exercise, output, step), yes,
                                wrongly("value.mean"));
        std::vector<Slip> slips;
        add_other_outputs(*exercise, output, slips);
        return judge_number(answer, right, slips, yes, wrongly("value.other"));
    }
};

bool can_be_typed(const Step<float>& step) {
    const std::vector<double> real = real_values(step);
    return !real.empty() && std::isfinite(step.reduction.output) &&
           std::ranges::all_of(real, [](double value) { return std::isfinite(value); });
}

}  // namespace

std::optional<Question> value_question(const SharedExercise& exercise, const QuestionWish& wish,
                                       Draws& draws) {
    const auto output = output_that(*exercise, wish, draws, can_be_typed);
    if (!output) return std::nullopt;
    model::Prediction hidden;
    hidden.hides_values = true;
    const double right = static_cast<double>(step_at(*exercise, *output).reduction.output);
    return Question{.kind = {},
                    .words = say("value.ask", {output_place(*exercise, *output)}),
                    .form = Form::number,
                    .right = number_text(right),
                    .ask = show_window(*exercise, *output, hidden),
                    .reveal = play_working(*exercise, *output),
                    .judge = Value{exercise, *output}};
}

}  // namespace poolscope::lessons
