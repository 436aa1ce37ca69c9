/// Attempts counted, and written for a spreadsheet.
#include "lessons/tally.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace poolscope::lessons {
namespace {

Words both(std::string english, std::string chinese) {
    Words words;
    words.write("en", std::move(english));
    words.write("zh", std::move(chinese));
    return words;
}

TallyRow row(std::size_t question, Outcome outcome, std::size_t attempt) {
    return {.question = question, .outcome = outcome, .attempt = attempt};
}

TEST(Tally, CountsQuestionsNotAttempts) {
    const Tally tally{row(1, Outcome::right, 1), row(2, Outcome::wrong, 1),
                      row(2, Outcome::right, 2), row(3, Outcome::wrong, 1),
                      row(3, Outcome::shown, 2)};
    EXPECT_EQ(count_of(tally), (TallyCount{3, 2, 1}));
    EXPECT_EQ(count_of({}), (TallyCount{0, 0, 0}));
}

TEST(Tally, IsWrittenInEitherLanguage) {
    TallyRow one = row(1, Outcome::wrong, 1);
    one.lesson = both("Stride", "步幅");
    one.kind = "value";
    one.words = both("What, \"exactly\"?", "多少？");
    one.answer = quote("=1+1");
    one.student = "Mia";
    one.confidence = Confidence::sure;
    const std::string english = tally_csv({one}, "en");
    EXPECT_TRUE(english.starts_with("\xEF\xBB\xBFstudent,question,lesson,"));
    EXPECT_THAT(english, testing::HasSubstr("Mia,1,Stride,,value,\"What, \"\"exactly\"\"?\",1,"
                                            "'=1+1,sure,wrong,,\r\n"));
    EXPECT_THAT(tally_csv({one}, "zh"), testing::HasSubstr("1,步幅,,value,多少？"));
}

}  // namespace
}  // namespace poolscope::lessons
