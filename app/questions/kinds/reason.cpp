/// Which answer, with which reason: the student chooses among the right one and what students
/// believe.
#include <algorithm>

#include "questions/kinds/kinds.hpp"
#include "questions/tools.hpp"

namespace poolscope::questions {

namespace {

constexpr std::size_t most_options = 4;  ///< so many have a key
constexpr std::size_t least_options = 3;

/// An answer with the reason for it, and what is said to it.
struct Reasoned {
    Answer answer;
    Message belief;
    Words verdict;
    bool right = false;
};

bool same_option(const Reasoned& a, const Reasoned& b) {
    return same_answer(a.answer, b.answer) || a.belief == b.belief;
}

/// The right answer first, and beliefs whose answers can be told apart. What leads to the right
/// answer here is no belief to be chosen, since nothing would show that it is wrong.
std::vector<Reasoned> reasons_of(const Question& question) {
    std::vector<Reasoned> all{{*question.answer, question.because, question.why, true}};
    for (const Slip& slip : question.slips) {
        const Reasoned own{slip.answer, slip.belief, slip.reason};
        const bool new_one = std::ranges::none_of(
            all, [&](const Reasoned& other) { return same_option(own, other); });
        if (!slip.belief.empty() && new_one) all.push_back(own);
    }
    return all;
}

/// As many as have keys, in an order that tells nothing.
std::vector<Reasoned> drawn(std::vector<Reasoned> all, Draws& draws) {
    while (all.size() > most_options)
        all.erase(all.begin() + 1 + static_cast<std::ptrdiff_t>(draws.below(all.size() - 1)));
    for (std::size_t i = all.size(); i > 1; --i) std::swap(all[i - 1], all[draws.below(i)]);
    return all;
}

std::optional<Question> ask_about(const QuestionKind& kind, const Exercise& exercise,
                                  const QuestionWish& wish, Draws& draws) {
    auto about = kind.ask(exercise, wish, draws);
    if (!about || about->because.empty() || !about->answer) return std::nullopt;
    auto all = reasons_of(*about);
    if (all.size() < least_options) return std::nullopt;
    all = drawn(std::move(all), draws);
    Question question{.words = say("{0} Choose the answer with its reason.", about->words.said()),
                      .form = Form::choice,
                      .asks_confidence = true,
                      .ask = std::move(about->ask),
                      .trial = std::move(about->trial),
                      .reveal = std::move(about->reveal)};
    for (Reasoned& one : all) {
        const ChoiceAnswer own{question.options.size()};
        question.options.emplace_back(
            say("{0}: {1}", answer_text(one.answer, {}).said(), one.belief));
        if (one.right) {
            question.answer = own;
            question.why = one.verdict;
        } else {
            question.slips.push_back({own, one.verdict});
        }
    }
    return question;
}

std::optional<Question> ask(const Exercise& exercise, const QuestionWish& wish, Draws& draws) {
    std::vector<Question> askable;
    for (const QuestionKind* kind : question_kinds()) {
        const bool meant = wish.about.empty() ? kind->in_quiz : kind->id == wish.about;
        if (!meant || kind->ask == nullptr || kind->id == "reason") continue;
        Draws own = draws;
        if (auto question = ask_about(*kind, exercise, wish, own))
            askable.push_back(std::move(*question));
    }
    if (askable.empty()) return std::nullopt;
    return askable[draws.below(askable.size())];
}

}  // namespace

const QuestionKind reason_kind{.id = "reason", .ask = ask, .in_quiz = true};

}  // namespace poolscope::questions
