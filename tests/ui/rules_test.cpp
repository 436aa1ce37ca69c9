/// Placement, padding modes, and what a framework's rules leave of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "robot.hpp"

namespace poolscope::ui {

namespace {

using testing::HasSubstr;

void choose(Robot& robot, const std::string& list, const std::string& id) {
    robot.click(list);
    robot.click(list + "." + id);
}

TEST(Placement, SlidingAdaptiveAndGlobal) {
    Robot robot;
    robot.click("layer.placement.adaptive");
    EXPECT_EQ(robot.document().layer().params.placement, Placement::adaptive);
    for (const char* id : {"layer.kernel_h", "layer.stride_h", "layer.padding_mode",
                           "layer.dilation_h", "layer.ceil_mode"})
        EXPECT_FALSE(robot.has(id)) << id;
    const Extent size = robot.document().layer().params.output_size;
    robot.click("layer.output_w.more");
    EXPECT_EQ(robot.document().layer().params.output_size, (Extent{size.h, size.w + 1}));
    robot.click("layer.output_h.less");
    EXPECT_EQ(robot.document().layer().params.output_size, (Extent{size.h - 1, size.w + 1}));
    robot.click("layer.placement.global");
    EXPECT_EQ(robot.document().layer().params.placement, Placement::global);
    EXPECT_FALSE(robot.has("layer.output_h"));
    EXPECT_EQ(robot.app.store().run().results.geometry->output.plane_count(), 1U);
    robot.click("layer.placement.sliding");
    EXPECT_EQ(robot.document().layer().params.kernel_size, (Extent{3, 3})) << "as it was";
}

TEST(PaddingMode, SameShowsTheNumbersThatComeOut) {
    Robot robot;
    choose(robot, "layer.padding_mode", "same_upper");
    EXPECT_EQ(robot.document().layer().params.padding_mode, PaddingMode::same_upper);
    EXPECT_EQ(robot.app.store().run().results.geometry->output.h, 3) << "6 / 2";
    ASSERT_TRUE(robot.has("layer.padding_bottom")) << "an odd cell: the sides differ";
    EXPECT_FALSE(robot.at("layer.padding_bottom").enabled);
    robot.click("layer.padding_bottom.more");
    EXPECT_EQ(robot.document().layer().params.padding_mode, PaddingMode::same_upper);
    choose(robot, "layer.padding_mode", "valid");
    EXPECT_EQ(robot.document().layer().params.padding_mode, PaddingMode::valid);
    EXPECT_FALSE(robot.at("layer.padding_h").enabled);
    choose(robot, "layer.padding_mode", "same_lower");
    EXPECT_EQ(robot.document().layer().params.padding_mode, PaddingMode::same_lower);
    choose(robot, "layer.padding_mode", "sides");
    EXPECT_EQ(robot.document().layer().params.padding_mode, PaddingMode::numbers);
    EXPECT_EQ(robot.document().layer().params.padding, (Padding{1, 1, 0, 0}))
        << "begins as it came out";
}

TEST(Rules, ADialectIsChosenAndKept) {
    Robot robot;
    EXPECT_EQ(robot.document().layer().dialect->id, "explicit");
    for (const Dialect* dialect : dialects()) {
        choose(robot, "layer.rules", std::string(dialect->id));
        EXPECT_EQ(robot.document().layer().dialect->id, dialect->id);
    }
    robot.key(Key::z, true);
    EXPECT_EQ(robot.document().layer().dialect->id, dialects()[dialects().size() - 2]->id);
}

TEST(Rules, WhatADialectChangesIsSaid) {
    Robot robot;
    robot.click("layer.ceil_mode");
    choose(robot, "layer.rules", "keras");
    EXPECT_FALSE(robot.document().layer().params.ceil_mode);
    ASSERT_EQ(robot.app.messages().size(), 1U);
    EXPECT_THAT(robot.app.messages().front(), HasSubstr("By the rules of Keras"));
    EXPECT_THAT(robot.app.messages().front(), HasSubstr("ceil_mode"));
}

TEST(Rules, WhatADialectForbidsIsGreyWithItsReason) {
    Robot robot;
    choose(robot, "layer.rules", "keras");
    robot.click("layer.operator.avg");
    EXPECT_FALSE(robot.at("layer.ceil_mode").enabled);
    EXPECT_FALSE(robot.at("layer.count_include_pad").enabled);
    robot.move_to("layer.ceil_mode");
    robot.frames(60);
    EXPECT_THAT(robot.app.shown_tooltip(), HasSubstr("Unrecognized keyword arguments"))
        << "the framework's own words";
    robot.click("layer.ceil_mode");
    EXPECT_FALSE(robot.document().layer().params.ceil_mode);
}

TEST(Rules, PyTorchAllowsPaddingUpToHalfTheKernel) {
    Robot robot;
    choose(robot, "layer.rules", "pytorch");
    for (int i = 0; i < 4; ++i) robot.click("layer.padding_h.more");
    EXPECT_EQ(robot.document().layer().params.padding.top, 1) << "half of 3";
    robot.click("layer.padding_h");
    robot.type("2");
    robot.key(Key::enter);
    EXPECT_EQ(robot.document().layer().params.padding.top, 1);
}

TEST(Rules, AnActionThatADialectRefusesShowsItsReason) {
    Robot robot;
    choose(robot, "layer.rules", "pytorch");
    PoolParams params = robot.document().layer().params;
    params.padding = {2, 2, 2, 2};
    const auto done =
        robot.app.store().dispatch(model::DocumentAction(model::SetParams{params, 0}));
    ASSERT_FALSE(done);
    EXPECT_THAT(done.error().located().english(), HasSubstr("pad should be"));
}

}  // namespace

}  // namespace poolscope::ui
