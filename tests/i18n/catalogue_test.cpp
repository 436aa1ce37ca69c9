/// The catalogues that the program carries; catalogue_test.py holds them against what it says.
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "house/sources.hpp"
#include "i18n/tr.hpp"
#include "theme/fonts.hpp"

namespace poolscope::i18n {

namespace {

using testing::IsEmpty;

TEST(Catalogues, EnglishAndChineseAreThere) {
    ASSERT_GE(languages().size(), 2U);
    EXPECT_EQ(languages().front().id, "en");
    EXPECT_EQ(language_or_default("zh").name, "简体中文");
}

/// Every character of another script in the catalogues, the lessons and the sources has a font that
/// the program carries, in both weights.
TEST(Catalogues, CanBeDrawn) {
    std::set<std::string> missing;
    for (const house::Source& source : house::read_sources({"app", "assets"}, {".cpp", ".toml"}))
        for (std::string_view rest = source.text; !rest.empty();) {
            const std::string_view from = rest;
            const char32_t c = theme::next_character(rest);
            if (c < 0x2E80) continue;
            for (const theme::Font font : {theme::Font::regular, theme::Font::semibold})
                if (theme::font_for(c, font) == font)
                    missing.insert(std::string(from.substr(0, from.size() - rest.size())) + " in " +
                                   source.path);
        }
    EXPECT_THAT(missing, IsEmpty());
}

}  // namespace

}  // namespace poolscope::i18n
