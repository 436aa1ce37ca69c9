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
    EXPECT_EQ(format_value(1.0 / 3), "0.3333");
    EXPECT_EQ(format_value(1.0 / 3, 6), "0.333333");
    EXPECT_EQ(format_value(123456), "123456");
    EXPECT_EQ(format_value(123456.7, 4), "123457") << "no digit before the point is lost";
    EXPECT_EQ(format_value(-9999.6, 4), "−10000");
    EXPECT_EQ(format_value(12345678.5, 4), "1.235e+7");
    EXPECT_EQ(format_value(1e20), "1e+20");
    EXPECT_EQ(format_value(-1e-7), "−1e−7");
    EXPECT_EQ(format_value(100), "100");
}

TEST(FormatValue, NamesWhatIsNoNumber) {
    EXPECT_EQ(format_value(std::numeric_limits<double>::quiet_NaN()), "NaN");
    EXPECT_EQ(format_value(std::numeric_limits<double>::infinity()), "∞");
    EXPECT_EQ(format_value(-std::numeric_limits<double>::infinity()), "−∞");
}

TEST(FormatWhole, LosesNothingOfAFloat) {
    EXPECT_EQ(format_whole(6), "6");
    EXPECT_EQ(format_whole(0.1F), "0.1");
    EXPECT_EQ(format_whole(73.0F / 9), "8.111111");
    EXPECT_EQ(format_whole(-1.0F / 3), "−0.33333334");
    EXPECT_EQ(format_whole(std::numeric_limits<float>::infinity()), "∞");
    for (const float value : {0.1F, 1.0F / 3, 3.14159274F, 1e-30F, 123456.789F, 16777217.0F})
        EXPECT_FALSE(is_rounded(static_cast<double>(value), 9)) << value;
}

TEST(Rounded, IsWhatFourDigitsDoNotSay) {
    for (const double exact : {8.0, 0.25, -1.5, 0.1, 1e20, 123456.0, -0.0})
        EXPECT_FALSE(is_rounded(exact)) << exact;
    for (const double rounded : {1.0 / 3, 73.0 / 9, 12345.5, -2.00001, 1.2345e-9})
        EXPECT_TRUE(is_rounded(rounded)) << rounded;
    EXPECT_FALSE(is_rounded(static_cast<double>(0.1F))) << "0.1 is what the float holds";
    EXPECT_FALSE(is_rounded(std::numeric_limits<double>::quiet_NaN()));
    EXPECT_FALSE(is_rounded(-std::numeric_limits<double>::infinity()));
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
