/// The student's way through a lesson or a quiz: one state, changed by actions only, like the
/// document's. Pure.
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "lessons/lessons.hpp"
#include "lessons/progress.hpp"
#include "lessons/tally.hpp"

namespace poolscope::lessons {

enum class Activity { none, lesson, quiz };

/// A question that has been put, and how it stands.
struct PutQuestion {
    Question question;
    enum class State { open, right, shown } state = State::open;
    std::size_t tries = 0;
    std::optional<Verdict> verdict{};            ///< on the last answer
    Confidence confidence = Confidence::unsaid;  ///< of that answer
    bool hinted = false;                         ///< the hint was asked for
    std::size_t number = 0;                      ///< of the tally
    std::size_t index = 0;                       ///< of its page's questions

    /// A hint is there that was not given yet, and nothing was said that would be one.
    [[nodiscard]] bool offers_hint() const { return !question.hint.empty() && !hinted && !verdict; }
};

struct Classroom {
    Activity activity = Activity::none;
    SharedLesson lesson;
    std::size_t page = 0;
    bool ended = false;  ///< the lesson's last page is done with, and still on show
    std::vector<std::optional<io::OpenedDocument>> left_behind;  ///< each page as it was left
    LessonProgress progress;                                     ///< in the lesson that is played
    StudentProgress student;  ///< who learns, and what is kept of him
    std::optional<PutQuestion> put;
    std::optional<Error> no_question;  ///< why a question could not be put
    std::uint64_t seed = 1;
    std::uint64_t quiz_number = 0;  ///< of the quiz's question, from 0
    std::size_t put_count = 0;      ///< questions put in all
    std::size_t put_before = 0;     ///< those before this quiz
    Tally tally;

    [[nodiscard]] const Page* shown_page() const {
        return activity == Activity::lesson ? &lesson->pages[page] : nullptr;
    }
    [[nodiscard]] bool last_page() const {
        return activity == Activity::lesson && page + 1 == lesson->pages.size();
    }
    /// An answer is awaited.
    [[nodiscard]] bool asks() const { return put && put->state == PutQuestion::State::open; }
    /// After this question the page has another.
    [[nodiscard]] bool has_next_question() const;
    /// Of this lesson alone, or of this quiz.
    [[nodiscard]] TallyCount count() const;
};

/// From its first page, or where the student left it.
struct StartLesson {
    SharedLesson lesson;
};
struct GoToPage {
    std::size_t page = 0;
};
/// After the last page, which can be gone back to.
struct EndLesson {};
/// Back to the page's own document.
struct ResetPage {};
struct StartQuiz {};
/// The next question of the page or the quiz.
struct NextQuestion {};
struct GiveAnswer {
    Answer answer;
    Confidence confidence = Confidence::unsaid;
};
struct GiveHint {};
struct ShowAnswer {};
/// Quiz: other questions, from the first.
struct SetSeed {
    std::uint64_t seed = 1;
};
/// The lesson from its first page, with nothing done.
struct RestartLesson {};
/// Another student begins, where he left off.
struct BeStudent {
    StudentProgress student;
};
/// Nothing is kept any more of what the student did.
struct ForgetProgress {};
/// Ends the lesson or the quiz; the document stays.
struct LeaveClass {};
/// Something else changed the document: a drawn question about it is put anew.
struct DocumentChanged {};

using ClassAction = std::variant<StartLesson, GoToPage, EndLesson, ResetPage, RestartLesson,
                                 StartQuiz, NextQuestion, GiveAnswer, GiveHint, ShowAnswer, SetSeed,
                                 BeStudent, ForgetProgress, LeaveClass, DocumentChanged>;

/// What the student looks at.
struct Blackboard {
    const model::Document& whole;     ///< what is saved
    const model::Document& document;  ///< what is looked at: of a network one layer
    const model::ViewState& view;
};

/// The next state, and what becomes of the blackboard: a document to open, or a layer to show an
/// answer by, which is taken back before the next action; then changes of its view.
struct ClassChange {
    Classroom next;
    std::optional<io::OpenedDocument> open{};
    std::shared_ptr<const model::SetLayer> trial{};
    std::vector<model::ViewAction> view{};
    bool keeps = false;  ///< what is kept of the student changed
};

[[nodiscard]] ClassChange update(Classroom classroom, const ClassAction& action,
                                 const Blackboard& board);

}  // namespace poolscope::lessons
