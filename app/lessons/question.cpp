/// The list of kinds, and the drawing of a question.
#include "lessons/question.hpp"

#include <algorithm>
#include <array>

#include "lessons/kinds/kinds.hpp"

namespace poolscope::lessons {

namespace {

/// The kinds that a quiz can ask about the exercise.
std::vector<const QuestionKind*> suiting_kinds(const SharedExercise& exercise) {
    std::vector<const QuestionKind*> kinds;
    for (const QuestionKind& kind : question_kinds())
        if (kind.in_quiz && draw_question(kind, exercise)) kinds.push_back(&kind);
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

std::span<const QuestionKind> question_kinds() {
    static constexpr std::array list{
        QuestionKind{"winner", true, winner_question},
        QuestionKind{"value", true, value_question},
        QuestionKind{"size", true, size_question},
        QuestionKind{"readers", true, readers_question},
        QuestionKind{"parameter", true, parameter_question},
        QuestionKind{"gradient", true, gradient_question},
        QuestionKind{"divisor", true, divisor_question},
        QuestionKind{"cost", false, cost_question},
        QuestionKind{"unread", false, unread_question},
        QuestionKind{"shift", false, shift_question},
    };
    return list;
}

const QuestionKind* find_question_kind(std::string_view id) {
    const auto found = std::ranges::find(question_kinds(), id, &QuestionKind::id);
    return found == question_kinds().end() ? nullptr : &*found;
}

std::optional<Question> draw_question(const QuestionKind& kind, const SharedExercise& exercise,
                                      const QuestionWish& wish) {
    const auto purpose = static_cast<std::uint64_t>(&kind - question_kinds().data()) + 1;
    Draws draws(exercise->seed, purpose);
    auto question = kind.make(exercise, wish, draws);
    if (question) question->kind = std::string(kind.id);
    return question;
}

Result<Question> draw_quiz_question(const model::Document& document, int sample, std::uint64_t seed,
                                    std::uint64_t number) {
    // Numbers of one seed are far from those of the next.
    const std::uint64_t own = seed * 0x9E3779B97F4A7C15U + number;
    auto made = handout::make_exercise(document, sample, own);
    if (!made) return tl::unexpected<Error>(made.error());
    const auto exercise = std::make_shared<const Exercise>(std::move(*made));
    const auto kinds = suiting_kinds(exercise);
    if (kinds.empty())
        return fail(ErrorCode::unsupported, say("no question suits this layer"),
                    say("choose max or mean over a window that slides"));
    auto question = draw_question(*kinds[turn_of(seed, number, kinds.size())], exercise);
    return std::move(*question);
}

}  // namespace poolscope::lessons
