/// How many outputs change where the input moves by some cells.
#include <cmath>

#include "questions/kinds/kinds.hpp"
#include "questions/tools.hpp"

namespace poolscope::questions {

namespace {

Message direction(const QuestionWish& wish) {
    const int rows = std::abs(wish.shift_rows);
    const int cols = std::abs(wish.shift_cols);
    if (wish.shift_rows > 0) return say("down by {0}", rows);
    if (wish.shift_rows < 0) return say("up by {0}", rows);
    return wish.shift_cols < 0 ? say("left by {0}", cols) : say("right by {0}", cols);
}

std::optional<Question> ask(const Exercise& exercise, const QuestionWish& wish, Draws&) {
    const auto moved =
        model::update(exercise.document, model::ShiftInput{wish.shift_rows, wish.shift_cols, 0});
    if (!moved || exercise.op().seeded) return std::nullopt;
    const auto after = make_exercise(*moved, exercise.sample, exercise.seed);
    if (!after) return std::nullopt;
    const model::StoredValues& before_cells = *exercise.results.output;
    const model::StoredValues& after_cells = *after->results.output;
    const std::size_t count = before_cells.shape().count();
    double changed = 0;
    for (std::size_t i = 0; i < count; ++i) changed += before_cells[i] == after_cells[i] ? 0 : 1;
    const auto outputs = static_cast<double>(count);
    return Question{
        .words = say("The input moves {0}. How many of the {1} outputs change?", direction(wish),
                     number_text(outputs)),
        .answer = NumberAnswer{changed},
        .why = changed == 0
                   ? say("None of them changes: after the move every window has the same value as "
                         "before.")
                   : say("{0} of {1} outputs change.", number_text(changed), number_text(outputs)),
        .because = changed == 0 ? say("each window has the same value after the move")
                                : say("that many windows have another value after the move"),
        .hint = say("For each window ask: is its value the same once all cells have moved? 0 comes "
                    "in at the edge."),
        .slips =
            {slip(0,
                  say("Some outputs do change: after the move their windows have another value."),
                  say("pooling is invariant to small shifts")),
             slip(outputs,
                  say("Not all of them: an output stays the same where its window has the same "
                      "value after the move, whichever cell holds it."),
                  say("every window holds other cells after the move")),
             slip(outputs - changed, say("That is how many stay the same."))},
        .ask = show_window(exercise, {}, {})};
}

}  // namespace

const QuestionKind shift_kind{.id = "shift", .ask = ask};

}  // namespace poolscope::questions
