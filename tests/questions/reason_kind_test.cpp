/// "Choose the answer with its reason": options made from what students believe.
#include <gmock/gmock.h>

#include <set>

#include "i18n/language.hpp"
#include "questions/exercises.hpp"

namespace poolscope::questions {
namespace {

using testing::Contains;
using testing::Not;

std::vector<std::string> options_of(const Question& question) {
    std::vector<std::string> options;
    for (const Words& one : question.options) options.push_back(one.in("en"));
    return options;
}

TEST(ReasonQuestions, HaveOneRightReasonAmongBeliefs) {
    std::set<std::string> asked;
    std::set<std::size_t> places;
    for (const drawing::NamedScene& named : paper_scenes()) {
        for (const char* about : {"winner", "value", "size", "readers", "gradient", "divisor",
                                  "cost", "unread", "shift"}) {
            for (std::uint64_t seed = 1; seed <= 4; ++seed) {
                const auto question = draw_question(*find_question_kind("reason"),
                                                    exercise_of(named, seed), {.about = about});
                if (!question) continue;
                asked.insert(about);
                ASSERT_GE(question->options.size(), 3U) << about;
                ASSERT_LE(question->options.size(), 4U) << about;
                const auto options = options_of(*question);
                EXPECT_EQ(std::set(options.begin(), options.end()).size(), options.size()) << about;
                std::size_t right = 0;
                for (std::size_t i = 0; i < options.size(); ++i) {
                    const Verdict verdict = question->judge(ChoiceAnswer{i});
                    right += verdict.right ? 1 : 0;
                    if (verdict.right) places.insert(i);
                    for (const i18n::Language& one : i18n::languages()) {
                        EXPECT_FALSE(verdict.words.in(one.id).empty()) << options[i];
                        EXPECT_FALSE(question->options[i].in(one.id).empty());
                    }
                }
                EXPECT_EQ(right, 1U) << about;
                EXPECT_TRUE(question->asks_confidence);
                EXPECT_FALSE(question->hint.empty());
            }
        }
    }
    for (const char* about : {"winner", "value", "size", "readers", "gradient", "divisor", "cost"})
        EXPECT_THAT(asked, Contains(about));
    EXPECT_THAT(places, testing::SizeIs(4)) << "the right one's place tells nothing";
}

TEST(ReasonQuestions, MakeOptionsOfTheSlips) {
    // The window's cells are 1, 3, 4 and 5.
    const auto question = ask(layer(3, 3, {1, 3, 2, 4, 5, 6, 7, 8, 9}, "avg", windows(2, 1, 0)),
                              "reason", {.output = Place{0, 0, 0}, .about = "value"});
    const auto options = options_of(question);
    EXPECT_THAT(options, Contains("3.25: the sum 13 is divided by 4, the cells of a window"));
    std::size_t sum = 0;
    while (sum < options.size() && options[sum] != "13: the window's values are added") ++sum;
    ASSERT_LT(sum, options.size());
    EXPECT_EQ(question.judge(ChoiceAnswer{sum}).words.in("en"),
              "You forgot the divisor: that is the sum.");
    EXPECT_THAT(options, Not(Contains(testing::HasSubstr("real cells"))))
        << "what gives the right answer too is no mistake here";
    EXPECT_THAT(question.words.in("en"), testing::EndsWith("Choose the answer with its reason."));
}

TEST(ReasonQuestions, AHintRulesOneOptionOut) {
    const auto question = ask(layer(3, 3, {1, 3, 2, 4, 5, 6, 7, 8, 9}, "avg", windows(2, 1, 0)),
                              "reason", {.output = Place{0, 0, 0}, .about = "value"});
    const std::string hint = question.hint.in("en");
    EXPECT_THAT(hint, testing::StartsWith("Not “"));
    EXPECT_THAT(hint, Not(testing::HasSubstr(question.right.in("en"))));
}

}  // namespace
}  // namespace poolscope::questions
