/// Networks on the screen: files that are dropped, cards' menus, names, and code that is pasted.
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/npy.hpp"
#include "io/temp_folder.hpp"
#include "robot.hpp"

namespace poolscope::ui {

namespace {

using testing::ElementsAre;

const std::filesystem::path digits = POOLSCOPE_SOURCE_DIR "/tests/fuzz/corpus/onnx/digits.onnx";

const model::Document& network(Robot& robot) {
    return robot.app.store().whole();
}

std::vector<std::string> kinds(Robot& robot) {
    std::vector<std::string> ids;
    for (const NetworkLayer& one : network(robot).layers) ids.emplace_back(kind_id(one.layer));
    return ids;
}

void drop(Robot& robot, const std::filesystem::path& file) {
    robot.app.drop({file});
    robot.frames(3);
}

TEST(Networks, ADroppedFileIsOne) {
    Robot robot;
    EXPECT_FALSE(robot.has("strip.layer.1"));
    drop(robot, digits);
    EXPECT_EQ(network(robot).layers.size(), 7U);
    EXPECT_TRUE(robot.has("strip.layer.7"));
    robot.click("strip.layer.3");
    EXPECT_EQ(robot.app.store().at(), 2U);
    EXPECT_EQ(robot.document().layer().op->id, "max") << "the stage shows it as any pooling";
}

TEST(Networks, ACardHasAMenu) {
    Robot robot;
    drop(robot, digits);
    robot.click(robot.middle("strip.layer.2"), 1);
    ASSERT_TRUE(robot.has("menu.context.layer_look"));
    EXPECT_FALSE(robot.has("menu.context.copy_picture")) << "those are the stage's";
    robot.click("menu.context.layer_look");
    EXPECT_EQ(robot.app.store().at(), 1U);
    robot.click(robot.middle("strip.layer.2"), 1);
    robot.click("menu.context.layer_remove");
    EXPECT_EQ(network(robot).layers.size(), 6U);
    robot.key(Key::z, true);
    EXPECT_EQ(network(robot).layers.size(), 7U);
}

TEST(Networks, ACardsMenuOpensByAKey) {
    Robot robot;
    drop(robot, digits);
    robot.click("strip.layer.2");
    for (int i = 0; i < 60 && robot.app.focused() != "strip.layer.2"; ++i) robot.key(Key::tab);
    ASSERT_EQ(robot.app.focused(), "strip.layer.2");
    robot.key(Key::menu);
    ASSERT_TRUE(robot.has("menu.context.layer_before"));
    EXPECT_EQ(robot.app.focused(), "menu.context.layer_before");
    const drawing::Rect card = robot.at("strip.layer.2").rect;
    EXPECT_NEAR(robot.at("menu.context.layer_before").rect.x, card.x, 40);
    EXPECT_GT(robot.at("menu.context.layer_before").rect.y, card.y);
    robot.key(Key::escape);
    EXPECT_FALSE(robot.has("menu.context.layer_before"));
}

TEST(Networks, ALayerIsRenamed) {
    Robot robot;
    drop(robot, digits);
    robot.click(robot.middle("strip.layer.2"), 1);
    robot.click("menu.context.layer_rename");
    ASSERT_TRUE(robot.has("dialog.rename_layer"));
    robot.frames(3);
    robot.type("positive");  // the name that stood there is selected
    robot.key(Key::enter);
    EXPECT_FALSE(robot.has("dialog.rename_layer"));
    EXPECT_EQ(network(robot).layers[1].name, "positive");
    robot.click(robot.middle("strip.layer.2"), 1);
    robot.click("menu.context.layer_rename");
    robot.frames(3);
    robot.type("other");
    robot.key(Key::escape);
    robot.key(Key::escape);
    EXPECT_FALSE(robot.has("dialog.rename_layer"));
    EXPECT_EQ(network(robot).layers[1].name, "positive");
}

TEST(Networks, AnInputOfAnotherShapeIsAskedAbout) {
    const io::TempFolder folder;
    const auto file = folder.write("wide.npy", io::write_npy(Tensor<float>({1, 1, 4, 8}, 2.0F), 4));
    Robot robot;
    drop(robot, digits);
    const auto layers = network(robot).layers;
    drop(robot, file);
    ASSERT_TRUE(robot.has("dialog.fit_input"));
    robot.click("dialog.cancel");
    EXPECT_EQ(network(robot).layers, layers);
    EXPECT_NE(network(robot).input->at(0, 0, 0, 0), 2);
    drop(robot, file);
    robot.click("dialog.crop");
    EXPECT_EQ(network(robot).layers, layers);
    EXPECT_EQ(network(robot).shape(), (Shape{1, 1, 4, 4}));
    EXPECT_EQ(network(robot).input->at(0, 0, 0, 0), 2);
    robot.key(Key::z, true);
    drop(robot, file);
    robot.click("dialog.anew");
    EXPECT_EQ(network(robot).shape(), (Shape{1, 1, 4, 8}));
    EXPECT_FALSE(robot.has("strip.layer.1"));
}

TEST(Networks, PastedCodeIsOne) {
    Robot robot;
    robot.clipboard(
        "model = nn.Sequential(\n  nn.Conv2d(1, 2, 3, padding=1),\n  nn.ReLU(),\n"
        "  nn.MaxPool2d(2),\n)\n");
    robot.key(Key::v, true);
    ASSERT_TRUE(robot.has("dialog.call"));
    ASSERT_TRUE(robot.at("dialog.use").enabled);
    EXPECT_TRUE(robot.has("dialog.call.which")) << "its pooling layer alone can be had too";
    robot.click("dialog.use");
    EXPECT_THAT(kinds(robot), ElementsAre("conv", "relu", "max"));
    robot.key(Key::z, true);
    EXPECT_EQ(network(robot), model::default_document());

    robot.key(Key::v, true);
    robot.click("dialog.call.which");
    robot.click("dialog.call.which.0");
    robot.click("dialog.use");
    EXPECT_THAT(kinds(robot), ElementsAre("max"));
    EXPECT_EQ(robot.document().layer().params.kernel_size, (Extent{2, 2}));
}

}  // namespace

}  // namespace poolscope::ui
