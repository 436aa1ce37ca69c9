/// Which input cell wins: the student clicks it.
#include <algorithm>
#include <cmath>

#include "poolscope/step.hpp"
#include "questions/kinds/kinds.hpp"
#include "questions/paper_numbers.hpp"
#include "questions/tools.hpp"

namespace poolscope::questions {

namespace {

bool has_winner(const Step<float>& step) {
    return step.reduction.selected.has_value();
}

const Tap<float>& winner_of(const Step<float>& step) {
    return step.taps[*step.reduction.selected];
}

/// The least of the cells that a maximum is taken of, and the other way round.
bool is_opposite(const Operator& op, const Step<float>& step, const Tap<float>& chosen) {
    const bool maximum = op.padding_value < 0;
    int others = 0;
    for (const Tap<float>& tap : step.taps) {
        if (tap.kind != TapKind::real) continue;
        ++others;
        if (maximum ? tap.value < chosen.value : tap.value > chosen.value) return false;
    }
    return others > 2;
}

/// Why another cell of the window does not win.
Message why_not(const Operator& op, const Step<float>& step, std::size_t index) {
    const Tap<float>& tap = step.taps[index];
    if (tap.kind == TapKind::padding)
        return say("A padding cell cannot win: it stands for {0}, and only real cells are picked.",
                   number_text(op.padding_value));
    if (tap.kind == TapKind::overhang)
        return say("That cell lies past the padding (ceil mode) and never counts.");
    for (const std::size_t tie : step.reduction.ties)
        if (tie == index)
            return say(
                "It is just as large, but the first in row-major order wins: row by row, "
                "left to right.");
    if (std::isnan(winner_of(step).value))
        return say("NaN wins over every number here, as in PyTorch; not every framework does so.");
    const std::string value = value_text(tap);
    if (is_opposite(op, step, tap))
        return say("{0} is at the other end: this layer takes the {1} value.", value,
                   extreme_word(op));
    return op.padding_value < 0 ? say("There is a larger value in the window than {0}.", value)
                                : say("There is a smaller value in the window than {0}.", value);
}

/// Why one might take another cell of the window for the winner; empty where nobody does.
Message belief(const Operator& op, const Step<float>& step, std::size_t index) {
    const Tap<float>& tap = step.taps[index];
    if (tap.kind == TapKind::padding)
        return op.padding_value < 0 ? say("padding reads as 0, which is larger")
                                    : say("padding reads as 0, which is smaller");
    if (tap.kind == TapKind::overhang) return {};
    if (std::ranges::find(step.reduction.ties, index) != step.reduction.ties.end())
        return say("of equal cells the last one wins");
    if (is_opposite(op, step, tap))
        return op.padding_value < 0 ? say("the window takes its smallest value")
                                    : say("the window takes its largest value");
    return index == 0 ? say("the window's first cell is the one that counts") : Message{};
}

/// What is said to a cell that the window does not read.
Verdict elsewhere(const Window& window, const Answer& answer) {
    const model::CellRef* cell = clicked_input(answer);
    if (cell == nullptr)
        return wrongly(
            say("That is not an input cell. The winner is one of the cells in the window."));
    const auto spans = [](const AxisSpan& span, int at) {
        return at >= span.start && at <= span.last();
    };
    if (spans(window.rows, cell->row) && spans(window.cols, cell->col))
        return wrongly(
            say("The window skips that cell: with dilation there are gaps between the cells that "
                "it reads."));
    return wrongly(say("That cell lies outside this window, which reads rows {0} and columns {1}.",
                       range_words(window.rows), range_words(window.cols)));
}

std::optional<Question> ask(const Exercise& exercise, const QuestionWish& wish, Draws& draws) {
    const Operator& op = exercise.op();
    if (!takes_extreme(op)) return std::nullopt;
    const auto output = output_that(exercise, wish, draws, [](const Step<float>& step) {
        return has_winner(step) && step.taps.size() > 1;
    });
    if (!output) return std::nullopt;
    const Step<float> step = step_at(exercise, *output);
    const Tap<float>& winner = winner_of(step);
    std::vector<Slip> slips;
    for (std::size_t i = 0; i < step.taps.size(); ++i)
        if (i != *step.reduction.selected)
            slips.push_back({CellAnswer{cell_of(model::Pane::input, place_of(step.taps[i]))},
                             why_not(op, step, i), belief(op, step, i)});
    return Question{
        .words = say("Which input cell wins for output {0}?", output_place(exercise, *output)),
        .form = Form::cell,
        .answer = CellAnswer{cell_of(model::Pane::input, place_of(winner))},
        .right = say("input {0}, whose value is {1}", input_place(exercise, place_of(winner)),
                     value_text(winner)),
        .why = say("{0} is the {1} value of this window.", value_text(winner), extreme_word(op)),
        .because =
            say("its value, {0}, is the {1} in the window", value_text(winner), extreme_word(op)),
        .hint = say("Look at every real cell of the window for the {0} value.", extreme_word(op)),
        .slips = std::move(slips),
        .otherwise = [window =
                          step.window](const Answer& answer) { return elsewhere(window, answer); },
        .ask = show_window(exercise, *output, hidden_values()),
        .reveal = play_working(exercise, *output)};
}

std::optional<PaperQuestion> write(const Exercise& exercise, Draws& draws) {
    const auto output = output_that(exercise, {}, draws, has_winner);
    if (!output) return std::nullopt;
    const Step<float> step = step_at(exercise, *output);
    const Tap<float>& winner = winner_of(step);
    const Message place = output_on_paper(exercise, *output);
    Message answer = say("{0}, whose value is {1}", input_on_paper(exercise, place_of(winner)),
                         paper_number(static_cast<double>(winner.value)));
    const std::size_t tied = step.reduction.ties.size();
    if (tied > 1) answer = joined(answer, say(" ({0} cells tie)", tied));
    if (exercise.op().seeded && exercise.op().weighs)
        return PaperQuestion{
            say("Which cell does the draw u = {0} pick for {1}?", draw_text(step), place), answer};
    return PaperQuestion{say("Which input cell wins for {0}?", place), answer};
}

}  // namespace

const QuestionKind winner_kind{
    .id = "winner", .ask = ask, .in_quiz = true, .write = write, .turn = 2};

}  // namespace poolscope::questions
