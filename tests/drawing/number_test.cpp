/// Numbers as people read them.
#include "drawing/number.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace poolscope::drawing {
namespace {

TEST(FormatValue, ShortestReadable) {
    EXPECT_EQ(format_value(6), "6");
    EXPECT_EQ(format_value(3.5), "3.5");
    EXPECT_EQ(format_value(-4), "−4");
    EXPECT_EQ(format_value(-0.0), "−0");
    EXPECT_EQ(format_value(0), "0");
    EXPECT_EQ(format_value(1.0 / 3, 4), "0.3333");
    EXPECT_EQ(format_value(1.0 / 3), "0.333333");
    EXPECT_EQ(format_value(123456), "123456");
    EXPECT_EQ(format_value(123456.5, 4), "1.235e+5");
    EXPECT_EQ(format_value(1e20), "1e+20");
    EXPECT_EQ(format_value(-1e-7), "−1e−7");
    EXPECT_EQ(format_value(100), "100");
}

TEST(FormatValue, NamesWhatIsNoNumber) {
    EXPECT_EQ(format_value(std::numeric_limits<double>::quiet_NaN()), "NaN");
    EXPECT_EQ(format_value(std::numeric_limits<double>::infinity()), "∞");
    EXPECT_EQ(format_value(-std::numeric_limits<double>::infinity()), "−∞");
}

TEST(FormatCount, WithItsNoun) {
    EXPECT_EQ(format_count(-12), "−12");
}

TEST(FitNumber, ShrinksThenLosesDigits) {
    const auto font = theme::Font::regular;
    const auto roomy = fit_number(3.14159F, 200, 19, 9, font);
    ASSERT_TRUE(roomy);
    EXPECT_EQ(roomy->text, "3.142");
    EXPECT_FLOAT_EQ(roomy->size, 19);

    const auto smaller = fit_number(3.14159F, 30, 19, 9, font);
    ASSERT_TRUE(smaller);
    EXPECT_EQ(smaller->text, "3.142");
    EXPECT_LT(smaller->size, 19);
    EXPECT_GE(smaller->size, 9);

    const auto shorter = fit_number(3.14159F, 16, 19, 9, font);
    ASSERT_TRUE(shorter);
    EXPECT_EQ(shorter->text, "3.1");
    EXPECT_FALSE(fit_number(3.14159F, 3, 19, 9, font));
}

TEST(FitNumber, NeverWiderThanItsRoom) {
    for (const float value :
         {0.0F, -7.0F, 1234567.0F, -1.0F / 3, 1e20F, -1.5e-12F, 16777216.0F,
          std::numeric_limits<float>::infinity(), std::numeric_limits<float>::quiet_NaN()}) {
        for (int i = 0; i < 60; ++i) {
            const float room = 1 + static_cast<float>(i) * 1.5F;
            if (const auto fitted = fit_number(value, room, 19, 9, theme::Font::semibold)) {
                EXPECT_LE(theme::text_width(fitted->text, fitted->size, theme::Font::semibold),
                          room + 0.01F);
                EXPECT_GE(fitted->size, 9);
            }
        }
    }
}

}  // namespace
}  // namespace poolscope::drawing
