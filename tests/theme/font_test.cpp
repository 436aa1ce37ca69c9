/// Which font draws a character, and where lines break.
#include "theme/fonts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "theme/line_break.hpp"

namespace poolscope::theme {

namespace {

using testing::ElementsAre;

TEST(Fonts, ChineseIsDrawnInTheWeightAskedFor) {
    EXPECT_EQ(font_for(U'a', Font::regular), Font::regular);
    EXPECT_EQ(font_for(U'池', Font::regular), Font::han);
    EXPECT_EQ(font_for(U'池', Font::semibold), Font::han_bold);
    EXPECT_EQ(font_for(U'池', Font::mono), Font::han);
    EXPECT_FLOAT_EQ(advance(U'池', Font::regular), 1.0F);
    EXPECT_FLOAT_EQ(text_width("池化", 20, Font::semibold), 40.0F);
}

/// A finder that knows one font: the program's own mono, as if it were the system's.
std::optional<SystemFont> find_mono(char32_t) {
    return SystemFont{font_bytes(Font::mono), 0};
}

TEST(Fonts, TheSystemsStandInWhereTheyAreAskedFor) {
    // DejaVu Sans Mono is carried, so that a character beyond all fonts is found nowhere.
    constexpr char32_t nowhere = U'\U00013000';
    EXPECT_EQ(font_for(nowhere, Font::regular), Font::regular);
    set_font_finder(find_mono);
    EXPECT_TRUE(is_carried(font_for(nowhere, Font::regular))) << "the found font lacks it too";
    set_font_finder(nullptr);
    EXPECT_EQ(font_for(nowhere, Font::regular), Font::regular);
}

TEST(LineBreak, AtBlanksAndNewlines) {
    EXPECT_THAT(broken_lines("one two three", text_width("one two", 10, Font::regular) + 1, 10,
                             Font::regular),
                ElementsAre("one two", "three"));
    EXPECT_THAT(
        broken_lines("a 13 % less", text_width("a 13", 10, Font::regular) + 3, 10, Font::regular),
        ElementsAre("a", "13 %", "less"));
    EXPECT_THAT(broken_lines("of 3 × 3 cells", text_width("of 3 ×", 10, Font::regular) + 3, 10,
                             Font::regular),
                ElementsAre("of", "3 × 3", "cells"));
    EXPECT_THAT(broken_lines("a\nb", 100, 10, Font::regular), ElementsAre("a", "b"));
    EXPECT_THAT(broken_lines("", 100, 10, Font::regular), ElementsAre());
    EXPECT_THAT(broken_lines("unbreakable", 1, 10, Font::regular), ElementsAre("unbreakable"));
    EXPECT_THAT(broken_lines("in /home/me/pictures/a.png", 60, 10, Font::regular),
                ElementsAre("in", "/home/me/", "pictures/", "a.png"));
    EXPECT_THAT(broken_lines("input / stride", 100, 10, Font::regular),
                ElementsAre("input / stride"));
    EXPECT_THAT(broken_lines("a unbreakable b", 30, 10, Font::regular),
                ElementsAre("a", "unbreakable", "b"));
}

TEST(LineBreak, BetweenChineseCharactersButNotBeforePunctuation) {
    EXPECT_THAT(broken_lines("池化层的输入", 30, 10, Font::regular),
                ElementsAre("池化层", "的输入"));
    // The comma may not begin a line: the character before it comes along.
    EXPECT_THAT(broken_lines("池化层，输入", 30, 10, Font::regular),
                ElementsAre("池化", "层，输", "入"));
    EXPECT_THAT(broken_lines("池化（输入）", 30, 10, Font::regular),
                ElementsAre("池化", "（输", "入）"));
}

}  // namespace

}  // namespace poolscope::theme
