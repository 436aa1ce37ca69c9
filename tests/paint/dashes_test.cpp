/// Dashes: their lengths, their gaps, and their way round corners.
#include "paint/dashes.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace poolscope::paint {
namespace {

using drawing::Point;

float length_of(const Polyline& line) {
    float length = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        length += std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
    }
    return length;
}

TEST(Dashes, AlternateAlongALine) {
    const auto cut = dashes({{0, 0}, {20, 0}}, {{}, 1, 6, 4});
    ASSERT_EQ(cut.size(), 2U);
    EXPECT_EQ(cut[0], (Polyline{{0, 0}, {6, 0}}));
    EXPECT_EQ(cut[1].front(), (Point{10, 0}));
    EXPECT_EQ(cut[1].back(), (Point{16, 0}));
}

TEST(Dashes, GoRoundCorners) {
    const auto cut = dashes({{0, 0}, {5, 0}, {5, 5}}, {{}, 1, 8, 100});
    ASSERT_EQ(cut.size(), 1U);
    EXPECT_EQ(cut[0], (Polyline{{0, 0}, {5, 0}, {5, 3}}));
}

TEST(Dashes, SolidLinesStayWhole) {
    EXPECT_EQ(dashes({{0, 0}, {5, 0}}, {{}, 1, 0, 0}).size(), 1U);
    EXPECT_EQ(dashes({{0, 0}, {5, 0}}, {{}, 1, 3, 0}).size(), 1U);
    EXPECT_TRUE(dashes({{0, 0}}, {{}, 1, 3, 1}).empty());
}

TEST(Dashes, CoverTheirShareOfARoundedRectangle) {
    const Polyline around = outline({10, 20, 60, 40}, 8);
    const float wanted = 2 * (44 + 24) + 2 * std::numbers::pi_v<float> * 8;
    EXPECT_NEAR(length_of(around), wanted, 0.4F);
    float drawn = 0;
    for (const Polyline& dash : dashes(around, {{}, 1, 4, 3})) drawn += length_of(dash);
    EXPECT_NEAR(drawn / wanted, 4.0F / 7, 0.02F);
}

TEST(Dashes, TinyGapsEnd) {
    EXPECT_LE(dashes({{0, 0}, {1000, 0}}, {{}, 1, 1e-6F, 1e-6F}).size(), 4096U);
}

}  // namespace
}  // namespace poolscope::paint
