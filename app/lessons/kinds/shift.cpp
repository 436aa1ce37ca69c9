/// How many outputs change where the input moves by some cells.
#include <cmath>

#include "lessons/kinds/kinds.hpp"
#include "lessons/kinds/tools.hpp"

namespace poolscope::lessons {

namespace {

struct Shift {
    double changed = 0;
    double outputs = 0;

    [[nodiscard]] Verdict operator()(const Answer& answer) const {
        const std::vector<Slip> slips{{say("Some outputs change: once all cells have moved, their "
                                           "windows come to another value."),
                                       0},
                                      {say("Not all: an output stays where its window comes to the "
                                           "same value, whichever cell gives it."),
                                       outputs},
                                      {say("That is how many stay the same."), outputs - changed}};
        const Message why =
            changed == 0
                ? say("None changes: every window comes to the same value after the move.")
                : say("{0} of {1} outputs change.", number_text(changed), number_text(outputs));
        return judge_number(
            answer, changed, slips, why,
            say("For each window ask: does it come to the same value once all cells "
                "have moved? 0 comes in at the edge."));
    }
};

Message direction(const QuestionWish& wish) {
    const int rows = std::abs(wish.shift_rows);
    const int cols = std::abs(wish.shift_cols);
    if (wish.shift_rows > 0) return say("down by {0}", rows);
    if (wish.shift_rows < 0) return say("up by {0}", rows);
    return wish.shift_cols < 0 ? say("left by {0}", cols) : say("right by {0}", cols);
}

}  // namespace

std::optional<Question> shift_question(const SharedExercise& exercise, const QuestionWish& wish,
                                       Draws&) {
    const auto moved =
        model::update(exercise->document, model::ShiftInput{wish.shift_rows, wish.shift_cols, 0});
    if (!moved || exercise->op().seeded) return std::nullopt;
    const auto after = handout::make_exercise(*moved, exercise->sample, exercise->seed);
    if (!after) return std::nullopt;
    const auto& before_cells = exercise->results.output->cells();
    const auto& after_cells = after->results.output->cells();
    double changed = 0;
    for (std::size_t i = 0; i < before_cells.size(); ++i)
        changed += before_cells[i] == after_cells[i] ? 0 : 1;
    const auto outputs = static_cast<double>(before_cells.size());
    return Question{.kind = {},
                    .words = say("The input moves {0}. How many of the {1} outputs change?",
                                 direction(wish), number_text(outputs)),
                    .form = Form::number,
                    .right = quote(number_text(changed)),
                    .ask = show_window(*exercise, {}, {}),
                    .reveal = {},
                    .judge = Shift{changed, outputs}};
}

}  // namespace poolscope::lessons
