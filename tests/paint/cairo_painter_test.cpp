/// The Cairo painter on a hand-made drawing of every primitive: colours where they belong, words in
/// their fonts.
#include "paint/file/cairo_painter.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "paint/every_primitive.hpp"
#include "paint/file/pango_text.hpp"
#include "paint/file/png.hpp"
#include "theme/colormap.hpp"

namespace poolscope::paint {
namespace {

using drawing::Rect;
using testing::ElementsAre;
using theme::Color;
using theme::rgb;

const test::Places at;

Pixels painted(float scale = 1, bool transparent = false) {
    auto pixels = paint_to_pixels(test::every_primitive(), {scale, transparent});
    EXPECT_TRUE(pixels) << pixels.error().message();
    return std::move(*pixels);
}

Color middle(const Pixels& pixels, const Rect& rect) {
    return pixels.at(static_cast<int>(rect.center().x), static_cast<int>(rect.center().y));
}

/// How many pixels of `rect` differ from `color` by more than `by` in some channel.
int others(const Pixels& pixels, const Rect& rect, Color color, int by = 3) {
    int count = 0;
    for (int y = static_cast<int>(rect.y); y < static_cast<int>(rect.bottom()); ++y) {
        for (int x = static_cast<int>(rect.x); x < static_cast<int>(rect.right()); ++x) {
            const Color c = pixels.at(x, y);
            count += std::abs(c.r - color.r) > by || std::abs(c.g - color.g) > by ||
                     std::abs(c.b - color.b) > by;
        }
    }
    return count;
}

TEST(CairoPainter, FillsABoxToItsEdgeAndRoundsItsCorners) {
    const Pixels pixels = painted();
    EXPECT_EQ(pixels.at(30, 30), rgb(0x0072B2));
    EXPECT_EQ(pixels.at(49, 20), rgb(0x1B2430)) << "the stroke is centred on the edge";
    EXPECT_EQ(pixels.at(49, 19), rgb(0x1B2430));
    EXPECT_EQ(pixels.at(49, 17), rgb(0xF6F7F9));
    EXPECT_EQ(pixels.at(19, 19), rgb(0xF6F7F9)) << "the corner is cut";
}

TEST(CairoPainter, TexturesEachPatternInsideItsBox) {
    const Pixels pixels = painted();
    const auto inner = [](const Rect& r) { return Rect{r.x + 2, r.y + 2, r.w - 4, r.h - 4}; };
    const int hatch = others(pixels, inner(at.hatched), rgb(0xEEF1F4));
    const int cross = others(pixels, inner(at.crossed), rgb(0xEEF1F4));
    const int dots = others(pixels, inner(at.dotted), rgb(0xEEF1F4));
    EXPECT_GT(hatch, 500);
    EXPECT_GT(cross, hatch * 3 / 2);
    EXPECT_GT(dots, 100);
    EXPECT_LT(dots, hatch * 2);
    const Rect around{at.hatched.x - 6, at.hatched.y - 6, at.hatched.w + 12, 5};
    EXPECT_EQ(others(pixels, around, rgb(0xF6F7F9)), 0) << "nothing pokes out";
}

TEST(CairoPainter, DashesLeaveGaps) {
    const Pixels pixels = painted();
    int drawn = 0;
    for (int x = 350; x < 390; ++x) drawn += pixels.at(x, 20) == rgb(0xD55E00);
    EXPECT_GE(drawn, 20);
    EXPECT_LE(drawn, 32);
}

TEST(CairoPainter, WritesWordsWithinTheirWidth) {
    const Pixels pixels = painted();
    const Rect line{20, 110, 300, 20};
    EXPECT_GT(others(pixels, line, rgb(0xF6F7F9)), 300);
    const float width =
        theme::text_width("Step 5 of 9 · output (1, 1) reads rows 1–3", 14, theme::Font::regular);
    const Rect after{20 + width + 1, 110, 20, 20};
    EXPECT_EQ(others(pixels, after, rgb(0xF6F7F9)), 0);
    const Rect before_end{620, 110, 20, 20};
    EXPECT_EQ(others(pixels, before_end, rgb(0xF6F7F9)), 0)
        << "text that ends at 620 does not pass it";
}

TEST(CairoPainter, CentresDigitsOnTheirPoint) {
    const Pixels pixels = painted();
    int top = 80, bottom = 20, left = 80, right = 20;
    for (int y = 25; y < 75; ++y) {
        for (int x = 25; x < 75; ++x) {
            if (pixels.at(x, y).r < 128) continue;
            top = std::min(top, y), bottom = std::max(bottom, y);
            left = std::min(left, x), right = std::max(right, x);
        }
    }
    EXPECT_NEAR((top + bottom + 1) / 2.0, 50, 1);
    EXPECT_NEAR((left + right + 1) / 2.0, 50, 1);
    EXPECT_NEAR(bottom + 1 - top, 19 * 0.73, 1.5);
}

TEST(CairoPainter, SetsWordsInTheEmbeddedFontsOnly) {
    const Color ink = rgb(0);
    EXPECT_THAT(families_used({{}, 14, {}, {{"Kernel", ink}}}).value(), ElementsAre("Inter"));
    EXPECT_THAT(
        families_used({{}, 14, {}, {{"max", ink, theme::Font::semibold}, {"(6)", ink}}}).value(),
        ElementsAre("Inter Semi-Bold", "Inter"));
    EXPECT_THAT(families_used({{}, 14, {}, {{"⌊6⌋", ink}}}).value(),
                ElementsAre("DejaVu Sans Mono", "Inter", "DejaVu Sans Mono"));
    EXPECT_THAT(families_used({{}, 14, {}, {{"k = 3", ink, theme::Font::mono}}}).value(),
                ElementsAre("DejaVu Sans Mono"));
}

TEST(CairoPainter, ColoursHeatmapsByValue) {
    const Pixels pixels = painted();
    EXPECT_EQ(pixels.at(40, 200), rgb(0x440154));
    EXPECT_EQ(pixels.at(120, 280), rgb(0xFDE725));
    EXPECT_EQ(middle(pixels, at.grey), theme::not_a_number_color);
    EXPECT_EQ(pixels.at(20 + 39, 190), rgb(0x440154)) << "cells have hard edges";
    EXPECT_EQ(pixels.at(330, 210), rgb(0xFF0000));
    EXPECT_EQ(pixels.at(390, 210), rgb(0x00FF00));
    EXPECT_EQ(pixels.at(330, 270), rgb(0x0000FF));
    EXPECT_EQ(pixels.at(390, 270), rgb(0x808080));
}

TEST(CairoPainter, AveragesCellsSmallerThanAPixel) {
    const Pixels pixels = painted();
    for (int x = 161; x < 279; ++x) EXPECT_NEAR(pixels.at(x, 200).r, 128, 1) << x;
    EXPECT_NEAR(pixels.at(220, 270).r, 128, 2);
    EXPECT_LT(pixels.at(162, 270).r, 8);
    EXPECT_GT(pixels.at(277, 270).r, 247);
}

TEST(CairoPainter, ClipsToTheRectangle) {
    const Pixels pixels = painted();
    EXPECT_EQ(middle(pixels, at.clip), rgb(0x0072B2));
    EXPECT_EQ(pixels.at(439, 200), rgb(0xF6F7F9));
    EXPECT_EQ(pixels.at(501, 200), rgb(0xF6F7F9));
}

TEST(CairoPainter, ScalesAndLeavesTheBackgroundOut) {
    const Pixels twice = painted(2);
    EXPECT_EQ(twice.width, 1280);
    EXPECT_EQ(twice.height, 800);
    EXPECT_EQ(twice.at(60, 60), rgb(0x0072B2));
    EXPECT_EQ(painted(1, true).at(2, 2).a, 0);
    EXPECT_EQ(painted(1, false).at(2, 2), rgb(0xF6F7F9));
}

TEST(CairoPainter, RefusesSizesThatCannotBe) {
    EXPECT_EQ(paint_to_pixels(test::every_primitive(), {0, false}).error().code,
              ErrorCode::bad_argument);
    EXPECT_EQ(paint_to_pixels(test::every_primitive(), {NAN, false}).error().code,
              ErrorCode::bad_argument);
    EXPECT_EQ(paint_to_pixels(test::every_primitive(), {100, false}).error().code,
              ErrorCode::too_large);
}

TEST(Png, KeepsPixels) {
    const Pixels pixels = painted();
    EXPECT_EQ(decode_png(encode_png(pixels).value()).value(), pixels);
    EXPECT_EQ(decode_png({}).error().code, ErrorCode::bad_format);
}

}  // namespace
}  // namespace poolscope::paint
