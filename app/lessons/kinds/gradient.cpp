/// Where the gradient of an output goes: to the winner (a click), or a share to each cell (a
/// number).
#include "lessons/kinds/kinds.hpp"
#include "lessons/kinds/tools.hpp"
#include "poolscope/backward.hpp"
#include "poolscope/step.hpp"

namespace poolscope::lessons {

namespace {

std::vector<model::ViewAction> show_way_back(const Exercise& exercise, const Place& output) {
    std::vector<model::ViewAction> actions = show_window(exercise, output, {});
    actions.emplace_back(model::SetMode{model::Mode::backward});
    return actions;
}

/// A maximum's gradient goes whole to the winner.
struct Receiver {
    SharedExercise exercise;
    Place output;

    [[nodiscard]] Verdict operator()(const Answer& answer) const {
        const model::CellRef* cell = clicked(answer);
        if (cell == nullptr || cell->pane == model::Pane::output)
            return wrongly(say("The gradient goes from the output back to an input cell."));
        const Step<float> step = step_at(*exercise, output);
        for (std::size_t i = 0; i < step.taps.size(); ++i) {
            const Tap<float>& tap = step.taps[i];
            if (tap.channel != cell->channel || tap.row != cell->row || tap.col != cell->col)
                continue;
            if (i == *step.reduction.selected)
                return rightly(
                    say("The winner receives the whole gradient; the others receive none."));
            if (tap.kind != TapKind::real)
                return wrongly(say("A padding cell holds no data: no gradient goes there."));
            for (const std::size_t tie : step.reduction.ties)
                if (tie == i)
                    return wrongly(say(
                        "Of equal cells only the first in row-major order receives the gradient: a "
                        "convention, as in PyTorch."));
            return wrongly(
                say("{0} did not win, so changing it a little changes nothing: it receives no "
                    "gradient.",
                    number_text(static_cast<double>(tap.value))));
        }
        return wrongly(
            say("That cell is not in this window, so this output does not depend on it."));
    }
};

/// A mean's gradient is shared out.
struct Share {
    SharedExercise exercise;
    Place output;

    [[nodiscard]] Verdict operator()(const Answer& answer) const {
        const Step<float> step = step_at(*exercise, output);
        const double right = 1.0 / step.reduction.divisor;
        const std::vector<Slip> slips{
            {say("The mean shares the gradient out: no cell receives all of it."), 1},
            {say("Every real cell of the window takes part in the mean, so each receives a share."),
             0},
            {say("That is the divisor. The share is 1 divided by it."),
             static_cast<double>(step.reduction.divisor)},
            {say("You divided by all cells of the window, but not every one of them counts here."),
             1.0 / static_cast<double>(step.taps.size())},
            {say("You divided by the real cells, but the divisor is another one here."),
             1.0 / static_cast<double>(step.counts.real)}};
        return judge_number(
            answer, right, slips,
            say("The mean divides by {0}, and so it shares the gradient out.",
                number_text(step.reduction.divisor)),
            say("What is the window's sum divided by? The gradient is shared out alike."));
    }
};

std::optional<Question> winner_takes_all(const SharedExercise& exercise, const QuestionWish& wish,
                                         Draws& draws) {
    const auto output = output_that(*exercise, wish, draws, [](const Step<float>& step) {
        return step.reduction.selected.has_value() && step.taps.size() > 1;
    });
    if (!output) return std::nullopt;
    const Step<float> step = step_at(*exercise, *output);
    const Tap<float>& winner = step.taps[*step.reduction.selected];
    model::Prediction hidden;
    hidden.hides_values = true;
    return Question{
        .kind = {},
        .words = say("The gradient of output {0} is 1. Which input cell receives it?",
                     output_place(*exercise, *output)),
        .form = Form::cell,
        .right = say("input {0}", input_place(*exercise, {winner.channel, winner.row, winner.col})),
        .ask = show_window(*exercise, *output, hidden),
        .reveal = show_way_back(*exercise, *output),
        .judge = Receiver{exercise, *output}};
}

std::optional<Question> shared_out(const SharedExercise& exercise, const QuestionWish& wish,
                                   Draws& draws) {
    const auto output = output_that(*exercise, wish, draws, [](const Step<float>& step) {
        return step.counts.real > 0 && step.taps.size() > 1 && step.reduction.divisor != 0;
    });
    if (!output) return std::nullopt;
    const Step<float> step = step_at(*exercise, *output);
    std::vector<Place> real;
    for (const Tap<float>& tap : step.taps)
        if (tap.kind == TapKind::real) real.push_back({tap.channel, tap.row, tap.col});
    const Place cell = real[draws.below(real.size())];
    model::Prediction hidden;
    hidden.hides_values = true;
    hidden.asked = cell_of(model::Pane::input, cell);
    return Question{
        .kind = {},
        .words = say("The gradient of output {0} is 1. How much of it does input {1} receive?",
                     output_place(*exercise, *output), input_place(*exercise, cell)),
        .form = Form::number,
        .right = quote(number_text(1.0 / step.reduction.divisor)),
        .ask = show_window(*exercise, *output, hidden),
        .reveal = show_way_back(*exercise, *output),
        .judge = Share{exercise, *output}};
}

}  // namespace

std::optional<Question> gradient_question(const SharedExercise& exercise, const QuestionWish& wish,
                                          Draws& draws) {
    const Operator& op = exercise->op();
    if (!check_differentiable<float>(op)) return std::nullopt;
    if (takes_extreme(op)) return winner_takes_all(exercise, wish, draws);
    if (op.id == "avg") return shared_out(exercise, wish, draws);
    return std::nullopt;
}

}  // namespace poolscope::lessons
