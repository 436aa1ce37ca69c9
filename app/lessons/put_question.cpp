/// A page's questions, as they are asked of a document.
#include <algorithm>

#include "lessons/check_page.hpp"
#include "lessons/lesson.hpp"
#include "lessons/written_question.hpp"

namespace poolscope::lessons {

namespace {

/// With the teacher's hint in place of the question's own; `otherwise` where neither has one.
Question hinted(Question question, const Words& own, const Words& otherwise = {}) {
    if (!own.empty()) question.hint = own;
    if (question.hint.empty()) question.hint = otherwise;
    return question;
}

}  // namespace

bool Lesson::speaks(std::string_view language) const {
    return std::ranges::find(languages, language) != languages.end();
}

Result<Question> put_question(const PageQuestion& asked, const Page& page,
                              const model::Document& document, int sample, std::uint64_t seed) {
    if (asked.kind == "choice")
        return hinted(choice_question(asked.words, asked.options, asked.hides), asked.hint);
    if (asked.kind == "make")
        return hinted(deed_question(asked.words, asked.goal, page.opened.document), asked.hint,
                      allowed_text(page.may_change));
    const questions::QuestionKind* kind = questions::find_question_kind(asked.kind);
    if (kind == nullptr) return fail(ErrorCode::unsupported, say("there is no such question"));
    const auto exercise = questions::make_exercise(document, sample, seed);
    if (!exercise) return error_of(exercise);
    auto question = questions::draw_question(*kind, *exercise, asked.wish);
    if (!question)
        return fail(ErrorCode::unsupported,
                    say("a question of kind {0} does not suit this layer", asked.kind),
                    say("choose another kind, another cell or another layer"));
    if (!asked.words.empty()) question->words = asked.words;
    return hinted(std::move(*question), asked.hint);
}

}  // namespace poolscope::lessons
