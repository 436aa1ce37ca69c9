/// On paper: questions suit the layer, and their answers are the core's.
#include <algorithm>
#include <set>
#include <string>

#include "drawing/layer_text.hpp"
#include "questions/exercises.hpp"

namespace poolscope::questions {
namespace {

const QuestionKind& kind_of(std::string_view id) {
    return **std::ranges::find(question_kinds(), id, &QuestionKind::id);
}

/// The question of one kind about an exercise.
std::optional<PaperQuestion> write(const Exercise& exercise, const QuestionKind& kind) {
    Draws draws(exercise.seed, 1);
    return kind.write(exercise, draws);
}
std::optional<PaperQuestion> write(const Exercise& exercise, std::string_view kind) {
    return write(exercise, kind_of(kind));
}

/// One window over 2 x 2 cells: what there is to know is known.
Exercise one_window(const char* op) {
    return exercise_of(layer(2, 2, {1, 8, 3, 4}, op, windows(2, 2, 0)));
}

TEST(Paper, TheWinnerIsTheLargestCell) {
    const auto question = write(one_window("max"), "winner");
    ASSERT_TRUE(question);
    EXPECT_EQ(question->words, "Which input cell wins for output (0, 0)?");
    EXPECT_EQ(question->answer, "(0, 1), whose value is 8");
    EXPECT_FALSE(write(one_window("avg"), "winner"));
}

TEST(Paper, AChangedCellChangesTheOutput) {
    // The winner 8 becomes 4, and 4 is the largest then.
    const auto question = write(one_window("max"), "change");
    ASSERT_TRUE(question);
    EXPECT_EQ(question->words, "Input (0, 1) becomes 4. What is output (0, 0) then?");
    EXPECT_EQ(question->answer, "4, before it was 8");
}

TEST(Paper, TheGradientGoesWhereTheCoreSendsIt) {
    EXPECT_EQ(write(one_window("max"), "gradient")->answer, "1 to (0, 1)");
    EXPECT_EQ(write(one_window("avg"), "gradient")->answer,
              "0.25 to each of (0, 0), (0, 1), (1, 0), (1, 1)");
    EXPECT_EQ(write(one_window("median"), "gradient")->answer, "0.5 to each of (1, 0), (1, 1)");
    // Four different numbers are no question for pen and paper.
    EXPECT_FALSE(write(one_window("lp"), "gradient"));
}

TEST(Paper, TheDivisorCountsPaddingOrNot) {
    PoolParams params = windows(2, 2, 1);
    const auto answer = [&] {
        return write(exercise_of(layer(2, 2, {1, 2, 3, 4}, "avg", params)), "divisor")->answer;
    };
    EXPECT_EQ(answer(), "4: 1 real cell and 3 of padding");
    params.count_include_pad = false;
    EXPECT_EQ(answer(), "1: 1 real cell, padding does not count");
    params.divisor_override = 7;
    EXPECT_EQ(answer(), "7: divisor_override says so");
    EXPECT_FALSE(write(one_window("max"), "divisor"));
}

TEST(Paper, CellsThatNoWindowReadsAreNamed) {
    const auto exercise = exercise_of(layer(2, 3, {1, 2, 3, 4, 5, 6}, "max", windows(2, 2, 0)));
    EXPECT_EQ(write(exercise, "unread")->answer, "(0, 2), (1, 2)");
    EXPECT_FALSE(write(one_window("max"), "unread"));
}

TEST(Paper, TheReadersOfACellAreTheInverseOfItsWindows) {
    for (const auto& named : paper_scenes()) {
        for (std::uint64_t seed = 1; seed < 6; ++seed) {
            const Exercise exercise = exercise_of(named, seed);
            const auto question = write(exercise, "readers");
            if (!question) continue;
            const std::string answer = question->answer.english();
            // Every output that is named reads the cell, and no other does.
            std::size_t named_outputs = 0;
            const Geometry geometry = exercise.geometry(0);
            for (int row = 0; row < geometry.output.h; ++row) {
                for (int col = 0; col < geometry.output.w; ++col) {
                    const std::string place = drawing::position_text(geometry, row, col);
                    const auto at = answer.find(place[0] == '(' ? place : " " + place);
                    named_outputs += at != std::string::npos ? 1U : 0U;
                }
            }
            const bool none = answer.starts_with("none");
            EXPECT_EQ(none, named_outputs == 0) << named.name << ": " << answer;
        }
    }
}

TEST(Paper, TheScreenAsksTheSame) {
    // Where there is one window there is one answer, however it is asked.
    const auto right = [](const char* op, const char* kind) {
        return draw_question(kind_of(kind), one_window(op))->right.in("en");
    };
    EXPECT_EQ(right("max", "winner"),
              "input " + write(one_window("max"), "winner")->answer.english());
    EXPECT_EQ(right("max", "gradient"), "input (0, 1)");
    EXPECT_EQ(write(one_window("max"), "gradient")->answer, "1 to (0, 1)");
    EXPECT_EQ(write(one_window("avg"), "divisor")->answer.english(),
              right("avg", "divisor") + ": 4 real cells");
}

TEST(Paper, MaxoutAsksForChannels) {
    const auto exercise = exercise_of(drawing::named_scene("maxout-bound-one"));
    EXPECT_EQ(write(exercise, "size")->answer, "4 / 2 = 2: one for each group of 2");
}

TEST(Paper, OneRowHasNoRowNumbers) {
    const auto exercise = exercise_of(drawing::named_scene("one-dimensional"));
    for (const PaperQuestion& question : draw_paper_questions(exercise, question_kinds().size())) {
        EXPECT_EQ(question.words.english().find("(0,"), std::string::npos)
            << question.words.english();
    }
}

TEST(Paper, EachSuitsSomeLayerAndEveryLayerHasSome) {
    std::set<std::string_view> asked;
    std::set<std::uint64_t> turns;
    for (const auto& named : paper_scenes()) {
        const Exercise exercise = exercise_of(named);
        for (const QuestionKind* kind : question_kinds())
            if (kind->write != nullptr && write(exercise, *kind)) asked.insert(kind->id);
        const auto questions = draw_paper_questions(exercise, 3);
        EXPECT_GE(questions.size(), 2U) << named.name;
        EXPECT_LE(questions.size(), 3U) << named.name;
        for (const PaperQuestion& question : questions) {
            const std::string words = question.words.english();
            EXPECT_TRUE(words.ends_with('?') || words.ends_with('.')) << words;
            EXPECT_FALSE(question.answer.english().empty()) << words;
        }
    }
    for (const QuestionKind* kind : question_kinds()) {
        EXPECT_EQ(asked.contains(kind->id), kind->write != nullptr) << kind->id;
        EXPECT_TRUE(kind->write != nullptr || kind->ask != nullptr) << kind->id;
        EXPECT_TRUE(kind->write == nullptr || turns.insert(kind->turn).second) << kind->id;
    }
}

TEST(Paper, ASeedDrawsThem) {
    const auto named = drawing::named_scene("avg-padded-one");
    const auto words = [&](std::uint64_t seed) {
        std::string all;
        for (const PaperQuestion& question : draw_paper_questions(exercise_of(named, seed), 3))
            all += question.words.english() + question.answer.english();
        return all;
    };
    EXPECT_EQ(words(1), words(1));
    std::set<std::string> different;
    for (std::uint64_t seed = 0; seed < 8; ++seed) different.insert(words(seed));
    EXPECT_GE(different.size(), 6U);
}

}  // namespace
}  // namespace poolscope::questions
