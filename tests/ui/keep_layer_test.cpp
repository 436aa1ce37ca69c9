/// Opening an input never takes the person's own layer away in silence.
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "robot.hpp"

namespace poolscope::ui {

namespace {

namespace fs = std::filesystem;

class KeepLayer : public testing::Test {
protected:
    void SetUp() override {
        folder = fs::path(testing::TempDir()) / "poolscope-keep-layer";
        fs::remove_all(folder);
        fs::create_directories(folder);
        std::ofstream(folder / "a.ppm") << "P6 2 2 255\nabcdefghijkl";
        std::ofstream(folder / "b.csv") << "1,2,3\n4,5,6\n7,8,9\n";
    }
    void TearDown() override { fs::remove_all(folder); }
    static void drop(Robot& robot, const fs::path& file) {
        robot.app.drop({file});
        robot.frames(3);
    }

    fs::path folder;
};

TEST_F(KeepLayer, NobodyIsAskedWhoHasNoLayerOfTheirOwn) {
    Robot robot;
    drop(robot, folder / "a.ppm");
    EXPECT_FALSE(robot.has("dialog.keep_layer"));
    EXPECT_EQ(robot.document().shape().c, 3);
    drop(robot, folder / "b.csv");
    EXPECT_FALSE(robot.has("dialog.keep_layer")) << "the picture's layer was the program's";
    EXPECT_EQ(robot.document().shape(), (Shape{1, 1, 3, 3}));
}

TEST_F(KeepLayer, AKeptLayerStaysAndTheInputCanBeTakenBack) {
    Robot robot;
    robot.click("layer.operator.avg");
    const model::Document before = robot.document();
    drop(robot, folder / "a.ppm");
    ASSERT_TRUE(robot.has("dialog.keep_layer"));
    EXPECT_EQ(robot.document(), before) << "nothing changes before it is answered";
    robot.key(Key::enter);  // keeping it is meant
    EXPECT_EQ(robot.document().layer(), before.layer());
    EXPECT_EQ(robot.document().shape(), (Shape{1, 3, 2, 2}));
    robot.key(Key::z, true);
    EXPECT_EQ(robot.document(), before);
}

TEST_F(KeepLayer, BeginningAnewAsksAboutUnsavedWork) {
    Robot robot;
    robot.click("layer.operator.avg");
    drop(robot, folder / "b.csv");
    robot.click("dialog.anew");
    ASSERT_TRUE(robot.has("dialog.unsaved"));
    robot.click("dialog.discard");
    EXPECT_EQ(robot.document().layer().op->id, "max");
    EXPECT_EQ(robot.document().shape(), (Shape{1, 1, 3, 3}));
}

TEST_F(KeepLayer, GivingUpChangesNothing) {
    Robot robot;
    robot.click("layer.operator.avg");
    const model::Document before = robot.document();
    drop(robot, folder / "a.ppm");
    ASSERT_TRUE(robot.has("dialog.keep_layer"));
    robot.key(Key::escape);
    EXPECT_FALSE(robot.has("dialog.keep_layer"));
    EXPECT_EQ(robot.document(), before);
}

}  // namespace

}  // namespace poolscope::ui
