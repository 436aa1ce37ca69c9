/// The dialogs that ask how a file is read.
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/npy.hpp"
#include "robot.hpp"

namespace poolscope::ui {

namespace {

namespace fs = std::filesystem;

class Reading : public testing::Test {
protected:
    void SetUp() override {
        const auto* info = testing::UnitTest::GetInstance()->current_test_info();
        folder = fs::path(testing::TempDir()) / (std::string("poolscope-reading-") + info->name());
        fs::remove_all(folder);
        fs::create_directories(folder);
    }
    void TearDown() override { fs::remove_all(folder); }

    /// Drops an array of zeros.
    void drop_array(Robot& robot, Shape shape, int rank) const {
        ASSERT_TRUE(
            io::write_file_atomically(folder / "a.npy", io::write_npy(Tensor<float>(shape), rank)));
        robot.app.drop({folder / "a.npy"});
        robot.frames(3);
    }

    fs::path folder;
};

TEST_F(Reading, BothLayoutsAreDrawnAndOneIsTaken) {
    Robot robot;
    drop_array(robot, {1, 48, 64, 3}, 3);
    ASSERT_TRUE(robot.has("dialog.layout"));
    EXPECT_TRUE(robot.has("dialog.layout.first") && robot.has("dialog.layout.last"));
    robot.click("dialog.last");
    robot.frames(3);
    EXPECT_FALSE(robot.has("dialog.layout"));
    EXPECT_EQ(robot.document().shape(), (Shape{1, 3, 48, 64}));
    drop_array(robot, {1, 28, 28, 1}, 4);
    EXPECT_FALSE(robot.has("dialog.layout")) << "the answer holds";
    EXPECT_EQ(robot.document().shape(), (Shape{1, 1, 28, 28}));
}

TEST_F(Reading, CancellingOpensNothing) {
    Robot robot;
    const Shape before = robot.document().shape();
    drop_array(robot, {1, 48, 64, 3}, 3);
    robot.key(Key::escape);
    robot.frames(3);
    EXPECT_FALSE(robot.has("dialog.layout"));
    EXPECT_EQ(robot.document().shape(), before);
}

TEST_F(Reading, OneArrayOfSeveralIsChosen) {
    Robot robot;
    fs::copy(fs::path(POOLSCOPE_SOURCE_DIR) / "tests/fuzz/corpus/npz/two", folder / "two.npz");
    robot.app.drop({folder / "two.npz"});
    robot.frames(3);
    ASSERT_TRUE(robot.has("dialog.array"));
    robot.click("dialog.array.list");
    robot.frames(3);
    robot.key(Key::down);
    robot.key(Key::enter);
    robot.frames(3);
    robot.click("dialog.open");
    robot.frames(3);
    EXPECT_FALSE(robot.has("dialog.array"));
    EXPECT_NE(robot.document().shape(), model::default_document().shape());
}

TEST_F(Reading, APartOfALargePictureIsChosen) {
    Robot robot;
    std::string file = "P6 6000 4000 255\n";
    file.resize(file.size() + std::size_t{6000} * 4000 * 3, '\x40');
    std::ofstream(folder / "large.ppm", std::ios::binary) << file;
    robot.app.drop({folder / "large.ppm"});
    robot.frames(3);
    ASSERT_TRUE(robot.has("dialog.picture"));
    robot.click("dialog.picture.way.part");
    robot.frames(2);
    robot.click("dialog.open");
    robot.frames(3);
    EXPECT_EQ(robot.document().shape(), (Shape{1, 3, 4000, 4096}));
    EXPECT_TRUE(robot.document().picture);
}

}  // namespace

}  // namespace poolscope::ui
