/// The stage for a whole room.
#include <algorithm>

#include <gtest/gtest.h>

#include "robot.hpp"
#include "scene/scene.hpp"
#include "theme/projector.hpp"
#include "ui/layout.hpp"

namespace poolscope::ui {

namespace {

TEST(Projector, ShowsTheStageAlone) {
    Robot robot(1920, 1080);
    EXPECT_FALSE(robot.app.wants_fullscreen());
    robot.key(Key::f11);
    robot.frames(4);
    EXPECT_TRUE(robot.app.wants_fullscreen());
    EXPECT_EQ(robot.at("panel.stage").rect, (scene::Rect{0, 0, 1920, 1080}));
    for (const char* panel : {"menu_bar", "layer", "inspector", "transport", "mode_bar"})
        EXPECT_FALSE(robot.has(std::string("panel.") + panel)) << panel;
    robot.key(Key::escape);
    robot.frames(2);
    EXPECT_FALSE(robot.app.wants_fullscreen());
    EXPECT_TRUE(robot.has("panel.layer"));
}

TEST(Projector, IsWorkedByKeysAndAPresentersRemote) {
    Robot robot(1920, 1080);
    robot.click("menu.projector_chip");
    robot.frames(2);
    robot.key(Key::page_down);
    EXPECT_EQ(robot.view().step, 1U);
    robot.key(Key::right);
    EXPECT_EQ(robot.view().step, 2U);
    robot.key(Key::page_up);
    EXPECT_EQ(robot.view().step, 1U);
    robot.key(Key::space);
    EXPECT_TRUE(robot.view().playing);
    robot.key(Key::space);
    robot.click(robot.cell(model::Pane::input, 2, 2));
    EXPECT_TRUE(robot.view().pin) << "and by the mouse, at its own scale";
    EXPECT_EQ(robot.view().pin->row, 2);
    robot.key(Key::escape);
    EXPECT_TRUE(robot.app.wants_fullscreen()) << "the pin went first";
}

TEST(Projector, RemotesDoNotStepElsewhere) {
    Robot robot;
    robot.key(Key::page_down);
    EXPECT_EQ(robot.view().step, 0U);
}

/// Every word of the stage at 1080 lines is at least 24 pixels high, in every mode and operator.
TEST(Projector, WordsAreLarge) {
    Robot robot(1920, 1080);
    const scene::Size screen{1920, 1080};
    const float scale = projector_scale(screen);
    const scene::Size stage{screen.w / scale, screen.h / scale};
    const theme::Theme& theme = theme::projector_theme(*theme::themes().front());
    model::Store& store = robot.app.store();
    const auto smallest = [&] {
        float size = 1000;
        const auto drawn = scene::build_scene(
            {store.document(), store.view(), store.results(), store.figure()}, theme, stage);
        for (const scene::Primitive& one : drawn.primitives)
            if (const auto* text = std::get_if<scene::Text>(&one))
                size = std::min(size, text->size * scale);
        return size;
    };
    for (const Operator* op : operators()) {
        ASSERT_TRUE(store.dispatch(model::DocumentAction(model::SetOperator{std::string(op->id)})));
        EXPECT_GE(smallest(), 23.99F) << op->id;
    }
    for (const auto mode : {model::Mode::backward, model::Mode::compare, model::Mode::stages}) {
        ASSERT_TRUE(store.dispatch(model::ViewAction(model::SetMode{mode})));
        EXPECT_GE(smallest(), 23.99F) << static_cast<int>(mode);
    }
}

TEST(Motion, IsReducedOnRequest) {
    Robot robot;
    robot.click("menu.view");
    robot.click("menu.view.motion");
    robot.key(Key::space);
    bool glided = false;
    for (int i = 0; i < 200; ++i) {
        robot.frames(1);
        glided = glided || robot.view().glide < 1;
    }
    EXPECT_GT(robot.view().step, 0U);
    EXPECT_FALSE(glided);
}

}  // namespace

}  // namespace poolscope::ui
