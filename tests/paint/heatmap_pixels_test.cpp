/// Heatmaps on the CPU against a mean taken cell by cell.
#include "paint/heatmap_pixels.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "theme/colormap.hpp"

namespace poolscope::paint {
namespace {

using drawing::Heatmap;
using drawing::Rect;

model::SharedValues random_values(Shape shape, unsigned seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<float> uniform(0, 1);
    Tensor<float> values(shape);
    for (float& cell : values.cells()) cell = uniform(random);
    return std::make_shared<const Tensor<float>>(std::move(values));
}

/// The mean over [x0, x1) x [y0, y1) in cells, each weighed by its overlap: the definition.
double area_mean(const Tensor<float>& values, int channel, double x0, double x1, double y0,
                 double y1) {
    const auto overlap = [](int cell, double from, double to) {
        return std::max(0.0, std::min(to, cell + 1.0) - std::max(from, static_cast<double>(cell)));
    };
    double sum = 0, area = 0;
    for (int row = 0; row < values.shape().h; ++row) {
        for (int col = 0; col < values.shape().w; ++col) {
            const double weight = overlap(row, y0, y1) * overlap(col, x0, x1);
            sum += weight * static_cast<double>(values.at(0, channel, row, col));
            area += weight;
        }
    }
    return sum / area;
}

TEST(HeatmapPixels, AveragesByArea) {
    const auto values = random_values({1, 2, 37, 53}, 7);
    const Rect region{1.25F, 2.5F, 50.5F, 33.0F};
    const Pixels pixels = heatmap_pixels({{}, region, values, 1, "grey", 0, 1, 1}, 19, 11);
    for (int y = 0; y < 11; ++y) {
        for (int x = 0; x < 19; ++x) {
            const double w = 50.5 / 19, h = 33.0 / 11;
            const double mean = area_mean(*values->whole(), 1, 1.25 + x * w, 1.25 + (x + 1) * w,
                                          2.5 + y * h, 2.5 + (y + 1) * h);
            EXPECT_NEAR(pixels.at(x, y).r, mean * 255, 1.01) << x << ' ' << y;
        }
    }
}

TEST(HeatmapPixels, IsTransparentOutsideTheValues) {
    const auto values = random_values({1, 1, 4, 4}, 1);
    const Pixels pixels =
        heatmap_pixels({{}, {-1, 0, 6, 4}, values, 0, "viridis", 0, 1, 0.5F}, 60, 40);
    EXPECT_EQ(pixels.at(9, 20).a, 0);
    EXPECT_EQ(pixels.at(10, 20).a, 128) << "and its opacity is kept within";
    EXPECT_EQ(pixels.at(49, 20).a, 128);
    EXPECT_EQ(pixels.at(50, 20).a, 0);
}

TEST(HeatmapPixels, ShowsWhatIsNotFinite) {
    const float infinity = std::numeric_limits<float>::infinity();
    const auto values = std::make_shared<const Tensor<float>>(
        Shape{1, 1, 1, 3}, std::vector<float>{-infinity, std::nanf(""), infinity});
    const Pixels near = heatmap_pixels({{}, {0, 0, 3, 1}, values, 0, "diverging", -1, 1, 1}, 3, 1);
    EXPECT_EQ(near.at(0, 0), theme::rgb(0x053061));
    EXPECT_EQ(near.at(1, 0), theme::not_a_number_color);
    EXPECT_EQ(near.at(2, 0), theme::rgb(0x67001F));
    const Pixels far = heatmap_pixels({{}, {0, 0, 3, 1}, values, 0, "diverging", -1, 1, 1}, 1, 1);
    EXPECT_EQ(far.at(0, 0), theme::not_a_number_color) << "no mean hides a NaN";
}

TEST(HeatmapPixels, ShowsItsSample) {
    const auto values =
        std::make_shared<const Tensor<float>>(Shape{2, 2, 1, 1}, std::vector<float>{-1, -1, -1, 1});
    drawing::Heatmap map{{}, {0, 0, 1, 1}, values, 1, "diverging", -1, 1, 1};
    EXPECT_EQ(heatmap_pixels(map, 1, 1).at(0, 0), theme::rgb(0x053061));
    map.sample = 1;
    EXPECT_EQ(heatmap_pixels(map, 1, 1).at(0, 0), theme::rgb(0x67001F));
    map.sample = 2;
    EXPECT_EQ(heatmap_pixels(map, 1, 1).at(0, 0).a, 0);
}

TEST(HeatmapPixels, EqualBoundsGiveTheMiddleColour) {
    const auto values = std::make_shared<const Tensor<float>>(Shape{1, 1, 1, 1}, 5.0F);
    const Pixels pixels = heatmap_pixels({{}, {0, 0, 1, 1}, values, 0, "diverging", 5, 5, 1}, 1, 1);
    EXPECT_EQ(pixels.at(0, 0), theme::colormap_or_default("diverging").colors[128]);
}

TEST(Colormaps, AreListedAndRunFromDarkToBright) {
    for (const auto* map : theme::colormaps()) {
        EXPECT_EQ(&theme::colormap_or_default(map->id), map);
        if (map->diverging) continue;
        double before = -1;
        for (const auto color : map->colors) {
            const double luma = 0.2126 * color.r + 0.7152 * color.g + 0.0722 * color.b;
            EXPECT_GE(luma, before - 0.75) << map->id;
            before = std::max(before, luma);
        }
    }
    EXPECT_EQ(theme::colormap_or_default("no such map").id, "viridis");
}

}  // namespace
}  // namespace poolscope::paint
