/// Marks of cells against the definition, cell by cell.
#include "paint/cell_marks.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include <gtest/gtest.h>

#include "paint/heatmap_image.hpp"
#include "paint/heatmap_pixels.hpp"
#include "theme/colormap.hpp"

namespace poolscope::paint {
namespace {

using drawing::Rect;

/// Mostly 0, with some gradients of either sign.
Tensor<float> sparse(Shape shape, unsigned seed) {
    std::mt19937 random(seed);
    std::uniform_int_distribution<int> value(-40, 40);
    Tensor<float> values(shape);
    for (float& cell : values.cells()) {
        const int drawn = value(random);
        cell = std::abs(drawn) <= 3 ? static_cast<float>(drawn) : 0.0F;
    }
    return values;
}

/// The definition: of all cells, those whose square holds the pixel's middle.
float seen_at(const Tensor<float>& values, double x, double y, double side_x, double side_y) {
    float seen = 0;
    for (int row = 0; row < values.shape().h; ++row) {
        for (int col = 0; col < values.shape().w; ++col) {
            const double across = x - (col + 0.5), down = y - (row + 0.5);
            const bool within = across >= -side_x / 2 && across < side_x / 2 &&
                                down >= -side_y / 2 && down < side_y / 2;
            const float value = values.at(0, 0, row, col);
            if (!within) continue;
            if (std::abs(value) > std::abs(seen) || (value == -seen && value > 0)) seen = value;
        }
    }
    return seen;
}

TEST(CellMarks, ShowTheLargestMagnitudeAmongThoseThatOverlap) {
    const Tensor<float> values = sparse({1, 1, 23, 31}, 5);
    const Rect region{1.25F, 0.5F, 28, 20};  // steps that floats hold exactly
    for (const auto& [width, height] : {std::pair{14, 10}, {56, 40}, {7, 5}, {112, 80}, {14, 40}}) {
        for (const float mark : {0.4F, 1.0F, 2.5F, 4.0F}) {
            const PixelValues marks =
                cell_marks(plane_cells(values, 0), region, width, height, mark);
            ASSERT_EQ(marks.width, width);
            ASSERT_EQ(marks.height, height);
            const double step_x = 28.0 / width, step_y = 20.0 / height;
            for (int y = 0; y < height; ++y) {
                for (int x = 0; x < width; ++x) {
                    const auto i = static_cast<std::size_t>(y * width + x);
                    ASSERT_EQ(marks.values[i],
                              seen_at(values, 1.25 + (x + 0.5) * step_x, 0.5 + (y + 0.5) * step_y,
                                      std::max({1.0, double{mark}, step_x}),
                                      std::max({1.0, double{mark}, step_y})))
                        << x << ", " << y << " of " << width << " x " << height << ", mark "
                        << mark;
                }
            }
        }
    }
}

TEST(CellMarks, NoneIsLostHoweverSmall) {
    Tensor<float> values(Shape{1, 1, 512, 512});
    values.at(0, 0, 201, 333) = 1;
    for (const int side : {3, 17, 100, 400, 512, 700}) {
        const PixelValues marks =
            cell_marks(plane_cells(values, 0), {0, 0, 512, 512}, side, side, 0.1F);
        EXPECT_NE(std::ranges::find(marks.values, 1.0F), marks.values.end()) << side;
        // What is averaged is lost: that is why there are marks.
        const PixelValues means = area_means(plane_cells(values, 0), {0, 0, 512, 512}, side, side);
        if (side < 256) {
            EXPECT_LT(*std::ranges::max_element(means.values), 0.3F);
        }
    }
}

TEST(CellMarks, ANanIsSeenBeforeAllElse) {
    Tensor<float> values(Shape{1, 1, 1, 3}, {std::nanf(""), 7, -9});
    EXPECT_TRUE(std::isnan(cell_marks(plane_cells(values, 0), {0, 0, 3, 1}, 1, 1, 1).values[0]));
    std::swap(values.cells()[0], values.cells()[2]);
    EXPECT_TRUE(std::isnan(cell_marks(plane_cells(values, 0), {0, 0, 3, 1}, 1, 1, 1).values[0]));
}

TEST(CellMarks, OutsideTheValuesThereAreNone) {
    const Tensor<float> values(Shape{1, 1, 2, 2}, 1.0F);
    const PixelValues marks = cell_marks(plane_cells(values, 0), {-2, -2, 6, 6}, 60, 60, 3);
    EXPECT_EQ(marks.x, 20);
    EXPECT_EQ(marks.y, 20);
    EXPECT_EQ(marks.width, 20);
    EXPECT_EQ(marks.height, 20);
}

/// In files of vectors as in pictures.
TEST(CellMarks, AreInAHeatmapsImage) {
    Tensor<float> values(Shape{1, 1, 64, 64});
    values.at(0, 0, 20, 30) = -1;
    const auto shared = std::make_shared<const Tensor<float>>(std::move(values));
    const theme::Color least = theme::colormap_or_default("diverging").colors[0];
    for (const float side : {40.0F, 128.0F}) {  // cells smaller and larger than a pixel
        drawing::Heatmap map{{0, 0, side, side}, {0, 0, 64, 64}, shared, 0, "diverging", -1, 1, 1};
        map.mark = 3 * 64 / side;  // 3 px
        const HeatmapImage image = heatmap_image(map);
        int marked = 0;
        for (int y = 0; y < image.pixels.height; ++y)
            for (int x = 0; x < image.pixels.width; ++x)
                if (image.pixels.at(x, y) == least) ++marked;
        EXPECT_NEAR(static_cast<float>(marked) * (side / static_cast<float>(image.pixels.width)) *
                        (side / static_cast<float>(image.pixels.height)),
                    9, 3.1)
            << side;
    }
}

}  // namespace
}  // namespace poolscope::paint
