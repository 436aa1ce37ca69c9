/// The textures of boxes: inside the rounded rectangle, evenly spaced, joined across boxes.
#include "paint/patterns.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace poolscope::paint {
namespace {

using drawing::Box;
using drawing::Pattern;
using drawing::Point;

Box box_with(Pattern pattern, float radius) {
    return {{13, 27, 51, 40}, radius, {}, pattern, {}, {}};
}

/// How far `p` lies outside the rounded rectangle; 0 or less inside.
float outside(Point p, const Box& box) {
    const Point c = box.rect.center();
    const float r = corner_radius(box);
    const float dx = std::abs(p.x - c.x) - (box.rect.w / 2 - r),
                dy = std::abs(p.y - c.y) - (box.rect.h / 2 - r);
    if (dx > 0 && dy > 0) return std::hypot(dx, dy) - r;
    return std::max(dx, dy) - r;
}

TEST(Patterns, StayInsideTheRoundedRectangleAndReachItsEdge) {
    for (const float radius : {0.0F, 5.0F, 20.0F, 100.0F}) {
        for (const Pattern pattern : {Pattern::hatch, Pattern::cross_hatch}) {
            const Box box = box_with(pattern, radius);
            const auto lines = pattern_lines(box);
            EXPECT_GE(lines.size(), 6U);
            for (const Segment& line : lines) {
                EXPECT_NEAR(outside(line.a, box), -0.5F, 0.26F) << radius;
                EXPECT_NEAR(outside(line.b, box), -0.5F, 0.26F) << radius;
                EXPECT_NEAR(std::abs(line.a.x - line.b.x), std::abs(line.a.y - line.b.y), 1e-3F);
            }
        }
        for (const Point& dot : pattern_dots(box_with(Pattern::dots, radius))) {
            EXPECT_LE(outside(dot, box_with(Pattern::dots, radius)), -pattern_dot_radius + 1e-3F);
        }
    }
}

TEST(Patterns, HatchesLieOnOneGridAcrossBoxes) {
    const float pitch = pattern_pitch * std::sqrt(2.0F);
    for (const Segment& line : pattern_lines(box_with(Pattern::hatch, 5))) {
        const float steps = (line.a.x + line.a.y) / pitch;
        EXPECT_NEAR(steps, std::round(steps), 1e-3F);
        EXPECT_NEAR(line.a.x + line.a.y, line.b.x + line.b.y, 1e-3F);
    }
}

TEST(Patterns, NoneGivesNothingAndEmptyBoxesNeither) {
    EXPECT_TRUE(pattern_lines(box_with(Pattern::none, 5)).empty());
    EXPECT_TRUE(pattern_lines({{0, 0, 0, 0}, 5, {}, Pattern::cross_hatch, {}, {}}).empty());
    EXPECT_TRUE(pattern_dots(box_with(Pattern::hatch, 5)).empty());
    EXPECT_EQ(pattern_dots({{0, 0, 14, 14}, 3, {}, Pattern::dots, {}, {}}).size(), 1U);
}

}  // namespace
}  // namespace poolscope::paint
