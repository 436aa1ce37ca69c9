/// Both painters draw the same scene alike, and as in the golden pictures.
#include <gtest/gtest.h>

#include "paint/blessed.hpp"
#include "paint/every_primitive.hpp"
#include "paint/file/cairo_painter.hpp"
#include "paint/pixel_compare.hpp"
#include "render/screen.hpp"

namespace poolscope {
namespace {

class Painters : public testing::Test {
protected:
    void SetUp() override {
        auto opened = test::Screen::open();
        ASSERT_TRUE(opened) << opened.error().message();
        screen = std::move(*opened);
    }
    std::unique_ptr<test::Screen> screen;
};

/// Edges are smoothed in different ways: many pixels differ a little, few by much.
TEST_F(Painters, Agree) {
    for (const float scale : {1.0F, 1.5F, 2.0F}) {
        const paint::Pixels cairo =
            paint::paint_to_pixels(test::every_primitive(), {scale, false}).value();
        const paint::Pixels imgui = screen->paint(test::every_primitive(), scale);
        const test::Difference found = test::difference(cairo, imgui, 48);
        RecordProperty("share", std::to_string(found.share));
        RecordProperty("mean", std::to_string(found.mean));
        EXPECT_LE(found.share, 0.005) << "at scale " << scale;
        EXPECT_LE(found.mean, 0.6) << "at scale " << scale;
    }
}

TEST_F(Painters, AgreementIsNotBlind) {
    const paint::Pixels cairo = paint::paint_to_pixels(test::every_primitive()).value();
    const paint::Pixels moved = screen->paint(test::every_primitive(3));
    EXPECT_GT(test::difference(cairo, moved, 48).share, 0.02);
}

TEST_F(Painters, MatchTheGoldenPictures) {
    EXPECT_EQ(
        test::against_golden(screen->paint(test::every_primitive()), "every-primitive-screen"), "");
    EXPECT_EQ(test::against_golden(paint::paint_to_pixels(test::every_primitive()).value(),
                                   "every-primitive-file"),
              "");
}

TEST_F(Painters, GoldenPicturesNoticeAMovedDrawing) {
    if (test::blessing()) GTEST_SKIP() << "the golden pictures are being written";
    EXPECT_NE(
        test::against_golden(screen->paint(test::every_primitive(1)), "every-primitive-screen"),
        "");
    drawing::Drawing drawing = test::every_primitive();
    std::get<drawing::Box>(drawing.primitives.front()).rect.x += 2;
    EXPECT_NE(test::against_golden(screen->paint(drawing), "every-primitive-screen"), "")
        << "one box moved";
}

TEST_F(Painters, DrawTheSameFrameTwiceAlike) {
    const paint::Pixels first = screen->paint(test::every_primitive());
    EXPECT_EQ(first, screen->paint(test::every_primitive()));
}

}  // namespace
}  // namespace poolscope
