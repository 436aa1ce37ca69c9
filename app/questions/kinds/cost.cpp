/// How many cells all windows of a channel read together: the student types the number.
#include "questions/kinds/kinds.hpp"
#include "questions/tools.hpp"

namespace poolscope::questions {

namespace {

std::optional<Question> ask(const Exercise& exercise, const QuestionWish&, Draws&) {
    const Geometry geometry = exercise.geometry(0);
    if (!geometry.rows.regular() || geometry.channel_group > 1) return std::nullopt;
    const auto outputs = static_cast<double>(geometry.output.h) * geometry.output.w;
    const auto taps = static_cast<double>(geometry.rows.kernel_size) * geometry.cols.kernel_size;
    const auto cells = static_cast<double>(geometry.input.h) * geometry.input.w;
    return Question{
        .words =
            say("How many cells do all windows of one channel read together, padding included?"),
        .answer = NumberAnswer{outputs * taps},
        .why = say("{0} outputs of {1} cells each: {2}.", number_text(outputs), number_text(taps),
                   number_text(outputs * taps)),
        .slips =
            {slip(outputs, say("That is how many outputs there are. Each reads a whole window.")),
             slip(taps, say("That is one window. There is one for each output.")),
             slip(cells, say("That is how many cells the input has; windows read some of them "
                             "several times, or never.")),
             slip(cells * taps, say("There is a window for each output, not for each input cell.")),
             slip(outputs + taps, say("Outputs and cells of a window are multiplied, not added."))},
        .otherwise = always(say("Multiply the outputs (rows × columns) by the cells of a window "
                                "(rows × columns).")),
        .ask = show_window(exercise, {}, hidden_values()),
        .reveal = play_all()};
}

}  // namespace

const QuestionKind cost_kind{.id = "cost", .ask = ask};

}  // namespace poolscope::questions
