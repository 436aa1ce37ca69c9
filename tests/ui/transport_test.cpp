/// The panel at the bottom, and its keys.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "robot.hpp"

namespace poolscope::ui {

namespace {

TEST(Transport, StepsWithItsButtons) {
    Robot robot;
    EXPECT_FALSE(robot.playback().playing) << "it starts paused";
    EXPECT_EQ(robot.view().step, 0U);
    robot.click("transport.next");
    robot.click("transport.next");
    EXPECT_EQ(robot.view().step, 2U);
    robot.click("transport.back");
    EXPECT_EQ(robot.view().step, 1U);
    robot.click("transport.last");
    EXPECT_EQ(robot.view().step, 8U);
    robot.click("transport.next");
    EXPECT_EQ(robot.view().step, 8U);
    robot.click("transport.first");
    EXPECT_EQ(robot.view().step, 0U);
}

TEST(Transport, StepsWithKeys) {
    Robot robot;
    robot.key(Key::right);
    robot.key(Key::right);
    EXPECT_EQ(robot.view().step, 2U);
    robot.key(Key::left);
    EXPECT_EQ(robot.view().step, 1U);
    robot.key(Key::end);
    EXPECT_EQ(robot.view().step, 8U);
    robot.key(Key::home);
    EXPECT_EQ(robot.view().step, 0U);
}

TEST(Transport, PlaysInTimeAndStopsAtTheEnd) {
    Robot robot;
    robot.key(Key::space);
    EXPECT_TRUE(robot.playback().playing);
    robot.frames(15);
    EXPECT_GT(robot.app.wait_seconds(), 0.1) << "nothing moves until the first second is over";
    EXPECT_LT(robot.app.wait_seconds(), 1);
    int moving = 0;
    for (int i = 0; i < 60; ++i) {
        robot.frames(1);
        if (robot.app.wait_seconds() <= 0) ++moving;
    }
    EXPECT_GT(moving, 5) << "the window glides at the display's rate";
    EXPECT_LT(moving, 40) << "and then rests";
    robot.frames(50);
    EXPECT_EQ(robot.view().step, 2U) << "a window a second";
    robot.frames(60 * 8);
    EXPECT_EQ(robot.view().step, 8U);
    EXPECT_FALSE(robot.playback().playing);
}

TEST(Transport, PlaysFasterAndSlower) {
    Robot robot;
    robot.click("transport.speed.4");
    EXPECT_EQ(robot.preferences().speed, 4);
    robot.click("transport.play");
    robot.frames(61);
    EXPECT_EQ(robot.view().step, 4U);
    robot.click("transport.play");
    EXPECT_FALSE(robot.playback().playing);
    for (const auto& [id, speed] :
         {std::pair{"quarter", 0.25}, {"half", 0.5}, {"1", 1.0}, {"2", 2.0}, {"8", 8.0}}) {
        robot.click(std::string("transport.speed.") + id);
        EXPECT_EQ(robot.preferences().speed, speed);
    }
}

TEST(Transport, LoopsFromTheEndToTheBeginning) {
    Robot robot;
    robot.click("transport.loop");
    EXPECT_TRUE(robot.preferences().loop);
    robot.key(Key::end);
    robot.key(Key::right);
    EXPECT_EQ(robot.view().step, 0U);
    robot.key(Key::l);
    EXPECT_FALSE(robot.preferences().loop);
}

TEST(Transport, GlidesWhenPlayedAndJumpsWhenScrubbed) {
    Robot robot;
    robot.click("transport.play");
    robot.frames(64);
    EXPECT_EQ(robot.view().step, 1U);
    EXPECT_GT(robot.view().glide.share, 0.0F);
    EXPECT_LT(robot.view().glide.share, 1.0F);
    const Anchor line = robot.at("transport.timeline");
    robot.click(drawing::Point{line.rect.x + line.rect.w - 12, line.rect.center().y});
    EXPECT_EQ(robot.view().step, 8U);
    EXPECT_EQ(robot.view().glide.share, 1.0F);
    EXPECT_FALSE(robot.playback().playing);
}

TEST(Transport, ScrubsAlongTheTimeline) {
    Robot robot;
    const Anchor line = robot.at("transport.timeline");
    const float y = line.rect.center().y;
    robot.drag({line.rect.x + 12, y}, {{line.rect.center().x, y}});
    EXPECT_EQ(robot.view().step, 4U);
    robot.drag({line.rect.center().x, y}, {{line.rect.x - 300, y}});
    EXPECT_EQ(robot.view().step, 0U);
}

TEST(Transport, ScrubsThroughManySteps) {
    Robot robot;
    ASSERT_TRUE(robot.app.store().dispatch(model::DocumentAction(model::ResizeInput{1, 600, 500})));
    robot.frames(4);
    const Anchor line = robot.at("transport.timeline");
    robot.click(line.rect.center());
    const std::size_t count =
        model::steps_per_channel(robot.app.store().run().results, Grain::window);
    EXPECT_NEAR(static_cast<double>(robot.view().step), static_cast<double>(count) / 2,
                static_cast<double>(count) * 0.01);
}

TEST(Transport, StepsByCell) {
    Robot robot;
    robot.key(Key::right);
    robot.click("transport.grain.cell");
    EXPECT_EQ(robot.view().grain, Grain::cell);
    EXPECT_EQ(robot.view().step, 9U) << "the window's first cell";
    robot.click("transport.next");
    EXPECT_EQ(robot.view().step, 10U);
    robot.click("transport.grain.window");
    EXPECT_EQ(robot.view().step, 1U) << "the window of the cell";
}

TEST(Transport, RestsWhenNothingHappens) {
    Robot robot;
    robot.move_to(drawing::Point{700, 30});
    robot.frames(60);
    EXPECT_EQ(robot.app.wait_seconds(), std::numeric_limits<double>::infinity());
}

TEST(Transport, ATooltipIsDrawnOnceMoreToBeSeen) {
    Robot robot;
    robot.move_to("transport.play");
    int frames = 0;
    for (; robot.app.shown_tooltip().empty() && frames < 100; ++frames) robot.frames(1);
    ASSERT_FALSE(robot.app.shown_tooltip().empty());
    EXPECT_EQ(robot.app.wait_seconds(), 0);
    robot.frames(1);
    EXPECT_EQ(robot.app.wait_seconds(), std::numeric_limits<double>::infinity());
}

TEST(Transport, IsGreyWhileTheLayerCannotBe) {
    Robot robot;
    PoolParams params = robot.document().layer().params;
    params.kernel_size = {40, 40};
    ASSERT_TRUE(robot.app.store().dispatch(model::DocumentAction(model::SetParams{params, 0})));
    robot.frames(3);
    for (const char* id : {"transport.first", "transport.back", "transport.play", "transport.next",
                           "transport.last", "transport.timeline"})
        EXPECT_FALSE(robot.at(id).enabled) << id;
    robot.key(Key::space);
    EXPECT_FALSE(robot.playback().playing);
}

}  // namespace

}  // namespace poolscope::ui
