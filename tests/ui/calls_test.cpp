/// The layer as a framework's call, and a call as the layer.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "robot.hpp"

namespace poolscope::ui {

namespace {

using testing::HasSubstr;

TEST(Calls, AreCopiedForEachFramework) {
    Robot robot;
    robot.click("layer.call.copy");
    EXPECT_EQ(robot.clipboard(), "nn.MaxPool2d(3, stride=2, padding=1)");
    robot.click("layer.dialect.onnx");
    robot.click("layer.call.copy");
    EXPECT_THAT(robot.clipboard(), HasSubstr("MaxPool"));
    EXPECT_THAT(robot.clipboard(), HasSubstr("pads"));
}

TEST(Calls, SayWhyThereIsNone) {
    Robot robot;
    EXPECT_FALSE(robot.has("layer.call.note"));
    robot.click("layer.operator.more");
    robot.click("layer.operator.softpool");
    ASSERT_TRUE(robot.has("layer.call.note"));
    EXPECT_FALSE(robot.has("layer.call.copy"));
}

TEST(Calls, APastedOneSetsTheLayer) {
    Robot robot;
    robot.clipboard("F.avg_pool2d(x, 2, ceil_mode=True)");
    robot.click("layer.call.paste");
    ASSERT_TRUE(robot.has("dialog.call"));
    ASSERT_TRUE(robot.at("dialog.use").enabled) << "the clipboard stands in it already";
    robot.click("dialog.use");
    EXPECT_FALSE(robot.has("dialog.call"));
    EXPECT_EQ(robot.document().layer().op->id, "avg");
    EXPECT_EQ(robot.document().layer().params.kernel_size, (Extent{2, 2}));
    EXPECT_EQ(robot.document().layer().params.stride, (Extent{2, 2}));
    EXPECT_TRUE(robot.document().layer().params.ceil_mode);
    EXPECT_EQ(robot.document().layer().dialect->id, "pytorch");
    robot.key(Key::z, true);
    EXPECT_EQ(robot.document(), model::default_document()) << "one undo step";
}

TEST(Calls, AreReadAsTheyAreTyped) {
    Robot robot;
    robot.clipboard("1 2 3");
    robot.key(Key::v, true, true);
    ASSERT_TRUE(robot.has("dialog.call"));
    EXPECT_FALSE(robot.at("dialog.use").enabled) << "the clipboard holds no call";
    robot.frames(3);
    robot.type("nn.MaxPool2d(2)");
    EXPECT_TRUE(robot.at("dialog.use").enabled);
    EXPECT_FALSE(robot.has("dialog.call.reading.1"));
    robot.key(Key::escape);
    EXPECT_FALSE(robot.has("dialog.call"));
    EXPECT_EQ(robot.document(), model::default_document());
}

TEST(Calls, OfAProgramAreChosenFrom) {
    Robot robot;
    robot.clipboard("def f(x):\n  x = F.max_pool2d(x, 2)\n  return F.avg_pool2d(x, 3)\n");
    robot.key(Key::v, true, true);
    ASSERT_TRUE(robot.has("dialog.call.which"));
    robot.click("dialog.call.which");
    robot.click("dialog.call.which.1");
    robot.click("dialog.use");
    EXPECT_EQ(robot.document().layer().op->id, "avg");
    EXPECT_EQ(robot.document().layer().params.kernel_size, (Extent{3, 3}));
}

TEST(Calls, SayWhatWasNotRead) {
    Robot robot;
    robot.clipboard("nn.MaxPool2d(2, return_indices=True)");
    robot.key(Key::v, true, true);
    EXPECT_TRUE(robot.at("dialog.use").enabled);
    EXPECT_TRUE(robot.has("dialog.call.reading.1"));
}

TEST(Calls, ThatAFrameworkRefusesAreNotUsed) {
    Robot robot;
    robot.clipboard("nn.MaxPool2d(2, padding=3)");
    robot.key(Key::v, true, true);
    EXPECT_FALSE(robot.at("dialog.use").enabled);
    EXPECT_TRUE(robot.has("dialog.call.reading.0"));
}

TEST(Calls, PastedOnTheWindowOpenTheDialog) {
    Robot robot;
    robot.clipboard("keras.layers.AveragePooling2D(pool_size=2, padding=\"same\")");
    robot.key(Key::v, true);
    ASSERT_TRUE(robot.has("dialog.call"));
    robot.click("dialog.use");
    EXPECT_EQ(robot.document().layer().op->id, "avg");
    EXPECT_EQ(robot.document().layer().dialect->id, "keras");
    robot.clipboard("5 6\n7 8\n");
    robot.key(Key::v, true);
    EXPECT_FALSE(robot.has("dialog.call")) << "a grid is the input";
    EXPECT_EQ(robot.document().shape(), (Shape{1, 1, 2, 2}));
}

}  // namespace

}  // namespace poolscope::ui
