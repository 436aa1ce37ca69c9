/// The choice of operator, and the numbers that only some operators take.
#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "robot.hpp"

namespace poolscope::ui {

namespace {

using model::Grid;

void choose(Robot& robot, std::string_view id) {
    const std::string anchor = "layer.operator." + std::string(id);
    if (!robot.has(anchor)) robot.click("layer.operator.more");
    robot.click(anchor);
}

/// Gives the input `channels` channels.
void set_shape(Robot& robot, int samples, int channels) {
    const Shape shape = robot.document().shape();
    ASSERT_TRUE(robot.app.store().dispatch(
        model::DocumentAction(model::ResizeInput{channels, shape.h, shape.w, 0, samples})));
    robot.frames(3);
}

TEST(Operators, EveryOneCanBeChosen) {
    for (const Operator* op : operators()) {
        Robot robot;
        set_shape(robot, 1, 4);
        choose(robot, op->id);
        EXPECT_EQ(robot.document().layer().op->id, op->id);
        EXPECT_THAT(robot.app.messages(), testing::IsEmpty()) << op->id;
        EXPECT_TRUE(robot.app.store().run().results.geometry.has_value()) << op->id;
    }
}

TEST(Operators, TheListNamesThemAllAndClosesWithEscape) {
    Robot robot;
    robot.click("layer.operator.more");
    EXPECT_TRUE(robot.has("layer.operator.list.max"));
    for (const Operator* op : operators())
        EXPECT_TRUE(robot.has("layer.operator." + std::string(op->id))) << op->id;
    robot.key(Key::escape);
    EXPECT_FALSE(robot.has("layer.operator.list.max"));
    EXPECT_EQ(robot.document().layer().op->id, "max");
}

TEST(Operators, TheListIsWalkedWithTheArrowKeys) {
    Robot robot;
    robot.click("layer.operator.more");
    robot.key(Key::down);
    robot.key(Key::down);
    robot.key(Key::up);
    robot.key(Key::enter);
    EXPECT_EQ(robot.document().layer().op->id, operators()[1]->id);
    EXPECT_EQ(robot.view().step, 0U) << "the keys are the list's";
}

TEST(Operators, ASliderIsDraggedAsOneUndoStep) {
    Robot robot;
    choose(robot, "lp");
    const Anchor track = robot.at("layer.norm.track");
    const float y = track.rect.center().y;
    robot.drag({track.rect.x + 8, y}, {{track.rect.center().x, y}});
    const double norm = robot.document().layer().params.norm;
    EXPECT_GT(norm, 4);
    EXPECT_LT(norm, 8);
    EXPECT_EQ(std::round(norm * 10) / 10, norm) << "a tenth";
    robot.key(Key::z, true);
    EXPECT_EQ(robot.document().layer().params.norm, 2);
    EXPECT_EQ(robot.document().layer().op->id, "lp");
}

TEST(Operators, TheNormReachesInfinityAtTheRightEnd) {
    Robot robot;
    choose(robot, "lp");
    const Anchor track = robot.at("layer.norm.track");
    const float y = track.rect.center().y;
    robot.drag(track.rect.center(), {{track.rect.right() + 60, y}});
    EXPECT_TRUE(std::isinf(robot.document().layer().params.norm));
    robot.drag(track.rect.center(), {{track.rect.x - 60, y}});
    EXPECT_EQ(robot.document().layer().params.norm, 1);
}

TEST(Operators, ASliderTurnsWithTheWheel) {
    Robot robot;
    choose(robot, "mixed");
    robot.move_to("layer.mix.track");
    robot.wheel(1);
    robot.wheel(1);
    EXPECT_DOUBLE_EQ(robot.document().layer().params.mix, 0.6);
    robot.key(Key::z, true);
    EXPECT_EQ(robot.document().layer().params.mix, 0.5);
}

TEST(Operators, ASlidersValueIsTyped) {
    Robot robot;
    choose(robot, "lp");
    robot.click("layer.norm.value");
    robot.type("3.3");
    robot.key(Key::enter);
    EXPECT_EQ(robot.document().layer().params.norm, 3.3);
    robot.double_click("layer.norm.track");
    ASSERT_TRUE(robot.has("layer.norm.field"));
    robot.type("inf");
    robot.key(Key::enter);
    EXPECT_TRUE(std::isinf(robot.document().layer().params.norm));
}

TEST(Operators, ANumberThatTheOperatorForbidsIsRefusedWithItsReason) {
    Robot robot;
    choose(robot, "lp");
    robot.click("layer.norm.value");
    robot.type("0");
    robot.key(Key::enter);
    EXPECT_EQ(robot.document().layer().params.norm, 2);
    ASSERT_EQ(robot.app.messages().size(), 1U);
    EXPECT_THAT(robot.app.messages().front(), testing::HasSubstr("below 1 it is no norm"));
}

TEST(Operators, TheSeedIsTypedAndDrawnAgain) {
    Robot robot;
    choose(robot, "stochastic");
    robot.click("layer.seed");
    robot.type("41");
    robot.key(Key::enter);
    EXPECT_EQ(robot.document().layer().params.seed, 41U);
    robot.click("layer.draw_again");
    EXPECT_EQ(robot.document().layer().params.seed, 42U);
}

TEST(Operators, FractionalTakesAKernelAndAnOutputSize) {
    Robot robot;
    choose(robot, "fractional");
    EXPECT_TRUE(robot.has("layer.kernel_h"));
    EXPECT_TRUE(robot.has("layer.seed"));
    for (const char* id : {"layer.stride_h", "layer.padding_mode", "layer.dilation_h",
                           "layer.ceil_mode", "layer.placement.sliding"})
        EXPECT_FALSE(robot.has(id)) << id;
    const int before = robot.document().layer().params.output_size.h;
    robot.click("layer.output_h.more");
    EXPECT_EQ(robot.document().layer().params.output_size.h, before + 1);
}

TEST(Operators, MaxoutsGroupDividesTheChannels) {
    Robot robot;
    set_shape(robot, 1, 6);
    choose(robot, "maxout");
    EXPECT_EQ(robot.document().layer().params.channel_group, 2);
    robot.click("layer.channel_group.more");
    EXPECT_EQ(robot.document().layer().params.channel_group, 3);
    robot.click("layer.channel_group.more");
    EXPECT_EQ(robot.document().layer().params.channel_group, 6);
    robot.click("layer.channel_group.less");
    EXPECT_EQ(robot.document().layer().params.channel_group, 3);
    robot.click("inspector.channels.less");
    EXPECT_EQ(robot.document().shape().c, 3) << "whole groups";
    EXPECT_TRUE(robot.app.store().run().results.geometry.has_value());
}

TEST(Operators, ScoresAreEditedAsCellsAndReset) {
    Robot robot;
    choose(robot, "attention");
    EXPECT_FALSE(robot.at("layer.reset_scores").enabled);
    robot.click("layer.edit_scores");
    EXPECT_TRUE(robot.view().edits_scores);
    const auto before = robot.document().input;
    robot.click(robot.cell(model::Pane::input, 1, 2));
    robot.type("2.5");
    robot.key(Key::enter);
    robot.key(Key::escape);
    ASSERT_TRUE(robot.document().layer().params.scores);
    EXPECT_EQ(robot.document().layer().params.scores->at(0, 0, 1, 2), 2.5F);
    EXPECT_EQ(robot.document().input, before) << "the input stays as it is";
    robot.click(robot.cell(model::Pane::input, 1, 2));
    robot.key(Key::p);
    robot.drag(robot.cell(model::Pane::input, 1, 2), {robot.cell(model::Pane::input, 3, 2)});
    EXPECT_EQ(robot.document().layer().params.scores->at(0, 0, 3, 2), 2.5F);
    robot.click("layer.reset_scores");
    EXPECT_FALSE(robot.document().layer().params.scores);
}

TEST(Operators, ANumberOfOneOperatorIsNotShownForAnother) {
    Robot robot;
    EXPECT_FALSE(robot.has("layer.norm"));
    choose(robot, "lp");
    EXPECT_TRUE(robot.has("layer.norm"));
    EXPECT_FALSE(robot.has("layer.seed"));
    choose(robot, "avg");
    EXPECT_FALSE(robot.has("layer.norm"));
}

}  // namespace

}  // namespace poolscope::ui
