/// The list of kinds, and the drawing of questions.
#include "questions/question.hpp"

#include <algorithm>
#include <array>

#include "i18n/tr.hpp"
#include "questions/kinds/kinds.hpp"

namespace poolscope::questions {

namespace {

/// The kinds that a quiz can ask about the exercise.
std::vector<const QuestionKind*> suiting_kinds(const Exercise& exercise) {
    std::vector<const QuestionKind*> kinds;
    for (const QuestionKind* kind : question_kinds())
        if (kind->in_quiz && draw_question(*kind, exercise)) kinds.push_back(kind);
    return kinds;
}

/// Every kind once, in an order of its own, before any comes again.
std::size_t turn_of(std::uint64_t seed, std::uint64_t number, std::size_t count) {
    const std::uint64_t round = number / count;
    std::vector<std::size_t> order(count);
    for (std::size_t i = 0; i < count; ++i) order[i] = i;
    Draws draws(seed, 1000 + round);
    for (std::size_t i = count; i > 1; --i) std::swap(order[i - 1], order[draws.below(i)]);
    return order[number % count];
}

}  // namespace

Verdict Question::judge(const Answer& given) const {
    if (answer && same_answer(given, *answer)) return {true, why};
    for (const Slip& slip : slips)
        if (same_answer(given, slip.answer)) return {false, slip.reason};
    return otherwise ? otherwise(given) : Verdict{false, hint};
}

Words ruling_out(const Question& question) {
    const auto wrong = std::ranges::find_if(question.slips, [](const Slip& slip) {
        return std::holds_alternative<ChoiceAnswer>(slip.answer) && !slip.reason.empty();
    });
    if (question.options.size() < 3 || wrong == question.slips.end()) return {};
    const Words& option = question.options[std::get<ChoiceAnswer>(wrong->answer).option];
    Words hint;
    for (const i18n::Language& one : i18n::languages()) {
        const i18n::LanguageScope scope(one.id);
        hint.write(one.id,
                   i18n::trf("Not “{0}”: {1}", option.in(one.id), wrong->reason.in(one.id)));
    }
    return hint;
}

std::span<const QuestionKind* const> question_kinds() {
    static constexpr std::array list{&winner_kind,    &value_kind,    &size_kind,    &readers_kind,
                                     &parameter_kind, &gradient_kind, &divisor_kind, &cost_kind,
                                     &unread_kind,    &shift_kind,    &reason_kind,  &weight_kind,
                                     &padding_kind,   &change_kind};
    return list;
}

const QuestionKind* find_question_kind(std::string_view id) {
    const auto found = std::ranges::find(question_kinds(), id, &QuestionKind::id);
    return found == question_kinds().end() || (*found)->ask == nullptr ? nullptr : *found;
}

std::optional<Question> draw_question(const QuestionKind& kind, const Exercise& exercise,
                                      const QuestionWish& wish) {
    if (kind.ask == nullptr) return std::nullopt;
    const auto place = std::ranges::find(question_kinds(), &kind) - question_kinds().begin();
    Draws draws(exercise.seed, static_cast<std::uint64_t>(place) + 1);
    auto question = kind.ask(exercise, wish, draws);
    if (!question) return std::nullopt;
    question->kind = std::string(kind.id);
    if (question->right.empty())
        question->right = answer_text(question->answer.value(), question->options);
    if (question->hint.empty() && question->form == Form::choice)
        question->hint = ruling_out(*question);
    return question;
}

Result<Question> draw_quiz_question(const model::Document& document, int sample, std::uint64_t seed,
                                    std::uint64_t number) {
    // Numbers of one seed are far from those of the next.
    const std::uint64_t own = seed * 0x9E3779B97F4A7C15U + number;
    const auto exercise = make_exercise(document, sample, own);
    if (!exercise) return error_of(exercise);
    const auto kinds = suiting_kinds(*exercise);
    if (kinds.empty())
        return fail(ErrorCode::unsupported, say("no question suits this layer"),
                    say("choose max or mean over a window that slides"));
    auto question = draw_question(*kinds[turn_of(seed, number, kinds.size())], *exercise);
    return std::move(*question);
}

std::vector<PaperQuestion> draw_paper_questions(const Exercise& exercise, std::size_t most) {
    std::vector<const QuestionKind*> kinds(question_kinds().begin(), question_kinds().end());
    std::erase_if(kinds, [](const QuestionKind* kind) { return kind->write == nullptr; });
    std::ranges::sort(kinds, {}, &QuestionKind::turn);
    std::vector<PaperQuestion> questions;
    for (const QuestionKind* kind : kinds) {
        Draws draws(exercise.seed, kind->turn);
        if (auto question = kind->write(exercise, draws)) questions.push_back(std::move(*question));
    }
    Draws draws(exercise.seed, 0);
    while (questions.size() > most)
        questions.erase(questions.begin() +
                        static_cast<std::ptrdiff_t>(draws.below(questions.size())));
    return questions;
}

}  // namespace poolscope::questions
