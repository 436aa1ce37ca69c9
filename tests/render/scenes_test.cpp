/// The program's own drawings, painted for the screen and for a file, against golden pictures.
#include <gtest/gtest.h>
#include <imgui.h>

#include "drawing/scenes.hpp"
#include "paint/blessed.hpp"
#include "paint/file/cairo_painter.hpp"
#include "paint/pixel_compare.hpp"
#include "render/screen.hpp"

namespace poolscope {
namespace {

constexpr drawing::Size size{640, 400};

drawing::Drawing drawing(const std::string& name) {
    drawing::NamedScene named = drawing::named_scene(name);
    named.size = size;
    return drawing::build(named);
}

class GoldenScene : public testing::TestWithParam<const char*> {
protected:
    void SetUp() override {
        auto opened = test::Screen::open();
        ASSERT_TRUE(opened) << "these tests need software OpenGL: " << opened.error().message();
        screen = std::move(*opened);
    }
    std::unique_ptr<test::Screen> screen;
};

TEST_P(GoldenScene, IsPaintedAsBefore) {
#if IMGUI_VERSION_NUM >= 19200
    GTEST_SKIP() << "the pictures were drawn with sizes of half pixels, which this ImGui rounds";
#endif
    EXPECT_EQ(test::against_golden(screen->paint(drawing(GetParam())), GetParam()), "");
}

TEST_P(GoldenScene, LooksTheSameInAFile) {
    const paint::Pixels file = paint::paint_to_pixels(drawing(GetParam())).value();
    const test::Difference found = test::difference(file, screen->paint(drawing(GetParam())), 48);
    EXPECT_LE(found.share, 0.005);
    EXPECT_LE(found.mean, 0.8);
}

INSTANTIATE_TEST_SUITE_P(All, GoldenScene,
                         testing::Values("max-padded-one", "ceil-overhang-mean", "dark",
                                         "picture-overhang-and-unread"));

using GoldenWindow = GoldenScene;

TEST_P(GoldenWindow, MovedByOneStepIsNoticed) {
    if (test::blessing()) {
        GTEST_SKIP() << "the golden pictures are being written";
    }
    drawing::NamedScene named = drawing::named_scene(GetParam());
    named.size = size;
    named.view.step += 1;
    EXPECT_NE(test::against_golden(screen->paint(drawing::build(named)), GetParam()), "");
}

INSTANTIATE_TEST_SUITE_P(All, GoldenWindow, testing::Values("max-padded-one", "dark"));

}  // namespace
}  // namespace poolscope
