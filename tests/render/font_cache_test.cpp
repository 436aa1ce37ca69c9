/// ImGui's fonts: built at the size asked for, measured as theme::text_width() does, rebuilt when
/// settled.
#include "paint/screen/font_cache.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <vector>

#include "platform/headless/headless.hpp"

namespace poolscope::paint {
namespace {

using theme::Font;

class Fonts : public testing::Test {
protected:
    void SetUp() override {
        auto opened = platform::Headless::open(platform::Renderer::none);
        ASSERT_TRUE(opened);
        window = std::move(*opened);
        fonts = std::make_unique<FontCache>();
    }

    /// One frame that asks for `pixels`; whether the atlas was rebuilt before it.
    bool frame(float pixels, Font font = Font::regular) {
        bool rebuilt = false;
        platform::HeadlessHooks hooks;
        hooks.prepare = [&] { return rebuilt = fonts->rebuild_if_needed(); };
        hooks.draw = [&] { last = fonts->font(font, pixels); };
        window->run({640, 400, 1.0F / 60}, hooks);
        return rebuilt;
    }

    std::unique_ptr<platform::Headless> window;
    std::unique_ptr<FontCache> fonts;
    SizedFont last;
};

TEST_F(Fonts, AreNeverMissingAndSoonOfTheRightSize) {
    frame(23, Font::semibold);
    EXPECT_NE(last.font, nullptr);
    frame(23, Font::semibold);
    EXPECT_FALSE(fonts->pending());
    EXPECT_EQ(last.pixels, 23);
    EXPECT_FALSE(frame(23, Font::semibold)) << "nothing is built twice";
}

TEST_F(Fonts, MeasureAsTheScenesDo) {
    for (int i = 0; i < 2; ++i) frame(14);
    for (const char* words : {"Step 5 of 9 · output (1, 1)", "⌊(6 + 2·1 − 3) / 2⌋ + 1 = 3",
                              "max(−∞, 7)", "naïve Łódź"}) {
        fonts->note(last.font, words);
        frame(14);
        EXPECT_NEAR(last.font->CalcTextSizeA(14, FLT_MAX, 0, words).x,
                    theme::text_width(words, 14, Font::regular), 0.01F)
            << words;
    }
}

TEST_F(Fonts, HaveTheSignsThatScenesWrite) {
    for (const Font font : theme::all_fonts()) {
        for (int i = 0; i < 3; ++i) frame(15, font);
        for (const unsigned sign :
             {0x2212U, 0xD7U, 0xB7U, 0x221EU, 0x230AU, 0x230BU, 0x2308U, 0x2309U, 0x2192U, 0x2026U,
              0x2013U, 0xBDU, 0xBCU, 0x3BCU, 0x3C3U, 0x2264U, 0x2265U}) {
            EXPECT_TRUE(last.has(static_cast<ImWchar>(sign))) << std::hex << sign;
        }
    }
}

TEST_F(Fonts, CentreDigitsInTheirLine) {
    for (int i = 0; i < 2; ++i) frame(30);
    const ImFontGlyph* seven = last.glyph('7');
    EXPECT_NEAR((seven->Y0 + seven->Y1) / 2, 15, 1);
}

constexpr ImWchar chi = 0x6C60;  // 池

#if IMGUI_VERSION_NUM < 19200

TEST_F(Fonts, HaveOtherScriptsOnceTheyAreDrawn) {
    for (int i = 0; i < 3; ++i) frame(14);
    EXPECT_FALSE(last.has(chi)) << "the atlas holds what is in use";
    fonts->note(last.font, "池");
    EXPECT_TRUE(fonts->lacks_glyphs());
    EXPECT_TRUE(frame(14)) << "at once, without waiting for sizes to settle";
    EXPECT_FALSE(fonts->lacks_glyphs());
    ASSERT_TRUE(last.has(chi));
    EXPECT_EQ(last.glyph(chi)->AdvanceX, 14);
    fonts->note(last.font, "池");
    EXPECT_FALSE(frame(14)) << "nothing is built twice";
    // What no font has is asked for once.
    fonts->note(last.font, "\uF8FF");
    EXPECT_TRUE(frame(14));
    fonts->note(last.font, "\uF8FF");
    EXPECT_FALSE(fonts->lacks_glyphs());
}

/// What the texture shows for a glyph.
std::vector<unsigned char> texels(const ImFontGlyph& glyph) {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    unsigned char* pixels = nullptr;
    int width = 0, height = 0;
    atlas.GetTexDataAsAlpha8(&pixels, &width, &height);
    const auto at = [](float share, int size) {
        return std::lround(share * static_cast<float>(size));
    };
    std::vector<unsigned char> shown;
    for (long y = at(glyph.V0, height); y < at(glyph.V1, height); ++y) {
        const unsigned char* row = pixels + y * width;
        shown.insert(shown.end(), row + at(glyph.U0, width), row + at(glyph.U1, width));
    }
    return shown;
}

TEST_F(Fonts, KeepTheirGlyphsWhenOthersAreBuilt) {
    for (int i = 0; i < 2; ++i) frame(14);
    const SizedFont first = last;
    const auto seven = texels(*first.glyph('7'));
    const auto inked = [](const std::vector<unsigned char>& shown) {
        return std::ranges::count_if(shown, [](unsigned char texel) { return texel > 200; });
    };
    ASSERT_GT(inked(seven), 10);
    for (const float size : {100.0F, 31.0F, 128.0F, 17.0F}) {
        for (int i = 0; i < 20; ++i) frame(size, Font::semibold);
        EXPECT_GT(inked(texels(*last.glyph('7'))), static_cast<long>(size));
        frame(14);
        EXPECT_EQ(last.font, first.font) << "nothing was built again";
        EXPECT_EQ(texels(*first.glyph('7')), seven);
    }
    const ImFontAtlas& sheet = *first.font->ContainerAtlas;
    EXPECT_EQ(sheet.TexUvWhitePixel.y, ImGui::GetIO().Fonts->TexUvWhitePixel.y);
    EXPECT_EQ(sheet.TexID, ImGui::GetIO().Fonts->TexID);
}

TEST_F(Fonts, WaitForAZoomToSettle) {
    for (int i = 0; i < 6; ++i) frame(14);
    int rebuilt = 0;
    for (int size = 15; size < 30; ++size) rebuilt += frame(static_cast<float>(size)) ? 1 : 0;
    EXPECT_EQ(rebuilt, 0) << "sizes on the way are not built";
    EXPECT_EQ(last.pixels, 14) << "the nearest stands in";
    for (int i = 0; i < 12; ++i) rebuilt += frame(30) ? 1 : 0;
    EXPECT_EQ(rebuilt, 1);
    EXPECT_EQ(last.pixels, 30);
    EXPECT_FALSE(fonts->pending());
}

#else

TEST_F(Fonts, HaveOtherScriptsAtOnce) {
    frame(14);
    ASSERT_TRUE(last.has(chi));
    EXPECT_EQ(last.glyph(chi)->AdvanceX, 14);
    EXPECT_FALSE(last.has(0xF8FF));
}

#endif

}  // namespace
}  // namespace poolscope::paint
