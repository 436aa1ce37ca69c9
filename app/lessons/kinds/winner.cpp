/// Which input cell wins: the student clicks it.
#include <cmath>

#include "lessons/kinds/kinds.hpp"
#include "lessons/kinds/tools.hpp"
#include "poolscope/step.hpp"
#include "scene/layer_text.hpp"

namespace poolscope::lessons {

namespace {

struct Winner {
    SharedExercise exercise;
    Place output;

    [[nodiscard]] std::string value_of(const Tap<float>& tap) const {
        return number_text(static_cast<double>(tap.value));
    }

    /// The tap of a cell; nothing where the window does not read it.
    [[nodiscard]] static std::optional<std::size_t> tap_of(const Step<float>& step,
                                                           const model::CellRef& cell) {
        for (std::size_t i = 0; i < step.taps.size(); ++i) {
            const Tap<float>& tap = step.taps[i];
            if (tap.channel == cell.channel && tap.row == cell.row && tap.col == cell.col) return i;
        }
        return std::nullopt;
    }

    [[nodiscard]] static Verdict not_read(const Step<float>& step, const model::CellRef& cell) {
        const auto spans = [](const AxisSpan& span, int at) {
            return at >= span.start && at <= span.last();
        };
        if (spans(step.window.rows, cell.row) && spans(step.window.cols, cell.col))
            return wrongly(say(
                "The window skips that cell: with dilation it reads only every so many cells."));
        return wrongly(
            say("That cell lies outside this window, which reads rows {0} and columns {1}.",
                range_words(step.window.rows), range_words(step.window.cols)));
    }

    [[nodiscard]] Verdict operator()(const Answer& answer) const {
        const model::CellRef* cell = clicked(answer);
        if (cell == nullptr || cell->pane == model::Pane::output)
            return wrongly(
                say("That is not an input cell. The winner is one of the cells in the window."));
        const Step<float> step = step_at(*exercise, output);
        const auto tap = tap_of(step, *cell);
        if (!tap) return not_read(step, *cell);
        const Operator& op = exercise->op();
        const Reduction<float>& reduction = step.reduction;
        if (*tap == *reduction.selected)
            return rightly(say("{0} is the {1} value of this window.", value_of(step.taps[*tap]),
                               extreme_word(op)));
        if (step.taps[*tap].kind == TapKind::padding)
            return wrongly(
                say("A padding cell can't win: it reads as {0}, and only real cells are picked.",
                    number_text(op.padding_value)));
        if (step.taps[*tap].kind == TapKind::overhang)
            return wrongly(say("That cell lies past the padding (ceil mode) and never counts."));
        for (const std::size_t tie : reduction.ties)
            if (tie == *tap)
                return wrongly(
                    say("It is just as large, but the first in row-major order wins: row by row, "
                        "left to right."));
        const Tap<float>& winner = step.taps[*reduction.selected];
        if (std::isnan(winner.value))
            return wrongly(say(
                "NaN wins over every number here, as in PyTorch; not every framework does so."));
        if (is_opposite(step, step.taps[*tap]))
            return wrongly(say("{0} is the other end: this layer takes the {1} value.",
                               value_of(step.taps[*tap]), extreme_word(op)));
        const std::string value = value_of(step.taps[*tap]);
        return wrongly(op.padding_value < 0
                           ? say("There is a larger value in the window than {0}.", value)
                           : say("There is a smaller value in the window than {0}.", value));
    }

    /// The least of the cells that a maximum is taken of, and the other way round.
    [[nodiscard]] bool is_opposite(const Step<float>& step, const Tap<float>& chosen) const {
        const bool maximum = exercise->op().padding_value < 0;
        int others = 0;
        for (const Tap<float>& tap : step.taps) {
            if (tap.kind != TapKind::real) continue;
            ++others;
            if (maximum ? tap.value < chosen.value : tap.value > chosen.value) return false;
        }
        return others > 2;
    }
};

}  // namespace

std::optional<Question> winner_question(const SharedExercise& exercise, const QuestionWish& wish,
                                        Draws& draws) {
    if (!takes_extreme(exercise->op())) return std::nullopt;
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
        .words = say("Which input cell wins for output {0}?", output_place(*exercise, *output)),
        .form = Form::cell,
        .right = say("input {0}, whose value is {1}",
                     input_place(*exercise, {winner.channel, winner.row, winner.col}),
                     number_text(static_cast<double>(winner.value))),
        .ask = show_window(*exercise, *output, hidden),
        .reveal = play_working(*exercise, *output),
        .judge = Winner{exercise, *output}};
}

}  // namespace poolscope::lessons
