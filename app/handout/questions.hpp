/// The questions of an exercise, drawn to suit its layer, with their answers.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "handout/exercise.hpp"

namespace poolscope::handout {

struct Question {
    std::string words;
    std::string answer;
};

/// One row of the list of questions.
struct QuestionKind {
    std::string_view id;
    /// A question about the exercise, and its answer by the core; nothing where it does not suit
    /// the layer.
    std::optional<Question> (*make)(const Exercise& exercise, Draws& draws);
};

/// The explicit list, in the order in which they are asked.
[[nodiscard]] std::span<const QuestionKind> question_kinds();

/// At most `most` questions of different kinds, drawn from the exercise's seed.
[[nodiscard]] std::vector<Question> draw_questions(const Exercise& exercise, std::size_t most);

}  // namespace poolscope::handout
