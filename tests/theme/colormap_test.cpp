/// What values look like in a colour map, for every range that floats can span.
#include "theme/colormap.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace poolscope::theme {
namespace {

constexpr float most = std::numeric_limits<float>::max();
constexpr float least = std::numeric_limits<float>::denorm_min();
constexpr float infinity = std::numeric_limits<float>::infinity();

TEST(ColorOf, SpansItsRange) {
    const Colormap& grey = colormap_or_default("grey");
    EXPECT_EQ(color_of(grey, 0, 0, 255), rgb(0x000000));
    EXPECT_EQ(color_of(grey, 51, 0, 255), rgb(0x333333));
    EXPECT_EQ(color_of(grey, 255, 0, 255), rgb(0xFFFFFF));
    EXPECT_EQ(color_of(grey, 300, 0, 255), rgb(0xFFFFFF));
    EXPECT_EQ(color_of(grey, -infinity, 0, 255), rgb(0x000000));
    EXPECT_EQ(color_of(grey, 7, 7, 7), rgb(0x808080));
    EXPECT_EQ(color_of(grey, std::numeric_limits<float>::quiet_NaN(), 0, 255), not_a_number_color);
}

TEST(ColorOf, SpansTheWidestRange) {
    const Colormap& grey = colormap_or_default("grey");
    EXPECT_EQ(color_of(grey, -most, -most, most), rgb(0x000000));
    EXPECT_EQ(color_of(grey, 0, -most, most), rgb(0x808080));
    EXPECT_EQ(color_of(grey, most, -most, most), rgb(0xFFFFFF));
    EXPECT_EQ(color_of(grey, most, -1, 1), rgb(0xFFFFFF));
    EXPECT_EQ(color_of(grey, infinity, -most, most), rgb(0xFFFFFF));
}

TEST(ColorOf, StaysInTheMapForTheNarrowestRange) {
    const Colormap& grey = colormap_or_default("grey");
    EXPECT_EQ(color_of(grey, 0, 0, least).a, 255);
    EXPECT_EQ(color_of(grey, least, 0, least).a, 255);
}

}  // namespace
}  // namespace poolscope::theme
