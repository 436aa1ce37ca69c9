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
        .why = say("{0} outputs, each from {1} cells: {2}.", number_text(outputs),
                   number_text(taps), number_text(outputs * taps)),
        .because =
            say("{0} outputs × {1} cells of a window", number_text(outputs), number_text(taps)),
        .hint = say("Multiply the outputs (rows × columns) by the cells of a window (rows × "
                    "columns)."),
        .slips =
            {slip(outputs, say("That is how many outputs there are. Each reads a whole window."),
                  say("each output is one read")),
             slip(taps, say("That is one window. There is one for each output.")),
             slip(cells,
                  say("That is how many cells the input has; windows read some of them several "
                      "times, or never."),
                  say("each cell of the input is read once")),
             slip(cells * taps, say("There is a window for each output, not for each input cell."),
                  say("{0} input cells × {1} cells of a window", number_text(cells),
                      number_text(taps))),
             slip(outputs + taps, say("Outputs and cells of a window are multiplied, not added."),
                  say("{0} outputs + {1} cells of a window", number_text(outputs),
                      number_text(taps)))},
        .ask = show_window(exercise, {}, hidden_values()),
        .reveal = play_all()};
}

}  // namespace

const QuestionKind cost_kind{.id = "cost", .ask = ask};

}  // namespace poolscope::questions
