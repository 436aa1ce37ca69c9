/// What the kinds of questions share: places in words, the stage's setting, and telling a wrong
/// number by the slip that makes it.
#pragma once

#include "lessons/question.hpp"
#include "poolscope/step.hpp"

namespace poolscope::lessons {

/// A wrong answer that a known slip leads to.
struct Slip {
    Message reason;
    double value = 0;
};

/// The verdict on a number: right, the first slip that gives it, or `otherwise`.
[[nodiscard]] Verdict judge_number(const Answer& answer, double right,
                                   const std::vector<Slip>& slips, const Message& why_right,
                                   const Message& otherwise);

[[nodiscard]] inline Verdict rightly(const Message& reason) {
    return {true, reason};
}
[[nodiscard]] inline Verdict wrongly(const Message& reason) {
    return {false, reason};
}

/// "6.5", with a proper minus sign.
[[nodiscard]] std::string number_text(double value);
/// "2 × 3".
[[nodiscard]] std::string size_text(const Shape& shape);

/// "1 to 3", or the one number.
[[nodiscard]] Message range_words(const AxisSpan& span);

/// "(1, 3)", and the channel where there are several.
[[nodiscard]] Message input_place(const Exercise& exercise, const Place& place);
[[nodiscard]] Message output_place(const Exercise& exercise, const Place& place);

/// The operator takes the largest (or the smallest) value, and padding can never win.
[[nodiscard]] bool takes_extreme(const Operator& op);
/// "largest" or "smallest".
[[nodiscard]] Message extreme_word(const Operator& op);

/// What an operator is called within a sentence.
[[nodiscard]] Message operator_words(const Operator& op);

[[nodiscard]] Step<float> step_at(const Exercise& exercise, const Place& output);

/// Every output whose step `suits`, or the one that is wished for.
template <class Suits>
[[nodiscard]] std::optional<Place> output_that(const Exercise& exercise, const QuestionWish& wish,
                                               Draws& draws, Suits suits) {
    std::vector<Place> places;
    const Shape& shape = exercise.output();
    for (int c = 0; c < shape.c; ++c)
        for (int row = 0; row < shape.h; ++row)
            for (int col = 0; col < shape.w; ++col) {
                const Place place{c, row, col};
                if (wish.output && *wish.output != place) continue;
                if (suits(step_at(exercise, place))) places.push_back(place);
            }
    if (places.empty()) return std::nullopt;
    return places[draws.below(places.size())];
}

/// Shows the window of `output` and hides what `prediction` says.
[[nodiscard]] std::vector<model::ViewAction> show_window(const Exercise& exercise,
                                                         const Place& output,
                                                         const model::Prediction& prediction);
/// The working of `output`, cell by cell where its window is small enough for that.
[[nodiscard]] std::vector<model::ViewAction> play_working(const Exercise& exercise,
                                                          const Place& output);

/// The cell of a pane.
[[nodiscard]] model::CellRef cell_of(model::Pane pane, const Place& place);

/// What `answer` holds, or the value that stands for none of this form.
[[nodiscard]] const model::CellRef* clicked(const Answer& answer);

}  // namespace poolscope::lessons
