/// Frames without a display: what OpenGL draws can be read back, at any size, after fonts changed.
#include "platform/headless/headless.hpp"

#include <gtest/gtest.h>
#include <imgui.h>

#include <array>

namespace poolscope::platform {
namespace {

std::unique_ptr<Headless> open_opengl() {
    auto opened = Headless::open(Renderer::opengl);
    EXPECT_TRUE(opened) << "these tests need software OpenGL: " << opened.error().message();
    return opened ? std::move(*opened) : nullptr;
}

/// Fills the left half red and writes a white word on it.
void draw() {
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    list.AddRectFilled({0, 0}, {size.x / 2, size.y}, IM_COL32(255, 0, 0, 255));
    list.AddText({10, 10}, IM_COL32_WHITE, "MMM");
}

std::array<int, 3> at(const ReadBack& picture, int x, int y) {
    const std::size_t i = (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) +
                           static_cast<std::size_t>(x)) *
                          4;
    return {picture.rgba[i], picture.rgba[i + 1], picture.rgba[i + 2]};
}

int white_pixels(const ReadBack& picture) {
    int count = 0;
    for (int y = 0; y < picture.height; ++y) {
        for (int x = 0; x < picture.width; ++x) count += at(picture, x, y)[1] > 200;
    }
    return count;
}

TEST(HeadlessWindow, DrawsAndReadsBackWithTheTopRowFirst) {
    const auto window = open_opengl();
    ASSERT_NE(window, nullptr);
    HeadlessHooks hooks;
    hooks.draw = draw;
    for (const auto& [width, height] :
         {std::pair{200, 100}, std::pair{333, 77}, std::pair{200, 100}}) {
        window->run({width, height}, hooks);
        const ReadBack picture = window->picture();
        ASSERT_EQ(picture.width, width);
        ASSERT_EQ(picture.height, height);
        EXPECT_EQ(at(picture, 2, 2), (std::array{255, 0, 0}));
        EXPECT_EQ(at(picture, width - 2, height / 2), (std::array{0, 0, 0}));
        EXPECT_GT(white_pixels(picture), 20);
        int above = 0;
        for (int y = 8; y < 26; ++y) {
            for (int x = 0; x < 60; ++x) above += at(picture, x, y)[1] > 200;
        }
        EXPECT_EQ(above, white_pixels(picture)) << "the word is at the top";
    }
}

#if IMGUI_VERSION_NUM < 19200  // later ones draw glyphs at the size asked for

TEST(HeadlessWindow, MakesTheFontTextureAnewWhenFontsChange) {
    const auto window = open_opengl();
    ASSERT_NE(window, nullptr);
    HeadlessHooks hooks;
    hooks.draw = draw;
    window->run({200, 100}, hooks);
    const int small = white_pixels(window->picture());
    hooks.prepare = [] {
        ImFontAtlas& fonts = *ImGui::GetIO().Fonts;
        fonts.Clear();
        ImFontConfig config;
        config.SizePixels = 26;
        fonts.AddFontDefault(&config);
        return true;
    };
    window->run({200, 100}, hooks);
    EXPECT_GT(white_pixels(window->picture()), 2 * small);
}

#endif

TEST(HeadlessWindow, RunsWithoutOpenGl) {
    auto opened = Headless::open(Renderer::none);
    ASSERT_TRUE(opened);
    HeadlessHooks hooks;
    int frames = 0;
    hooks.draw = [&] {
        ++frames;
        draw();
        EXPECT_EQ(ImGui::GetIO().DisplaySize.x, 1000);
        EXPECT_FLOAT_EQ(ImGui::GetIO().DeltaTime, 0.25F);
    };
    (*opened)->run({1000, 640, 0.25F}, hooks);
    EXPECT_EQ(frames, 1);
    EXPECT_TRUE((*opened)->picture().rgba.empty());
}

TEST(HeadlessWindow, CanBeOpenedAgain) {
    for (int i = 0; i < 3; ++i) {
        const auto window = open_opengl();
        ASSERT_NE(window, nullptr);
        HeadlessHooks hooks;
        hooks.draw = draw;
        window->run({64, 64}, hooks);
        EXPECT_EQ(at(window->picture(), 2, 60), (std::array{255, 0, 0}));
    }
}

}  // namespace
}  // namespace poolscope::platform
