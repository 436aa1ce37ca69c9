/// The bank of questions: each kind knows which layers it suits, what it asks, the answer by the
/// core, why other answers are wrong, and how it is written on paper.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/action.hpp"
#include "questions/answers.hpp"
#include "questions/exercise.hpp"

namespace poolscope::questions {

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
    std::string about{};  ///< of "reason": the kind whose answer it asks about
};

/// A wrong answer that is foreseen, and what is said to it.
struct Slip {
    Answer answer;
    Words reason;
    /// The belief that leads to it, as who holds it would say it: an option where the reason is to
    /// be chosen. Empty where none is.
    Message belief{};
};

/// A question as it is put to a student on a screen.
struct Question {
    std::string kind{};
    Words words;
    Form form = Form::number;
    std::vector<Words> options{};    ///< of a choice
    std::optional<Answer> answer{};  ///< none where many would do: a deed
    Words right{};                   ///< the answer, in words
    Words why{};                     ///< what is said to it
    Message because{};               ///< the reason for it, as Slip::belief
    Words hint{};                    ///< what helps without telling the answer
    bool asks_confidence = false;    ///< the student may say how sure he is
    /// Of two with one answer the first counts: the likelier reason.
    std::vector<Slip> slips{};
    /// On what is neither; null says the hint.
    std::function<Verdict(const Answer&)> otherwise{};
    /// Puts the stage so that the question can be seen, and hides the answer.
    std::vector<model::ViewAction> ask{};
    /// The layer that the working is shown by; null where it is the one asked about.
    std::shared_ptr<const model::SetLayer> trial{};
    /// Shows the working.
    std::vector<model::ViewAction> reveal{};

    [[nodiscard]] Verdict judge(const Answer& given) const;
};

/// A question as it is written on paper, and in the key.
struct PaperQuestion {
    Message words;
    Message answer;
};

/// One row of the list of kinds.
struct QuestionKind {
    std::string_view id;
    /// A question about the exercise for a screen; nothing where it does not suit the layer. Null
    /// for kinds that only paper has.
    std::optional<Question> (*ask)(const Exercise& exercise, const QuestionWish& wish,
                                   Draws& draws) = nullptr;
    bool in_quiz = false;  ///< asked at any time; else only where a lesson says so
    /// The same for paper; null for kinds that only a screen has.
    std::optional<PaperQuestion> (*write)(const Exercise& exercise, Draws& draws) = nullptr;
    std::uint64_t turn = 0;  ///< on paper, from 1; a seed draws by it
};

/// A hint to a choice: one wrong option is ruled out, and why; empty where that would leave one.
[[nodiscard]] Words ruling_out(const Question& question);

/// The explicit list. Those for a screen come first: a seed draws by their place.
[[nodiscard]] std::span<const QuestionKind* const> question_kinds();

/// The kind for a screen with this id; null where there is none.
[[nodiscard]] const QuestionKind* find_question_kind(std::string_view id);

/// A question of one kind about `exercise`, drawn from its seed; nothing where it does not suit.
[[nodiscard]] std::optional<Question> draw_question(const QuestionKind& kind,
                                                    const Exercise& exercise,
                                                    const QuestionWish& wish = {});

/// Question `number` of a quiz about a document: its kind is drawn too, and differs from that of
/// the question before it where it can. Errors: those of make_exercise(); unsupported where no kind
/// suits.
[[nodiscard]] Result<Question> draw_quiz_question(const model::Document& document, int sample,
                                                  std::uint64_t seed, std::uint64_t number);

/// At most `most` questions of different kinds, in the order of their turns, drawn from the
/// exercise's seed.
[[nodiscard]] std::vector<PaperQuestion> draw_paper_questions(const Exercise& exercise,
                                                              std::size_t most);

}  // namespace poolscope::questions
