/// The heatmap shader against the CPU's means, and what it costs: uploads and draws only when
/// something changed.
#include "render/heatmap.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "paint/heatmap_pixels.hpp"
#include "paint/pixel_compare.hpp"
#include "render/screen.hpp"
#include "theme/colormap.hpp"

namespace poolscope {
namespace {

using drawing::Heatmap;
using drawing::Rect;

class HeatmapShader : public testing::Test {
protected:
    void SetUp() override {
        auto opened = test::Screen::open();
        ASSERT_TRUE(opened) << opened.error().message();
        screen = std::move(*opened);
    }
    std::unique_ptr<test::Screen> screen;
};

/// A smooth field with some noise, as photographs are.
model::SharedValues field(Shape shape, unsigned seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<float> noise(-20, 20);
    Tensor<float> values(shape);
    for (int c = 0; c < shape.c; ++c) {
        for (int row = 0; row < shape.h; ++row) {
            for (int col = 0; col < shape.w; ++col) {
                const auto x = static_cast<float>(col), y = static_cast<float>(row);
                values.at(0, c, row, col) =
                    128 + 80 * std::sin(x / 23 + static_cast<float>(c)) * std::cos(y / 31) +
                    noise(random);
            }
        }
    }
    return std::make_shared<const Tensor<float>>(std::move(values));
}

/// On a black ground, as the screen shows what is transparent.
paint::Pixels by_cpu(const Heatmap& heatmap, int width, int height) {
    paint::Pixels pixels = paint::heatmap_pixels(heatmap, width, height);
    for (std::size_t i = 0; i < pixels.rgba.size(); i += 4) {
        const int alpha = pixels.rgba[i + 3];
        for (std::size_t k = 0; k < 3; ++k) {
            pixels.rgba[i + k] = static_cast<std::uint8_t>(pixels.rgba[i + k] * alpha / 255);
        }
        pixels.rgba[i + 3] = 255;
    }
    return pixels;
}

void expect_alike(const paint::Pixels& cpu, const paint::Pixels& gpu, int tolerance, double share) {
    const test::Difference found = test::difference(cpu, gpu, tolerance);
    EXPECT_LE(found.share, share) << "largest " << found.largest << ", mean " << found.mean;
}

TEST_F(HeatmapShader, MagnifiesWithHardEdgesLikeTheCpu) {
    const auto values = field({1, 3, 9, 7}, 1);
    for (const char* map : {"grey", "viridis", "cividis", "diverging", "colour"}) {
        const Heatmap whole{{}, {0, 0, 7, 9}, values, 2, map, 20, 230, 1};
        expect_alike(by_cpu(whole, 210, 270), screen->paint(whole, 210, 270), 2, 0);
        const Heatmap part{{}, {1.3F, 2.6F, 3.5F, 4.5F}, values, 0, map, 20, 230, 1};
        expect_alike(by_cpu(part, 210, 270), screen->paint(part, 210, 270), 2, 0.002);
    }
}

TEST_F(HeatmapShader, ShowsWhatWasEdited) {
    const auto values = field({1, 2, 600, 600}, 6);
    const Heatmap before{{}, {250, 300, 40, 30}, values, 1, "viridis", 20, 230, 1};
    const paint::Pixels shown = screen->paint(before, 200, 150);
    std::vector<model::CellEdit> edits;
    for (int row = 304; row < 324; ++row) {
        edits.push_back({model::place_of(values->shape(), 0, 1, row, 260), 230.0F});
        edits.push_back({model::place_of(values->shape(), 0, 0, row, 270), 230.0F});  // unseen
    }
    Heatmap after = before;
    after.values = model::edited(values, edits);
    const paint::Pixels edited = screen->paint(after, 200, 150);
    expect_alike(by_cpu(after, 200, 150), edited, 2, 0);
    EXPECT_GT(test::difference(shown, edited, 2).share, 0.01);
    expect_alike(shown, screen->paint(before, 200, 150), 0, 0);
}

TEST_F(HeatmapShader, AveragesWhatIsSmallerThanAPixelLikeTheCpu) {
    const auto values = field({1, 3, 301, 419}, 2);
    for (const float zoom : {1.5F, 2.0F, 3.3F, 8.0F, 20.0F}) {
        const int width = static_cast<int>(419 / zoom), height = static_cast<int>(301 / zoom);
        const Heatmap grey{{}, {0, 0, 419, 301}, values, 1, "grey", 0, 255, 1};
        expect_alike(by_cpu(grey, width, height), screen->paint(grey, width, height), 6, 0.02);
        const Heatmap colour{{}, {0, 0, 419, 301}, values, 0, "colour", 0, 255, 1};
        expect_alike(by_cpu(colour, width, height), screen->paint(colour, width, height), 6, 0.02);
    }
}

TEST_F(HeatmapShader, IsTransparentOutsideTheValuesAndKeepsOpacity) {
    const auto values = field({1, 1, 4, 4}, 3);
    const Heatmap heatmap{{}, {-1, -2, 6, 8}, values, 0, "viridis", 20, 230, 0.5F};
    expect_alike(by_cpu(heatmap, 60, 80), screen->paint(heatmap, 60, 80), 2, 0);
}

TEST_F(HeatmapShader, ShowsNanAsMagentaAndInfinitiesAsTheEnds) {
    const float infinity = std::numeric_limits<float>::infinity();
    const auto values = std::make_shared<const Tensor<float>>(
        Shape{1, 1, 1, 4}, std::vector<float>{-infinity, std::nanf(""), infinity, 0});
    const paint::Pixels pixels =
        screen->paint(Heatmap{{}, {0, 0, 4, 1}, values, 0, "diverging", -1, 1, 1}, 40, 10);
    EXPECT_EQ(pixels.at(5, 5), theme::rgb(0x053061));
    EXPECT_EQ(pixels.at(15, 5), theme::not_a_number_color);
    EXPECT_EQ(pixels.at(25, 5), theme::rgb(0x67001F));
    const paint::Pixels flat =
        screen->paint(Heatmap{{}, {3, 0, 1, 1}, values, 0, "diverging", 5, 5, 1}, 8, 8);
    EXPECT_EQ(flat.at(4, 4), theme::colormap_or_default("diverging").colors[128]);
}

TEST_F(HeatmapShader, UploadsAndDrawsOnlyWhatChanged) {
    const auto values = field({1, 3, 64, 64}, 4);
    drawing::Drawing drawing;
    drawing.size = {200, 100};
    drawing.primitives.emplace_back(
        Heatmap{{0, 0, 100, 100}, {0, 0, 64, 64}, values, 0, "colour", 0, 255, 1});
    drawing.primitives.emplace_back(
        Heatmap{{100, 0, 100, 100}, {0, 0, 64, 64}, values, 1, "viridis", 0, 255, 1});
    for (int i = 0; i < 10; ++i) screen->frame(drawing);
    EXPECT_EQ(screen->heatmaps().uploads(), 3U) << "the second shows a plane that is there already";
    EXPECT_EQ(screen->heatmaps().draws(), 2U);

    auto& second = std::get<Heatmap>(drawing.primitives[1]);
    second.opacity = 0.5F;
    screen->frame(drawing);
    EXPECT_EQ(screen->heatmaps().draws(), 2U) << "opacity costs nothing";
    second.region = {10, 10, 20, 20};
    for (int i = 0; i < 3; ++i) screen->frame(drawing);
    EXPECT_EQ(screen->heatmaps().uploads(), 3U);
    EXPECT_EQ(screen->heatmaps().draws(), 3U);
    second.values = field({1, 3, 64, 64}, 5);
    for (int i = 0; i < 3; ++i) screen->frame(drawing);
    EXPECT_EQ(screen->heatmaps().uploads(), 4U);
    EXPECT_EQ(screen->heatmaps().draws(), 4U);
}

TEST_F(HeatmapShader, ValuesThatChangeAreWrittenOverTheTexturesThereAre) {
    const auto shown = [this](const Shape& shape, const Rect& region, unsigned seed) {
        drawing::Drawing drawing;
        drawing.size = {64, 64};
        drawing.primitives.emplace_back(
            Heatmap{{0, 0, 64, 64}, region, field(shape, seed), 0, "viridis", 0, 255, 1});
        screen->frame(drawing);
        return screen->heatmaps().textures_made();
    };
    const Rect cells{0, 0, 32, 32}, pixels{0, 0, 512, 512};
    // The values before are gone by the next frame, whose texture the one after writes over.
    shown({1, 1, 32, 32}, cells, 1);
    const auto made = shown({1, 1, 32, 32}, cells, 2);
    const auto uploads = screen->heatmaps().uploads();
    for (unsigned seed = 3; seed < 9; ++seed)
        EXPECT_EQ(shown({1, 1, 32, 32}, cells, seed), made) << seed;
    EXPECT_EQ(screen->heatmaps().uploads(), uploads + 6);
    EXPECT_EQ(shown({1, 1, 32, 48}, cells, 9), made + 1) << "another size";

    const auto of_means = shown({1, 1, 512, 512}, pixels, 1);
    for (unsigned seed = 2; seed < 5; ++seed)
        EXPECT_EQ(shown({1, 1, 512, 512}, pixels, seed), of_means) << seed;
}

TEST_F(HeatmapShader, UploadsOnlyTheMeansOrThePartThatAreLookedAt) {
    const auto values = field({1, 1, 2048, 2048}, 4);
    drawing::Drawing drawing;
    drawing.size = {256, 256};
    drawing.primitives.emplace_back(
        Heatmap{{0, 0, 256, 256}, {0, 0, 2048, 2048}, values, 0, "viridis", 0, 255, 1});
    screen->frame(drawing);
    EXPECT_EQ(screen->heatmaps().uploaded_cells(), 256U * 256U) << "a mean a pixel";
    auto& map = std::get<Heatmap>(drawing.primitives[0]);
    map.region = {900, 900, 32, 32};
    screen->frame(drawing);
    EXPECT_LT(screen->heatmaps().uploaded_cells(), 512U * 512U) << "not the whole plane";
    const auto before = screen->heatmaps().uploads();
    for (int i = 0; i < 32; ++i) {
        map.region.x += 1;
        screen->frame(drawing);
    }
    EXPECT_EQ(screen->heatmaps().uploads(), before) << "a view that is moved a little";
}

TEST_F(HeatmapShader, ForgetsPlanesForRoomButNotThoseInUse) {
    const Shape shape{1, 1, 64, 64};
    constexpr std::size_t bytes = 64 * 64 * 4;
    render::PlaneTextures planes(2 * bytes);
    const auto texture_of = [&](const model::SharedValues& values) {
        return planes.part(values, 0, {0, 0, 64, 64}).texture;
    };
    const auto a = field(shape, 1), b = field(shape, 2), c = field(shape, 3);
    EXPECT_NE(texture_of(a), 0U);
    EXPECT_NE(texture_of(b), 0U);
    EXPECT_NE(texture_of(c), 0U) << "all are in use in this frame";
    EXPECT_EQ(planes.bytes(), 3 * bytes);
    planes.next_frame();
    auto d = field(shape, 4);
    EXPECT_NE(texture_of(d), 0U);
    EXPECT_LE(planes.bytes(), 2 * bytes);
    d = nullptr;
    planes.next_frame();
    EXPECT_LE(planes.bytes(), bytes) << "a tensor that is gone needs no texture";
    EXPECT_EQ(planes.uploads(), 4U);
}

}  // namespace
}  // namespace poolscope
