/// The kinds of drawn questions, one subject a file; the list of them is in question.cpp.
#pragma once

#include "lessons/question.hpp"

namespace poolscope::lessons {

/// Which input cell wins? (max, min)
[[nodiscard]] std::optional<Question> winner_question(const SharedExercise& exercise,
                                                      const QuestionWish& wish, Draws& draws);
/// What is the value of an output?
[[nodiscard]] std::optional<Question> value_question(const SharedExercise& exercise,
                                                     const QuestionWish& wish, Draws& draws);
/// How large is the output? (windows that slide)
[[nodiscard]] std::optional<Question> size_question(const SharedExercise& exercise,
                                                    const QuestionWish& wish, Draws& draws);
/// How many windows read a cell?
[[nodiscard]] std::optional<Question> readers_question(const SharedExercise& exercise,
                                                       const QuestionWish& wish, Draws& draws);
/// Which parameter gives an output?
[[nodiscard]] std::optional<Question> parameter_question(const SharedExercise& exercise,
                                                         const QuestionWish& wish, Draws& draws);
/// Where does the gradient of an output go? (max, min: which cell; mean: how much)
[[nodiscard]] std::optional<Question> gradient_question(const SharedExercise& exercise,
                                                        const QuestionWish& wish, Draws& draws);
/// What is the sum of a window divided by? (mean)
[[nodiscard]] std::optional<Question> divisor_question(const SharedExercise& exercise,
                                                       const QuestionWish& wish, Draws& draws);
/// How many cells do all windows of a channel read together?
[[nodiscard]] std::optional<Question> cost_question(const SharedExercise& exercise,
                                                    const QuestionWish& wish, Draws& draws);
/// How many cells does no window read?
[[nodiscard]] std::optional<Question> unread_question(const SharedExercise& exercise,
                                                      const QuestionWish& wish, Draws& draws);
/// How many outputs change where the input moves?
[[nodiscard]] std::optional<Question> shift_question(const SharedExercise& exercise,
                                                     const QuestionWish& wish, Draws& draws);

}  // namespace poolscope::lessons
