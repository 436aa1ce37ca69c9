/// From a lesson's scenes to notes; drawn questions as the window asks them.
#include "cli/lesson_notes.hpp"

#include <set>

#include "i18n/tr.hpp"
#include "lessons/question_seed.hpp"

namespace poolscope::cli {

namespace {

using handout::Note;
using lessons::Question;

/// Of one question at most: the likelier ones come first.
constexpr std::size_t most_mistakes = 5;

class Writer {
public:
    Writer(handout::Notes& notes, std::string language)
        : notes_(notes), language_(std::move(language)) {}

    void add(Note::Kind kind, std::string text) {
        if (!text.empty()) notes_.notes.push_back({kind, std::move(text)});
    }

    void scene(const lessons::Page& page, std::size_t number) {
        add(Note::Kind::heading, std::to_string(number) + ". " + page.title.in(language_));
        for (const lessons::Words& words : page.words)
            add(Note::Kind::paragraph, words.in(language_));
        for (std::size_t i = 0; i < page.questions.size(); ++i) {
            const auto question =
                put_question(page.questions[i], page, page.opened.document, page.opened.view.sample,
                             lessons::question_seed(1, number - 1, i));
            if (question) ask(*question);
        }
    }

private:
    void ask(const Question& question) {
        add(Note::Kind::question, question.words.in(language_));
        const std::string why = question.why.in(language_);
        add(Note::Kind::answer, question.right.in(language_) + (why.empty() ? "" : " — " + why));
        mistakes(question);
    }

    /// Wrong answers with what is said to them, each reason once.
    void mistakes(const Question& question) {
        std::set<std::string> told;
        for (const questions::Slip& slip : question.slips) {
            const questions::Verdict verdict = question.judge(slip.answer);
            if (verdict.right || told.size() >= most_mistakes) continue;
            const std::string& reason = verdict.words.said().text();
            const std::string words = verdict.words.in(language_);
            if (!told.insert(reason.empty() ? words : reason).second) continue;
            add(Note::Kind::point,
                i18n::trf("{0} — {1}",
                          questions::answer_text(slip.answer, question.options).in(language_),
                          words));
        }
    }

    handout::Notes& notes_;
    std::string language_;
};

}  // namespace

handout::Notes notes_of(const lessons::Lesson& lesson, const std::string& language) {
    const std::string spoken = lesson.speaks(language) ? language : lesson.languages.front();
    const i18n::LanguageScope scope(spoken);
    handout::Notes notes{.title = i18n::trf("{0}: for the teacher", lesson.title.in(spoken)),
                         .paper = nullptr,
                         .footnote = i18n::tr("Made with Poolscope"),
                         .notes = {}};
    Writer writer(notes, spoken);
    for (std::size_t i = 0; i < lesson.pages.size(); ++i) writer.scene(lesson.pages[i], i + 1);
    return notes;
}

}  // namespace poolscope::cli
