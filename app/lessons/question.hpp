/// Questions: drawn from a seed to suit a layer, or written by a teacher; each knows its answer by
/// the core, and why another is wrong.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "handout/exercise.hpp"
#include "lessons/answers.hpp"
#include "model/action.hpp"

namespace poolscope::lessons {

using handout::Draws;
using handout::Exercise;
using SharedExercise = std::shared_ptr<const Exercise>;

/// A cell by its channel, row and column, counted from 0.
struct Place {
    int channel = 0;
    int row = 0;
    int col = 0;
    bool operator==(const Place&) const = default;
};

/// What a lesson says of a drawn question; what it leaves open is drawn.
struct QuestionWish {
    std::optional<Place> output{};  ///< whose window is asked about
    std::optional<Place> cell{};    ///< of the input
    std::string parameter{};  ///< of "parameter": "stride", "kernel_size", "padding", "operator"
    int shift_rows = 0;       ///< of "shift"
    int shift_cols = 1;
};

/// A question as it is put to a student.
struct Question {
    std::string kind;
    Words words;
    Form form = Form::number;
    std::vector<Words> options{};  ///< of a choice
    Words right{};                 ///< the answer, in words
    /// Puts the stage so that the question can be seen, and hides the answer.
    std::vector<model::ViewAction> ask{};
    /// The layer that the working is shown by; null where it is the one asked about.
    std::shared_ptr<const model::SetLayer> trial{};
    /// Shows the working.
    std::vector<model::ViewAction> reveal{};
    std::function<Verdict(const Answer&)> judge;
};

/// One row of the list of kinds.
struct QuestionKind {
    std::string_view id;
    bool in_quiz = true;  ///< asked at any time; else only where a lesson says so
    /// A question about the exercise; nothing where the kind does not suit the layer.
    std::optional<Question> (*make)(const SharedExercise& exercise, const QuestionWish& wish,
                                    Draws& draws);
};

/// The explicit list of the kinds that are drawn.
[[nodiscard]] std::span<const QuestionKind> question_kinds();

/// The kind with this id; null where there is none.
[[nodiscard]] const QuestionKind* find_question_kind(std::string_view id);

/// A question of one kind about `exercise`, drawn from its seed; nothing where it does not suit.
[[nodiscard]] std::optional<Question> draw_question(const QuestionKind& kind,
                                                    const SharedExercise& exercise,
                                                    const QuestionWish& wish = {});

/// Question `number` of a quiz about a document: its kind is drawn too, and differs from that of
/// the question before it where it can. Errors: those of make_exercise(); unsupported where no kind
/// suits.
[[nodiscard]] Result<Question> draw_quiz_question(const model::Document& document, int sample,
                                                  std::uint64_t seed, std::uint64_t number);

}  // namespace poolscope::lessons
