/// A teacher's own words are drawn in the system's fonts, the program's never.
#include "paint/file/system_fonts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "paint/file/pango_text.hpp"
#include "theme/fonts.hpp"

namespace poolscope::paint {

namespace {

using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using theme::Font;

drawing::Text text_of(const char* words) {
    return {{0, 0}, 14, drawing::Align::start, {{words, {}, Font::regular}}};
}

class SystemFonts : public testing::Test {
protected:
    ~SystemFonts() override { theme::set_font_finder(nullptr); }
};

TEST_F(SystemFonts, StandInForCharactersThatTheProgramLacks) {
    constexpr char32_t rare = U'龘';
    EXPECT_EQ(theme::font_for(rare, Font::regular), Font::regular) << "it is not carried";
    use_system_fonts();
    const Font found = theme::font_for(rare, Font::regular);
    ASSERT_FALSE(theme::is_carried(found));
    EXPECT_FALSE(theme::font_bytes(found).empty());
    EXPECT_FLOAT_EQ(theme::advance(rare, Font::regular), 1.0F);
    const auto families = families_used(text_of("龘 7"));
    ASSERT_TRUE(families) << families.error().message();
    EXPECT_THAT(*families, Contains(HasSubstr("CJK")));
}

TEST_F(SystemFonts, AreNotAskedForTheProgramsOwnWords) {
    use_system_fonts();
    const auto english = families_used(text_of("Input 6 × 6 ⌈ ⌉"));
    ASSERT_TRUE(english);
    EXPECT_THAT(*english, Each(testing::AnyOf(HasSubstr("Inter"), HasSubstr("DejaVu Sans Mono"))));
    const auto chinese = families_used(text_of("池化"));
    ASSERT_TRUE(chinese);
    EXPECT_THAT(*chinese, Each(HasSubstr("Noto Sans CJK SC")));
    EXPECT_EQ(theme::font_for(U'池', Font::regular), Font::han);
}

}  // namespace

}  // namespace poolscope::paint
