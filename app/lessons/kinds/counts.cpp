/// Questions whose answer is a count: the divisor, the cells read, the cells that no window reads.
#include "lessons/kinds/kinds.hpp"
#include "lessons/kinds/tools.hpp"
#include "poolscope/step.hpp"

namespace poolscope::lessons {

namespace {

struct Divisor {
    SharedExercise exercise;
    Place output;

    [[nodiscard]] Verdict operator()(const Answer& answer) const {
        const Step<float> step = step_at(*exercise, output);
        const PoolParams& params = exercise->document.params;
        const TapCounts& counts = step.counts;
        const double right = step.reduction.divisor;
        std::vector<Slip> slips;
        if (params.divisor_override) {
            slips.push_back({"divisor.override", static_cast<double>(step.taps.size())});
            slips.push_back({"divisor.override", static_cast<double>(counts.real)});
        }
        if (counts.overhang > 0)
            slips.push_back({"divisor.overhang", static_cast<double>(step.taps.size())});
        slips.push_back({"divisor.no_padding", static_cast<double>(counts.real + counts.padding)});
        slips.push_back({"divisor.padding_counts", static_cast<double>(counts.real)});
        const char* why = params.divisor_override    ? "divisor.right_override"
                          : params.count_include_pad ? "divisor.right_with_padding"
                                                     : "divisor.right_real";
        return judge_number(
            answer, right, slips,
            rightly(why, {number_text(counts.real), number_text(counts.padding)}),
            wrongly(params.count_include_pad ? "divisor.count_inside" : "divisor.count_real"));
    }
};

struct Cost {
    SharedExercise exercise;

    [[nodiscard]] Verdict operator()(const Answer& answer) const {
        const Geometry geometry = exercise->geometry(0);
        const auto outputs = static_cast<double>(geometry.output.h) * geometry.output.w;
        const auto taps =
            static_cast<double>(geometry.rows.kernel_size) * geometry.cols.kernel_size;
        const auto cells = static_cast<double>(geometry.input.h) * geometry.input.w;
        const std::vector<Slip> slips{{"cost.outputs", outputs},
                                      {"cost.taps", taps},
                                      {"cost.input", cells},
                                      {"cost.every_cell", cells * taps},
                                      {"cost.sum", outputs + taps}};
        return judge_number(answer, outputs * taps, slips,
                            rightly("cost.right", {number_text(outputs), number_text(taps),
                                                   number_text(outputs * taps)}),
                            wrongly("cost.other"));
    }
};

struct Unread {
    SharedExercise exercise;

    [[nodiscard]] Verdict operator()(const Answer& answer) const {
        const Geometry geometry = exercise->geometry(0);
        const auto right = static_cast<double>(never_read_count(geometry));
        const auto cells = static_cast<double>(geometry.input.h) * geometry.input.w;
        const auto rows = static_cast<double>(geometry.input.h - geometry.rows.read_count());
        const auto cols = static_cast<double>(geometry.input.w - geometry.cols.read_count());
        const std::vector<Slip> slips{
            {"unread.none", 0},
            {"unread.the_others", cells - right},
            {"unread.lines", rows},
            {"unread.lines", cols},
            {"unread.corner", rows * geometry.input.w + cols * geometry.input.h}};
        return judge_number(answer, right, slips, rightly("unread.right", {number_text(right)}),
                            wrongly("unread.other"));
    }
};

}  // namespace

std::optional<Question> divisor_question(const SharedExercise& exercise, const QuestionWish& wish,
                                         Draws& draws) {
    if (exercise->op().id != "avg") return std::nullopt;
    const auto output = output_that(*exercise, wish, draws, [](const Step<float>& step) {
        return step.counts.real > 0 && step.taps.size() > 1;
    });
    if (!output) return std::nullopt;
    model::Prediction hidden;
    hidden.hides_values = true;
    return Question{.kind = {},
                    .words = say("divisor.ask", {output_place(*exercise, *output)}),
                    .form = Form::number,
                    .right = number_text(step_at(*exercise, *output).reduction.divisor),
                    .ask = show_window(*exercise, *output, hidden),
                    .reveal = play_working(*exercise, *output),
                    .judge = Divisor{exercise, *output}};
}

std::optional<Question> cost_question(const SharedExercise& exercise, const QuestionWish&, Draws&) {
    const Geometry geometry = exercise->geometry(0);
    if (!geometry.rows.regular() || geometry.channel_group > 1) return std::nullopt;
    const int outputs = geometry.output.h * geometry.output.w;
    const int taps = geometry.rows.kernel_size * geometry.cols.kernel_size;
    model::Prediction hidden;
    hidden.hides_values = true;
    return Question{.kind = {},
                    .words = say("cost.ask"),
                    .form = Form::number,
                    .right = number_text(static_cast<double>(outputs) * taps),
                    .ask = show_window(*exercise, {}, hidden),
                    .reveal = {model::SetPrediction{}, model::Seek{0}, model::SetPlaying{true}},
                    .judge = Cost{exercise}};
}

std::optional<Question> unread_question(const SharedExercise& exercise, const QuestionWish&,
                                        Draws&) {
    const Geometry geometry = exercise->geometry(0);
    if (geometry.channel_group > 1) return std::nullopt;
    model::Prediction hidden;
    hidden.hides_size = true;
    return Question{.kind = {},
                    .words = say("unread.ask"),
                    .form = Form::number,
                    .right = number_text(static_cast<double>(never_read_count(geometry))),
                    .ask = show_window(*exercise, {}, hidden),
                    .reveal = {model::SetPrediction{}, model::Seek{0}, model::SetPlaying{true}},
                    .judge = Unread{exercise}};
}

}  // namespace poolscope::lessons
