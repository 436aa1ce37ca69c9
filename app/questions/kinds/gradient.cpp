/// Where the gradient of an output goes: to the winner (a click), or a share to each cell (a
/// number); on paper, all of it.
#include <algorithm>
#include <cmath>

#include "poolscope/backward.hpp"
#include "poolscope/stepping.hpp"
#include "questions/kinds/kinds.hpp"
#include "questions/paper_numbers.hpp"
#include "questions/tools.hpp"

namespace poolscope::questions {

namespace {

std::vector<model::ViewAction> show_way_back(const Exercise& exercise, const Place& output) {
    std::vector<model::ViewAction> actions = show_window(exercise, output, {});
    actions.emplace_back(model::SetMode{model::Mode::backward});
    return actions;
}

/// Why another cell of the window than the winner receives nothing.
Message why_not(const Step<float>& step, std::size_t index) {
    if (step.taps[index].kind != TapKind::real)
        return say("A padding cell holds no data: no gradient goes there.");
    for (const std::size_t tie : step.reduction.ties)
        if (tie == index)
            return say(
                "Of equal cells only the first in row-major order receives the gradient: a "
                "convention, as in PyTorch.");
    return say("{0} did not win, so changing it a little changes nothing: it receives no gradient.",
               value_text(step.taps[index]));
}

Verdict elsewhere(const Answer& answer) {
    if (clicked_input(answer) == nullptr)
        return wrongly(say("The gradient goes from the output back to an input cell."));
    return wrongly(say("That cell is not in this window, so this output does not depend on it."));
}

/// A maximum's gradient goes whole to the winner.
std::optional<Question> ask_for_winner(const Exercise& exercise, const QuestionWish& wish,
                                       Draws& draws) {
    const auto output = output_that(exercise, wish, draws, [](const Step<float>& step) {
        return step.reduction.selected.has_value() && step.taps.size() > 1;
    });
    if (!output) return std::nullopt;
    const Step<float> step = step_at(exercise, *output);
    const Place winner = place_of(step.taps[*step.reduction.selected]);
    std::vector<Slip> slips;
    for (std::size_t i = 0; i < step.taps.size(); ++i)
        if (i != *step.reduction.selected)
            slips.push_back({CellAnswer{cell_of(model::Pane::input, place_of(step.taps[i]))},
                             why_not(step, i)});
    return Question{.words = say("The gradient of output {0} is 1. Which input cell receives it?",
                                 output_place(exercise, *output)),
                    .form = Form::cell,
                    .answer = CellAnswer{cell_of(model::Pane::input, winner)},
                    .right = say("input {0}", input_place(exercise, winner)),
                    .why = say("The winner receives the whole gradient; the others receive none."),
                    .hint = say("Which cell would move the output, if it changed a little?"),
                    .slips = std::move(slips),
                    .otherwise = elsewhere,
                    .ask = show_window(exercise, *output, hidden_values()),
                    .reveal = show_way_back(exercise, *output)};
}

/// A mean's gradient is shared out.
std::vector<Slip> slips_of_share(const Step<float>& step) {
    return {slip(1, say("The mean shares the gradient out: no cell receives all of it."),
                 say("each cell of the window receives the whole gradient")),
            slip(0,
                 say("Every real cell of the window takes part in the mean, so each receives a "
                     "share."),
                 say("the gradient goes to the window's largest cell")),
            slip(static_cast<double>(step.reduction.divisor),
                 say("That is the divisor. The share is 1 divided by it."),
                 say("the gradient is multiplied by the divisor")),
            slip(1.0 / static_cast<double>(step.taps.size()),
                 say("You divided by all cells of the window, but not every one of them counts "
                     "here."),
                 say("it is shared out among all {0} cells of the window",
                     number_text(static_cast<double>(step.taps.size())))),
            slip(1.0 / static_cast<double>(step.counts.real),
                 say("You divided by the real cells, but the divisor is different here."),
                 say("it is shared out among the {0} real cells", number_text(step.counts.real)))};
}

std::optional<Question> ask_for_share(const Exercise& exercise, const QuestionWish& wish,
                                      Draws& draws) {
    const auto output = output_that(exercise, wish, draws, [](const Step<float>& step) {
        return has_data(step) && step.taps.size() > 1 && step.reduction.divisor != 0;
    });
    if (!output) return std::nullopt;
    const Step<float> step = step_at(exercise, *output);
    std::vector<Place> real;
    for (const Tap<float>& tap : step.taps)
        if (tap.kind == TapKind::real) real.push_back(place_of(tap));
    const Place cell = real[draws.below(real.size())];
    return Question{
        .words = say("The gradient of output {0} is 1. How much of it does input {1} receive?",
                     output_place(exercise, *output), input_place(exercise, cell)),
        .answer = NumberAnswer{1.0 / step.reduction.divisor},
        .why = say("The mean divides by {0}, and so it shares the gradient out.",
                   number_text(step.reduction.divisor)),
        .because = say("the mean divides by {0}, and so does its gradient",
                       number_text(step.reduction.divisor)),
        .hint =
            say("What is the window's sum divided by? The gradient is divided in the same way."),
        .slips = slips_of_share(step),
        .ask = show_window(exercise, *output, hidden_values(cell_of(model::Pane::input, cell))),
        .reveal = show_way_back(exercise, *output)};
}

std::optional<Question> ask(const Exercise& exercise, const QuestionWish& wish, Draws& draws) {
    const Operator& op = exercise.op();
    if (!check_differentiable<float>(op)) return std::nullopt;
    if (takes_extreme(op)) return ask_for_winner(exercise, wish, draws);
    if (op.id == "avg") return ask_for_share(exercise, wish, draws);
    return std::nullopt;
}

/// The cells that receive one share.
struct ShareGroup {
    float share = 0;
    std::size_t count = 0;
    Message cells;
};

/// "0.25 to each of (0, 1), (0, 2)", "1 to (1, 3)"; nothing where there is too much to write.
std::optional<Message> shares_on_paper(const Exercise& exercise, const BackwardStep<float>& back) {
    std::vector<ShareGroup> groups;
    std::size_t places = 0;
    for (std::size_t i = 0; i < back.shares.size(); ++i) {
        const Tap<float>& tap = back.forward.taps[i];
        const float share = back.shares[i];
        if (tap.kind != TapKind::real || share == 0) continue;
        if (!std::isfinite(share) || ++places > most_listed) return std::nullopt;
        auto group = std::ranges::find(groups, share, &ShareGroup::share);
        if (group == groups.end()) group = groups.insert(group, {share, 0, {}});
        Message place = input_on_paper(exercise, place_of(tap));
        group->cells = group->count++ == 0 ? std::move(place)
                                           : joined(joined(group->cells, quote(", ")), place);
    }
    if (groups.empty()) return say("nothing goes to any cell");
    if (groups.size() > 2) return std::nullopt;
    Message text;
    for (const ShareGroup& group : groups) {
        const std::string share = paper_number(static_cast<double>(group.share));
        Message part = group.count > 1 ? say("{0} to each of {1}", share, group.cells)
                                       : say("share|{0} to {1}", share, group.cells);
        text = text.empty() ? std::move(part) : joined(joined(text, say("; ")), part);
    }
    return text;
}

std::optional<PaperQuestion> write(const Exercise& exercise, Draws& draws) {
    if (!check_differentiable<float>(exercise.op())) return std::nullopt;
    const auto output = output_that(exercise, {}, draws, has_data);
    if (!output) return std::nullopt;
    const auto back = backward_step(
        exercise.steps(), exercise.step_index(output->channel, output->row, output->col), 1.0F);
    const auto shares = shares_on_paper(exercise, back);
    if (!shares) return std::nullopt;
    return PaperQuestion{say("The gradient of {0} is 1. Which input cells receive how much of it?",
                             output_on_paper(exercise, *output)),
                         *shares};
}

}  // namespace

const QuestionKind gradient_kind{
    .id = "gradient", .ask = ask, .in_quiz = true, .write = write, .turn = 9};

}  // namespace poolscope::questions
