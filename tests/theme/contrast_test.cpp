/// The contrast of words on what they stand on, in every theme (WCAG 2: 4.5 for words, 3 for large
/// words and marks).
#include <string>

#include <gtest/gtest.h>

#include "theme/projector.hpp"
#include "theme/theme.hpp"

namespace poolscope::theme {
namespace {

TEST(Color, MixAndContrast) {
    EXPECT_EQ(mix(rgb(0x000000), rgb(0xFFFFFF), 0.5F), rgb(0x808080));
    EXPECT_NEAR(contrast_ratio(rgb(0x000000), rgb(0xFFFFFF)), 21.0, 1e-9);
    EXPECT_NEAR(contrast_ratio(rgb(0x777777), rgb(0xFFFFFF)), 4.48, 0.01);
}

struct Pair {
    const char* name;
    Color Theme::*words;
    Color Theme::*ground;
    double least;
};

constexpr Pair pairs[] = {
    {"text on panel", &Theme::text, &Theme::panel, 7.0},
    {"text on background", &Theme::text, &Theme::background, 7.0},
    {"text on sunken", &Theme::text, &Theme::panel_sunken, 7.0},
    {"muted on panel", &Theme::text_muted, &Theme::panel, 4.5},
    {"muted on background", &Theme::text_muted, &Theme::background, 4.5},
    {"faint on panel", &Theme::text_faint, &Theme::panel, 4.5},
    {"faint on background", &Theme::text_faint, &Theme::background, 4.5},
    {"output words", &Theme::output_text, &Theme::output_fill, 4.5},
    {"padding words", &Theme::padding_text, &Theme::padding_fill, 4.5},
    {"overhang words", &Theme::overhang_text, &Theme::overhang_fill, 4.5},
    {"error words on panel", &Theme::invalid, &Theme::panel, 4.5},
    {"winner on panel", &Theme::winner, &Theme::panel, 3.0},
    {"output on panel", &Theme::output, &Theme::panel, 3.0},
    {"hover on background", &Theme::hover, &Theme::background, 3.0},
    {"counted on background", &Theme::counted, &Theme::background, 3.0},
    {"accent", &Theme::accent_text, &Theme::accent, 3.0},
    {"dark words on low cells", &Theme::cell_text_dark, &Theme::cell_low, 4.5},
};

TEST(Contrast, EveryTheme) {
    for (const Theme* theme : themes())
        for (const Pair& pair : pairs) {
            const bool low_cells = pair.words == &Theme::cell_text_dark;
            if (low_cells && theme->dark)
                continue;  // there, low cells are dark and carry light words
            EXPECT_GE(contrast_ratio(theme->*pair.words, theme->*pair.ground), pair.least)
                << pair.name << " in theme " << theme->id;
        }
}

/// Whichever words a cell takes, one of the two kinds can be read on every shade between low and
/// high.
TEST(Contrast, WordsOnEveryShadeOfCells) {
    for (const Theme* theme : themes())
        for (int i = 0; i <= 20; ++i) {
            const Color cell = mix(theme->cell_low, theme->cell_high, static_cast<float>(i) / 20);
            const double best = std::max(contrast_ratio(theme->cell_text_dark, cell),
                                         contrast_ratio(theme->cell_text_light, cell));
            EXPECT_GE(best, 4.5) << theme->id << " at " << i << "/20";
        }
}

/// Before a whole room all words stand out 7 to 1, on the grounds that a projector shows them on.
TEST(Contrast, OfProjectors) {
    constexpr Color Theme::*inks[] = {&Theme::text,   &Theme::text_muted,   &Theme::text_faint,
                                      &Theme::winner, &Theme::counted,      &Theme::output,
                                      &Theme::hover,  &Theme::pending_text, &Theme::invalid,
                                      &Theme::accent, &Theme::tie};
    constexpr Color Theme::*grounds[] = {&Theme::background, &Theme::panel, &Theme::panel_sunken,
                                         &Theme::notice_fill, &Theme::pending_fill};
    for (const Theme* theme : themes()) {
        const Theme& strong = projector_theme(*theme);
        EXPECT_TRUE(strong.strong);
        EXPECT_EQ(strong.id, theme->id);
        for (const auto ink : inks)
            for (const auto ground : grounds)
                EXPECT_GE(contrast_ratio(strong.*ink, strong.*ground), 7.0) << theme->id;
        EXPECT_GE(contrast_ratio(strong.accent_text, strong.accent), 7.0) << theme->id;
        EXPECT_GE(contrast_ratio(strong.output_text, strong.output_fill), 7.0) << theme->id;
        EXPECT_GE(contrast_ratio(strong.padding_text, strong.padding_fill), 7.0) << theme->id;
        EXPECT_GE(contrast_ratio(strong.overhang_text, strong.overhang_fill), 7.0) << theme->id;
        for (int i = 0; i <= 20; ++i) {
            const Color cell = mix(strong.cell_low, strong.cell_high, static_cast<float>(i) / 20);
            // Cells that the window does not read are mixed with the background.
            for (const float lit : {1.0F, 0.68F, 0.42F}) {
                const Color fill = mix(strong.background, cell, lit);
                const double best = std::max(contrast_ratio(strong.cell_text_dark, fill),
                                             contrast_ratio(strong.cell_text_light, fill));
                EXPECT_GE(best, 7.0) << theme->id << " at " << i << "/20, lit " << lit;
            }
        }
    }
}

TEST(Themes, UnknownIdsFallBackToTheFirst) {
    EXPECT_EQ(theme_or_default("dark").id, "dark");
    EXPECT_EQ(theme_or_default("no such theme").id, themes().front()->id);
}

}  // namespace
}  // namespace poolscope::theme
