/// The panel at the left: each control changes the layer, within its bounds.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "robot.hpp"

namespace poolscope::ui {

namespace {

using testing::HasSubstr;
using testing::Not;

/// Opens the chains, so that two numbers change apart.
void part(Robot& robot, std::initializer_list<const char*> rows) {
    for (const char* row : rows) robot.click(std::string(row) + ".chain");
}

TEST(LayerPanel, StepsANumberWithItsButtons) {
    Robot robot;
    part(robot, {"layer.kernel"});
    robot.click("layer.kernel_h.more");
    EXPECT_EQ(robot.document().layer().params.kernel_size, (Extent{4, 3}));
    robot.click("layer.kernel_w.less");
    EXPECT_EQ(robot.document().layer().params.kernel_size, (Extent{4, 2}));
    robot.key(Key::z, true);
    EXPECT_EQ(robot.document().layer().params.kernel_size, (Extent{4, 3}));
}

TEST(LayerPanel, AChainKeepsTwoNumbersEqual) {
    for (const char* row :
         {"layer.kernel", "layer.stride", "layer.padding_both", "layer.dilation"}) {
        Robot robot;
        const PoolParams before = robot.document().layer().params;
        std::string box = row;
        if (box.ends_with("_both")) box.resize(box.size() - 5);
        robot.click(box + "_h.more");
        const PoolParams after = robot.document().layer().params;
        EXPECT_FALSE(after == before) << row;
        EXPECT_EQ(after.kernel_size.h, after.kernel_size.w) << row;
        EXPECT_EQ(after.stride.h, after.stride.w) << row;
        EXPECT_EQ(after.padding.top, after.padding.left) << row;
        EXPECT_EQ(after.padding.bottom, after.padding.right) << row;
        EXPECT_EQ(after.dilation.h, after.dilation.w) << row;
        robot.click(box + "_w.less");
        EXPECT_EQ(robot.document().layer().params, before) << row << ", from the other box";
        robot.key(Key::z, true);
        EXPECT_EQ(robot.document().layer().params, after) << row << ": both are one undo step";
    }
}

TEST(LayerPanel, AnOpenChainClosesOnTheFirstNumber) {
    Robot robot;
    part(robot, {"layer.kernel"});
    robot.click("layer.kernel_w.less");
    EXPECT_EQ(robot.document().layer().params.kernel_size, (Extent{3, 2}));
    robot.click("layer.kernel.chain");
    EXPECT_EQ(robot.document().layer().params.kernel_size, (Extent{3, 3}));
    robot.click("layer.kernel_w.less");
    EXPECT_EQ(robot.document().layer().params.kernel_size, (Extent{2, 2}));
}

TEST(LayerPanel, AChainStaysWithinWhatBothAllow) {
    Robot robot;
    ASSERT_TRUE(robot.app.store().dispatch(model::DocumentAction(model::ResizeInput{1, 3, 9})));
    robot.frames(2);
    robot.click("layer.kernel_w");
    robot.type("9");
    robot.key(Key::enter);
    EXPECT_EQ(robot.document().layer().params.kernel_size, (Extent{5, 5})) << "3 rows, padding 1";
}

TEST(LayerPanel, TwoTypedNumbersAreTakenAtOnce) {
    Robot robot;
    part(robot, {"layer.kernel"});
    robot.click("layer.kernel_h");
    robot.type("2");
    robot.key(Key::tab);
    EXPECT_EQ(robot.document().layer().params.kernel_size, (Extent{3, 3})) << "the first waits";
    robot.type("4");
    robot.key(Key::enter);
    EXPECT_EQ(robot.document().layer().params.kernel_size, (Extent{2, 4}));
    robot.key(Key::z, true);
    EXPECT_EQ(robot.document().layer().params.kernel_size, (Extent{3, 3})) << "one undo step";

    robot.click("layer.kernel_h");
    robot.type("2");
    robot.key(Key::tab);
    robot.key(Key::escape);
    EXPECT_EQ(robot.document().layer().params.kernel_size, (Extent{2, 3})) << "the first was meant";
}

TEST(LayerPanel, EveryNumberBoxSetsItsOwnNumber) {
    Robot robot;
    part(robot, {"layer.kernel", "layer.stride", "layer.padding_both", "layer.dilation"});
    const auto more = [&](const char* id) { robot.click(std::string(id) + ".more"); };
    more("layer.stride_h");
    EXPECT_EQ(robot.document().layer().params.stride, (Extent{3, 2}));
    more("layer.stride_w");
    EXPECT_EQ(robot.document().layer().params.stride, (Extent{3, 3}));
    more("layer.padding_h");
    EXPECT_EQ(robot.document().layer().params.padding, (Padding{2, 1, 2, 1}));
    more("layer.padding_w");
    EXPECT_EQ(robot.document().layer().params.padding, (Padding{2, 2, 2, 2}));
    more("layer.dilation_h");
    EXPECT_EQ(robot.document().layer().params.dilation, (Extent{2, 1}));
    more("layer.dilation_w");
    EXPECT_EQ(robot.document().layer().params.dilation, (Extent{2, 2}));
}

TEST(LayerPanel, SetsTheFourSidesApart) {
    Robot robot;
    const auto choose = [&](const std::string& way) {
        robot.click("layer.padding_mode");
        robot.click("layer.padding_mode." + way);
    };
    choose("sides");
    ASSERT_TRUE(robot.has("layer.padding_bottom"));
    robot.click("layer.padding_bottom.more");
    robot.click("layer.padding_right.less");
    EXPECT_EQ(robot.document().layer().params.padding, (Padding{1, 1, 2, 0}));
    robot.click("layer.padding_top.more");
    robot.click("layer.padding_left.more");
    EXPECT_EQ(robot.document().layer().params.padding, (Padding{2, 2, 2, 0}));
    choose("linked");
    EXPECT_EQ(robot.document().layer().params.padding, (Padding{2, 2, 2, 2}));
    EXPECT_FALSE(robot.has("layer.padding_bottom"));
}

TEST(LayerPanel, TypesANumber) {
    Robot robot;
    part(robot, {"layer.kernel"});
    robot.click("layer.kernel_h");
    robot.type("2");
    robot.key(Key::enter);
    EXPECT_EQ(robot.document().layer().params.kernel_size, (Extent{2, 3}));
    robot.click("layer.kernel_h");
    robot.type("5");
    robot.key(Key::escape);
    EXPECT_EQ(robot.document().layer().params.kernel_size.h, 2);
    robot.click("layer.kernel_h");
    robot.type("x1");
    robot.key(Key::enter);
    EXPECT_EQ(robot.document().layer().params.kernel_size.h, 2) << "no number: nothing changes";
}

TEST(LayerPanel, TabGoesToTheNextNumber) {
    Robot robot;
    robot.click("layer.kernel_h");
    robot.type("2");
    robot.key(Key::tab);
    EXPECT_EQ(robot.document().layer().params.kernel_size, (Extent{2, 2}));
    robot.type("4");
    robot.key(Key::enter);
    EXPECT_EQ(robot.document().layer().params.kernel_size, (Extent{4, 4}));
}

TEST(LayerPanel, HoldsATypedNumberWithinItsBounds) {
    Robot robot;
    robot.click("layer.kernel_h");
    robot.type("99");
    robot.key(Key::enter);
    EXPECT_EQ(robot.document().layer().params.kernel_size.h, 8)
        << "6 rows and a padding of 1 each side";
    robot.click("layer.stride_h");
    robot.type("-4");
    robot.key(Key::enter);
    EXPECT_EQ(robot.document().layer().params.stride.h, 1);
    robot.click("layer.dilation_h");
    robot.type("999999999999999999999");
    robot.key(Key::enter);
    EXPECT_EQ(robot.document().layer().params.dilation.h, 1)
        << "a window of 8 rows fills the input";
}

TEST(LayerPanel, SaysWhyANumberWasHeldBack) {
    Robot robot;
    robot.click("layer.kernel_h");
    robot.type("99");
    robot.key(Key::enter);
    EXPECT_THAT(robot.app.shown_tooltip(), HasSubstr("At most 8: a larger window"));
    robot.click("layer.stride_h.more");
    robot.move_to("panel.stage");
    EXPECT_THAT(robot.app.shown_tooltip(), Not(HasSubstr("At most 8")));
}

TEST(LayerPanel, TurnsTheWheelAsOneUndoStep) {
    Robot robot;
    robot.move_to("layer.stride_h");
    robot.wheel(1);
    robot.wheel(1);
    robot.wheel(1);
    EXPECT_EQ(robot.document().layer().params.stride.h, 5);
    robot.wheel(-1);
    EXPECT_EQ(robot.document().layer().params.stride.h, 4);
    robot.key(Key::z, true);
    EXPECT_EQ(robot.document().layer().params.stride.h, 2);
}

TEST(LayerPanel, DragsANumberAsOneUndoStep) {
    Robot robot;
    const drawing::Point from = robot.middle("layer.stride_h");
    robot.drag(from, {{from.x + 33, from.y}});
    EXPECT_EQ(robot.document().layer().params.stride.h, 6);
    EXPECT_FALSE(robot.has("layer.stride_h.field")) << "a drag is no click";
    robot.key(Key::z, true);
    EXPECT_EQ(robot.document().layer().params.stride.h, 2);
}

TEST(LayerPanel, NoControlReachesAnIllegalLayer) {
    Robot robot;
    for (const char* id : {"layer.kernel_h", "layer.dilation_h", "layer.kernel_w"})
        for (int i = 0; i < 10; ++i) robot.click(std::string(id) + ".more");
    EXPECT_TRUE(robot.app.store().run().results.geometry.has_value());
    for (const char* id : {"layer.padding_h", "layer.padding_w", "inspector.rows", "inspector.cols",
                           "layer.stride_h"})
        for (int i = 0; i < 8; ++i) robot.click(std::string(id) + ".less");
    EXPECT_TRUE(robot.app.store().run().results.geometry.has_value());
    EXPECT_EQ(robot.document().layer().params.kernel_size.h, 8);
    EXPECT_EQ(robot.document().shape().h, 6);
}

TEST(LayerPanel, FlipsCeilMode) {
    Robot robot;
    robot.click("layer.ceil_mode");
    EXPECT_TRUE(robot.document().layer().params.ceil_mode);
    robot.click("layer.ceil_mode");
    EXPECT_FALSE(robot.document().layer().params.ceil_mode);
}

TEST(LayerPanel, CountsPaddingOnlyForAMean) {
    Robot robot;
    EXPECT_FALSE(robot.at("layer.count_include_pad").enabled);
    robot.click("layer.count_include_pad");
    EXPECT_TRUE(robot.document().layer().params.count_include_pad);
    robot.click("layer.operator.avg");
    robot.click("layer.count_include_pad");
    EXPECT_FALSE(robot.document().layer().params.count_include_pad);
}

TEST(LayerPanel, SetsADivisorOfOnesOwn) {
    Robot robot;
    robot.click("layer.operator.avg");
    robot.click("layer.divisor_override");
    EXPECT_EQ(robot.document().layer().params.divisor_override, 9) << "begins at the window's size";
    robot.click("layer.divisor");
    robot.type("4");
    robot.key(Key::enter);
    EXPECT_EQ(robot.document().layer().params.divisor_override, 4);
    EXPECT_FALSE(robot.at("layer.count_include_pad").enabled);
    robot.click("layer.divisor_override");
    EXPECT_FALSE(robot.document().layer().params.divisor_override);
}

TEST(LayerPanel, ExplainsAGreyControlInATooltip) {
    Robot robot;
    robot.move_to("layer.count_include_pad");
    robot.frames(60);
    EXPECT_THAT(robot.app.shown_tooltip(), HasSubstr("Only a mean"));
    robot.move_to("layer.kernel_h");
    robot.frames(60);
    EXPECT_THAT(robot.app.shown_tooltip(), HasSubstr("From 1 to 8"));
}

}  // namespace

}  // namespace poolscope::ui
