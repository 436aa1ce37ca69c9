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
        const PoolParams& params = exercise->document.layer().params;
        const TapCounts& counts = step.counts;
        const double right = step.reduction.divisor;
        std::vector<Slip> slips;
        const auto taps = static_cast<double>(step.taps.size());
        const auto real = static_cast<double>(counts.real);
        if (params.divisor_override)
            for (const double count : {taps, real})
                slips.push_back({say("divisor_override is set: it wins over every count."), count});
        if (counts.overhang > 0)
            slips.push_back({say("Cells past the padding (ceil mode) never count."), taps});
        slips.push_back({say("count_include_pad is off: padding cells do not count."),
                         static_cast<double>(counts.real + counts.padding)});
        slips.push_back({say("count_include_pad is on: padding cells count too."), real});
        const auto why = [&] {
            if (params.divisor_override) return say("divisor_override says so.");
            if (!params.count_include_pad)
                return say("The {0} real cells count, padding does not.", number_text(counts.real));
            return say("{0} real cells and {1} of padding count.", number_text(counts.real),
                       number_text(counts.padding));
        };
        return judge_number(answer, right, slips, why(),
                            params.count_include_pad
                                ? say("Count the real cells and the padding cells in the window.")
                                : say("Count the real cells in the window."));
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
        const std::vector<Slip> slips{
            {say("That is how many outputs there are. Each reads a whole window."), outputs},
            {say("That is one window. There is one for each output."), taps},
            {say("That is how many cells the input has; windows read some of them several times, "
                 "or never."),
             cells},
            {say("There is a window for each output, not for each input cell."), cells * taps},
            {say("Outputs and cells of a window are multiplied, not added."), outputs + taps}};
        return judge_number(answer, outputs * taps, slips,
                            say("{0} outputs of {1} cells each: {2}.", number_text(outputs),
                                number_text(taps), number_text(outputs * taps)),
                            say("Multiply the outputs (rows × columns) by the cells of a window "
                                "(rows × columns)."));
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
            {say("Some are left out: look at the end of the rows and columns."), 0},
            {say("That is how many are read. Count the others."), cells - right},
            {say("That is how many rows or columns are left out. Count their cells."), rows},
            {say("That is how many rows or columns are left out. Count their cells."), cols},
            {say("You counted the corner twice."),
             rows * geometry.input.w + cols * geometry.input.h}};
        return judge_number(
            answer, right, slips, say("{0} cells are never read.", number_text(right)),
            say("Find the rows and columns past the last window, then count their cells once."));
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
                    .words = say("By what is the window's sum divided for output {0}?",
                                 output_place(*exercise, *output)),
                    .form = Form::number,
                    .right = quote(number_text(step_at(*exercise, *output).reduction.divisor)),
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
    return Question{
        .kind = {},
        .words =
            say("How many cells do all windows of one channel read together, padding included?"),
        .form = Form::number,
        .right = quote(number_text(static_cast<double>(outputs) * taps)),
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
                    .words = say("How many input cells does no window read?"),
                    .form = Form::number,
                    .right = quote(number_text(static_cast<double>(never_read_count(geometry)))),
                    .ask = show_window(*exercise, {}, hidden),
                    .reveal = {model::SetPrediction{}, model::Seek{0}, model::SetPlaying{true}},
                    .judge = Unread{exercise}};
}

}  // namespace poolscope::lessons
