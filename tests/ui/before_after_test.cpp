/// A picture before and after pooling: shown by button, menu and key, and its divider moved by
/// mouse and keyboard.
#include <cmath>

#include <gtest/gtest.h>

#include "drawing/canvas.hpp"
#include "faults.hpp"
#include "robot.hpp"

namespace poolscope::ui {

namespace {

using model::PictureView;

/// A robot before a photograph of 96 x 128 pixels.
struct WithPicture : Robot {
    explicit WithPicture(int width = 1280, int height = 720) : Robot(width, height) {
        model::Values values(Shape{1, 3, 96, 128});
        for (int row = 0; row < 96; ++row)
            for (int col = 0; col < 128; ++col)
                for (int c = 0; c < 3; ++c)
                    values.at(0, c, row, col) = static_cast<float>((row * (c + 2) + col * 3) % 256);
        const model::ReplaceInput input{
            std::make_shared<const model::Values>(std::move(values)), {"R", "G", "B"}, true, {}};
        EXPECT_TRUE(app.store().dispatch(model::DocumentAction{input}));
        frames(4);
    }
};

TEST(BeforeAfter, IsOfferedForPicturesForward) {
    {
        Robot grid;
        EXPECT_FALSE(grid.has("mode.picture.over"));
        grid.key(Key::d);
        EXPECT_EQ(grid.view().picture_view, PictureView::beside);
    }
    WithPicture robot;
    EXPECT_TRUE(robot.has("mode.picture.over"));
    EXPECT_FALSE(robot.has("stage.divider"));
    robot.key(Key::b);
    robot.frames(3);
    EXPECT_FALSE(robot.has("mode.picture.over"));
}

TEST(BeforeAfter, ButtonsAndKeysShowIt) {
    WithPicture robot;
    robot.click("mode.picture.over");
    EXPECT_EQ(robot.view().picture_view, PictureView::over);
    EXPECT_TRUE(robot.has("stage.divider"));
    robot.key(Key::d);
    EXPECT_EQ(robot.view().picture_view, PictureView::beside);
    robot.key(Key::t);
    EXPECT_EQ(robot.view().picture_view, PictureView::true_size);
    robot.click("mode.picture.beside");
    EXPECT_EQ(robot.view().picture_view, PictureView::beside);
    robot.key(Key::d);
    EXPECT_EQ(robot.view().picture_view, PictureView::over);
}

TEST(BeforeAfter, TheDividerFollowsTheMouseToBothEnds) {
    WithPicture robot;
    robot.key(Key::d);
    const drawing::Rect before = robot.at("stage.input").rect,
                        after = robot.at("stage.output").rect;
    const drawing::Point from = robot.middle("stage.divider");
    const float third = before.x + (after.right() - before.x) / 3;
    robot.drag(from, {{third, from.y}});
    EXPECT_NEAR(robot.view().divider, 1.0F / 3, 0.01);
    EXPECT_NEAR(robot.middle("stage.divider").x, third, 1.5);
    EXPECT_EQ(robot.view().camera.zoom, 1) << "the picture stays where it is";
    robot.drag(robot.middle("stage.divider"), {{0, from.y}});
    EXPECT_EQ(robot.view().divider, 0);
    robot.drag(robot.middle("stage.divider"), {{1270, from.y}});
    EXPECT_EQ(robot.view().divider, 1);
}

TEST(BeforeAfter, TheHandleLiesBesideALens) {
    WithPicture robot;
    robot.key(Key::d);
    robot.key(Key::z);
    for (std::size_t step = 0; step < 12 * 16; step += 5) {
        robot.app.store().dispatch(model::ViewAction(model::Seek{step}));
        robot.frames(3);
        ASSERT_TRUE(robot.has("stage.lens"));
        if (!robot.has("stage.divider.handle")) continue;
        const drawing::Rect handle = robot.at("stage.divider.handle").rect;
        const drawing::Rect both = drawing::intersection(handle, robot.at("stage.lens").rect);
        EXPECT_LE(both.w * both.h, 0) << "step " << step;
    }
}

TEST(BeforeAfter, TheDividerFollowsKeys) {
    WithPicture robot;
    robot.key(Key::d);
    robot.key(Key::left, false, true);
    EXPECT_NEAR(robot.view().divider, 0.45, 1e-4);
    robot.key(Key::right, false, true);
    robot.key(Key::right, false, true);
    EXPECT_NEAR(robot.view().divider, 0.55, 1e-4);
    const std::size_t step = robot.view().step;
    for (int i = 0; i < 100 && robot.app.focused() != "stage.divider"; ++i) robot.key(Key::tab);
    ASSERT_EQ(robot.app.focused(), "stage.divider");
    robot.key(Key::left);
    EXPECT_NEAR(robot.view().divider, 0.54, 1e-4);
    EXPECT_EQ(robot.view().step, step) << "the arrow is the divider's while it has the focus";
}

TEST(BeforeAfter, WordsFitAndNothingOverlaps) {
    for (const auto& [width, height] :
         {std::pair{1000, 640}, std::pair{1280, 720}, std::pair{1920, 1080}}) {
        WithPicture robot(width, height);
        for (const Key key : {Key::d, Key::t}) {
            robot.key(key);
            robot.frames(3);
            EXPECT_TRUE(faults_of(robot.app.anchors(), static_cast<float>(width),
                                  static_cast<float>(height))
                            .empty())
                << width;
        }
    }
}

}  // namespace

}  // namespace poolscope::ui
