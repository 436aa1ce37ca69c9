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
        const std::vector<Slip> slips{
            {"shift.none", 0}, {"shift.all", outputs}, {"shift.the_others", outputs - changed}};
        const Verdict yes =
            changed == 0 ? rightly("shift.right_none")
                         : rightly("shift.right", {number_text(changed), number_text(outputs)});
        return judge_number(answer, changed, slips, yes, wrongly("shift.other"));
    }
};

Words direction(const QuestionWish& wish) {
    const int count = wish.shift_rows != 0 ? wish.shift_rows : wish.shift_cols;
    const char* id = wish.shift_rows > 0   ? "shift.down"
                     : wish.shift_rows < 0 ? "shift.up"
                     : wish.shift_cols < 0 ? "shift.left"
                                           : "shift.rightwards";
    return say(id, {std::to_string(std::abs(count))});
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
                    .words = say("shift.ask", {direction(wish), number_text(outputs)}),
                    .form = Form::number,
                    .right = number_text(changed),
                    .ask = show_window(*exercise, {}, {}),
                    .reveal = {},
                    .judge = Shift{changed, outputs}};
}

}  // namespace poolscope::lessons
