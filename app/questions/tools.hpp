/// What the kinds of questions share: places and numbers in words, drawing an output or a cell, and
/// the stage's setting.
#pragma once

#include "poolscope/step.hpp"
#include "questions/question.hpp"

namespace poolscope::questions {

/// An answer names at most so many places.
inline constexpr std::size_t most_listed = 12;

[[nodiscard]] inline Verdict rightly(const Message& reason) {
    return {true, reason};
}
[[nodiscard]] inline Verdict wrongly(const Message& reason) {
    return {false, reason};
}
[[nodiscard]] inline Slip slip(double number, Message reason, Message belief = {}) {
    return {NumberAnswer{number}, std::move(reason), std::move(belief)};
}

/// "6.5", with a proper minus sign.
[[nodiscard]] std::string number_text(double value);
/// "2 × 3".
[[nodiscard]] std::string size_text(const Shape& shape);

/// "1 to 3", or the one number.
[[nodiscard]] Message range_words(const AxisSpan& span);

/// One after the other; each begins or ends with the blank that its language wants.
[[nodiscard]] Message joined(Message first, Message second);

/// "(1, 3)", and the channel where there are several, by its name where it has one.
[[nodiscard]] Message input_place(const Exercise& exercise, const Place& place);
[[nodiscard]] Message output_place(const Exercise& exercise, const Place& place);

/// On paper, where channels have numbers only: "(1, 3) of channel 0", "output (1, 3) of channel 0".
[[nodiscard]] Message input_on_paper(const Exercise& exercise, const Place& place);
[[nodiscard]] Message output_on_paper(const Exercise& exercise, const Place& place);

/// The operator takes the largest (or the smallest) value, and padding can never win.
[[nodiscard]] bool takes_extreme(const Operator& op);
/// "largest" or "smallest".
[[nodiscard]] Message extreme_word(const Operator& op);

/// What an operator is called within a sentence.
[[nodiscard]] Message operator_words(const Operator& op);

[[nodiscard]] Step<float> step_at(const Exercise& exercise, const Place& output);

[[nodiscard]] inline Place place_of(const Tap<float>& tap) {
    return {tap.channel, tap.row, tap.col};
}
[[nodiscard]] inline std::string value_text(const Tap<float>& tap) {
    return number_text(static_cast<double>(tap.value));
}
[[nodiscard]] inline bool has_data(const Step<float>& step) {
    return step.counts.real > 0;
}

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

/// Any cell of the input.
[[nodiscard]] Place any_cell(const Exercise& exercise, Draws& draws);

/// Shows the window of `output` and hides what `prediction` says.
[[nodiscard]] std::vector<model::ViewAction> show_window(const Exercise& exercise,
                                                         const Place& output,
                                                         const model::Prediction& prediction);
/// The working of `output`, cell by cell where its window is small enough for that.
[[nodiscard]] std::vector<model::ViewAction> play_working(const Exercise& exercise,
                                                          const Place& output);
/// All steps, from the first.
[[nodiscard]] std::vector<model::ViewAction> play_all();

/// What is hidden while a student predicts: the values, or the size of the output.
[[nodiscard]] model::Prediction hidden_values(std::optional<model::CellRef> asked = {});
[[nodiscard]] model::Prediction hidden_size();
/// One of the layer's fields, in its words.
[[nodiscard]] model::Prediction hidden_field(FieldId field);

/// The cell of a pane.
[[nodiscard]] model::CellRef cell_of(model::Pane pane, const Place& place);

/// The cell of the input that `answer` holds; null where it is none.
[[nodiscard]] const model::CellRef* clicked_input(const Answer& answer);

}  // namespace poolscope::questions
