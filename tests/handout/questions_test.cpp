/// Questions suit the layer, and their answers are the core's.
#include <set>
#include <string>

#include "handout/exercises.hpp"
#include "handout/questions.hpp"
#include "scene/layer_text.hpp"

namespace poolscope::handout {
namespace {

/// The question of one kind about an exercise.
std::optional<Question> ask(const Exercise& exercise, std::string_view kind) {
    for (const QuestionKind& row : question_kinds()) {
        Draws draws(exercise.seed, 1);
        if (row.id == kind) return row.make(exercise, draws);
    }
    throw std::runtime_error("there is no such question");
}

Exercise layer(model::Document document, const char* op, const PoolParams& params) {
    document.layer() = settled({*find_operator(op), params});
    auto exercise = make_exercise(document, 0, 1);
    if (!exercise) throw std::runtime_error(exercise.error().message());
    return *exercise;
}

PoolParams windows(int kernel, int stride, int padding) {
    PoolParams params;
    params.kernel_size = {kernel, kernel};
    params.stride = {stride, stride};
    params.padding = {padding, padding, padding, padding};
    return params;
}

/// One window over 2 x 2 cells: what there is to know is known.
Exercise one_window(const char* op) {
    return layer(scene::document_of(2, 2, {1, 8, 3, 4}), op, windows(2, 2, 0));
}

TEST(Questions, TheWinnerIsTheLargestCell) {
    const auto question = ask(one_window("max"), "winner");
    ASSERT_TRUE(question);
    EXPECT_EQ(question->words, "Which input cell wins for output (0, 0)?");
    EXPECT_EQ(question->answer, "(0, 1), whose value is 8");
    EXPECT_FALSE(ask(one_window("avg"), "winner"));
}

TEST(Questions, AChangedCellChangesTheOutput) {
    // The winner 8 becomes 4, and 4 is the largest then.
    const auto question = ask(one_window("max"), "change");
    ASSERT_TRUE(question);
    EXPECT_EQ(question->words, "Input (0, 1) becomes 4. What is output (0, 0) then?");
    EXPECT_EQ(question->answer, "4, before it was 8");
}

TEST(Questions, TheGradientGoesWhereTheCoreSendsIt) {
    EXPECT_EQ(ask(one_window("max"), "gradient")->answer, "1 to (0, 1)");
    EXPECT_EQ(ask(one_window("avg"), "gradient")->answer,
              "0.25 to each of (0, 0), (0, 1), (1, 0), (1, 1)");
    EXPECT_EQ(ask(one_window("median"), "gradient")->answer, "0.5 to each of (1, 0), (1, 1)");
    // Four different numbers are no question for pen and paper.
    EXPECT_FALSE(ask(one_window("lp"), "gradient"));
}

TEST(Questions, TheDivisorCountsPaddingOrNot) {
    PoolParams params = windows(2, 2, 1);
    const auto document = scene::document_of(2, 2, {1, 2, 3, 4});
    EXPECT_EQ(ask(layer(document, "avg", params), "divisor")->answer,
              "4: 1 real cell and 3 of padding");
    params.count_include_pad = false;
    EXPECT_EQ(ask(layer(document, "avg", params), "divisor")->answer,
              "1: 1 real cell, padding does not count");
    params.divisor_override = 7;
    EXPECT_EQ(ask(layer(document, "avg", params), "divisor")->answer,
              "7: divisor_override says so");
    EXPECT_FALSE(ask(one_window("max"), "divisor"));
}

TEST(Questions, CellsThatNoWindowReadsAreNamed) {
    const auto exercise =
        layer(scene::document_of(2, 3, {1, 2, 3, 4, 5, 6}), "max", windows(2, 2, 0));
    EXPECT_EQ(ask(exercise, "unread")->answer, "(0, 2), (1, 2)");
    EXPECT_FALSE(ask(one_window("max"), "unread"));
}

TEST(Questions, TheReadersOfACellAreTheInverseOfItsWindows) {
    for (const auto& named : paper_scenes()) {
        for (std::uint64_t seed = 1; seed < 6; ++seed) {
            const Exercise exercise = exercise_of(named, seed);
            const auto question = ask(exercise, "readers");
            if (!question) continue;
            // Every output that is named reads the cell, and no other does.
            std::size_t named_outputs = 0;
            const Geometry geometry = exercise.geometry(0);
            for (int row = 0; row < geometry.output.h; ++row) {
                for (int col = 0; col < geometry.output.w; ++col) {
                    const std::string place = scene::position_text(geometry, row, col);
                    const auto at = question->answer.find(place[0] == '(' ? place : " " + place);
                    named_outputs += at != std::string::npos ? 1U : 0U;
                }
            }
            const bool none = question->answer.starts_with("none");
            EXPECT_EQ(none, named_outputs == 0) << named.name << ": " << question->answer;
        }
    }
}

TEST(Questions, MaxoutAsksForChannels) {
    const auto exercise = exercise_of(scene::named_scene("maxout-bound-one"));
    EXPECT_EQ(ask(exercise, "size")->answer, "4 / 2 = 2: one for each group of 2");
}

TEST(Questions, OneRowHasNoRowNumbers) {
    const auto exercise = exercise_of(scene::named_scene("one-dimensional"));
    for (const Question& question : draw_questions(exercise, question_kinds().size())) {
        EXPECT_EQ(question.words.find("(0,"), std::string::npos) << question.words;
    }
}

TEST(Questions, EachSuitsSomeLayerAndEveryLayerHasSome) {
    std::set<std::string_view> asked;
    for (const auto& named : paper_scenes()) {
        const Exercise exercise = exercise_of(named);
        for (const QuestionKind& kind : question_kinds())
            if (ask(exercise, kind.id)) asked.insert(kind.id);
        const auto questions = draw_questions(exercise, 3);
        EXPECT_GE(questions.size(), 2U) << named.name;
        EXPECT_LE(questions.size(), 3U) << named.name;
        for (const Question& question : questions) {
            EXPECT_TRUE(question.words.ends_with('?') || question.words.ends_with('.'))
                << question.words;
            EXPECT_FALSE(question.answer.empty()) << question.words;
        }
    }
    EXPECT_EQ(asked.size(), question_kinds().size());
}

TEST(Questions, ASeedDrawsThem) {
    const auto named = scene::named_scene("avg-padded-one");
    const auto words = [&](std::uint64_t seed) {
        std::string all;
        for (const Question& question : draw_questions(exercise_of(named, seed), 3))
            all += question.words + question.answer;
        return all;
    };
    EXPECT_EQ(words(1), words(1));
    std::set<std::string> different;
    for (std::uint64_t seed = 0; seed < 8; ++seed) different.insert(words(seed));
    EXPECT_GE(different.size(), 6U);
}

}  // namespace
}  // namespace poolscope::handout
