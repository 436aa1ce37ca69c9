/// The inspector over a network: the last layer's numbers, what outputs see, and the ledger with
/// its exercise.
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/examples.hpp"
#include "io/temp_folder.hpp"
#include "robot.hpp"

namespace poolscope::ui {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

/// The carried network of eight layers, the first of them looked at.
struct NetworkRobot : Robot {
    explicit NetworkRobot(int height = 900) : Robot(1440, height) {
        auto opened = io::open_example("edges");
        EXPECT_TRUE(opened);
        app.store().open(std::move(opened->document), opened->view, {});
        look(0);
    }
    void look(std::size_t layer) {
        EXPECT_TRUE(app.store().dispatch(model::ViewAction(model::LookAt{layer})));
        frames(3);
    }
    void set_layers(std::vector<NetworkLayer> layers) {
        EXPECT_TRUE(
            app.store().dispatch(model::DocumentAction(model::SetLayers{std::move(layers)})));
        frames(3);
    }
    [[nodiscard]] std::size_t looked_at() { return app.store().at(); }
    void go_to(std::string_view control) {
        for (int i = 0; i < 300 && app.focused() != control; ++i) key(Key::tab);
        ASSERT_EQ(app.focused(), control);
    }
};

constexpr const char* row = "inspector.network.row.";

TEST(NetworkInspector, TellsWhatTheLastLayerSays) {
    NetworkRobot robot;
    EXPECT_TRUE(robot.has("inspector.prediction.0"));
    EXPECT_TRUE(robot.has("inspector.prediction.1"));
    EXPECT_FALSE(robot.has("inspector.prediction.2"));
    // Maps are no prediction, nor is one number, nor are too many scores.
    std::vector<NetworkLayer> layers = robot.app.store().whole().layers;
    layers.resize(5);
    robot.set_layers(layers);
    EXPECT_FALSE(robot.has("inspector.prediction.0"));
    Linear linear;
    linear.weight = Weights(Tensor<float>({1, 1, 20, 36}, 0.5F));
    layers.push_back({.layer = linear, .inputs = {4}});
    robot.set_layers(layers);
    EXPECT_TRUE(robot.has("inspector.prediction.19"));
    linear.weight = Weights(Tensor<float>({1, 1, 21, 36}, 0.5F));
    layers.back().layer = linear;
    robot.set_layers(layers);
    EXPECT_FALSE(robot.has("inspector.prediction.0"));
    // Of many shares the largest are shown.
    layers.push_back({.layer = Softmax{}, .inputs = {5}});
    robot.set_layers(layers);
    EXPECT_TRUE(robot.has("inspector.prediction.9"));
    EXPECT_FALSE(robot.has("inspector.prediction.10"));
    EXPECT_TRUE(robot.has("inspector.prediction.more"));
}

TEST(NetworkInspector, ARowIsALayerToLookAt) {
    NetworkRobot robot;
    for (int layer : {8, 3, 1}) {
        robot.click(row + std::to_string(layer));
        EXPECT_EQ(robot.looked_at(), static_cast<std::size_t>(layer - 1));
    }
    robot.go_to(std::string(row) + "1");
    robot.key(Key::down);
    robot.key(Key::down);
    EXPECT_EQ(robot.looked_at(), 2U);
    EXPECT_EQ(robot.app.focused(), std::string(row) + "3");
    robot.key(Key::up);
    EXPECT_EQ(robot.looked_at(), 1U);
}

TEST(NetworkInspector, SaysWhatOneOutputSees) {
    NetworkRobot robot;
    EXPECT_TRUE(robot.has("inspector.field.own"));
    EXPECT_TRUE(robot.has("inspector.field.last"));
    robot.look(7);
    EXPECT_TRUE(robot.has("inspector.field.own"));
    EXPECT_FALSE(robot.has("inspector.field.last")) << "it is the last one itself";
}

TEST(NetworkInspector, TheInputIsTheNetworksWhereverOneLooks) {
    NetworkRobot robot(1600);
    robot.look(4);
    ASSERT_EQ(robot.document().shape(), (Shape{1, 1, 6, 6}));
    robot.click("inspector.rows.more");
    EXPECT_EQ(robot.app.store().whole().shape(), (Shape{1, 1, 13, 12}));
    robot.click("inspector.fill.checkerboard");
    EXPECT_EQ(robot.app.store().whole().input->at(0, 0, 0, 1), 9);
    EXPECT_EQ(robot.looked_at(), 4U);
}

TEST(NetworkInspector, TheLedgerIsCopiedAndWritten) {
    const io::TempFolder folder;
    NetworkRobot robot;
    robot.click("inspector.network.copy");
    robot.click("inspector.network.copy.latex");
    EXPECT_THAT(robot.clipboard(), StartsWith("\\begin{tabular}"));
    EXPECT_THAT(robot.app.messages(), ElementsAre(HasSubstr("LaTeX")));
    robot.click("inspector.network.save");
    EXPECT_TRUE(robot.has("dialog.file.name")) << "it asks where to";
    robot.key(Key::escape);
    robot.click("menu.edit");
    robot.click("menu.network.menu");
    robot.click("menu.network.ledger");
    EXPECT_TRUE(robot.has("dialog.file.name"));
}

TEST(NetworkInspector, AHiddenNumberIsShownByAClick) {
    NetworkRobot robot;
    EXPECT_FALSE(robot.has("inspector.network.row.1.shape"));
    robot.click("inspector.network.predict");
    EXPECT_TRUE(robot.has("inspector.network.row.1.shape"));
    EXPECT_TRUE(robot.has("inspector.network.row.8.parameters"));
    EXPECT_FALSE(robot.has("inspector.prediction.0")) << "as many bars, so many outputs";
    robot.click("inspector.network.row.1.shape");
    EXPECT_FALSE(robot.has("inspector.network.row.1.shape"));
    EXPECT_EQ(robot.looked_at(), 0U);
    robot.click("inspector.network.row.2");
    EXPECT_EQ(robot.looked_at(), 1U) << "its name is still a way there";
    robot.click("inspector.network.again");
    EXPECT_TRUE(robot.has("inspector.network.row.1.shape"));
    robot.click("inspector.network.predict");
    EXPECT_FALSE(robot.has("inspector.network.row.1.shape"));
}

TEST(NetworkInspector, HiddenNumbersAreTypedOneAfterTheOther) {
    NetworkRobot robot;
    robot.click("inspector.network.predict");
    EXPECT_EQ(robot.app.focused(), "inspector.network.row.1.shape")
        << "what is typed is its answer";
    robot.type("2x12x12");
    robot.key(Key::enter);
    EXPECT_FALSE(robot.has("inspector.network.row.1.shape"));
    EXPECT_EQ(robot.app.focused(), "inspector.network.row.1.parameters");
    robot.type("18");
    robot.key(Key::enter);
    EXPECT_TRUE(robot.has("inspector.network.row.1.parameters"));
    EXPECT_TRUE(robot.has("inspector.network.wrong"));
    EXPECT_EQ(robot.app.focused(), "inspector.network.row.1.parameters") << "to try again";
    robot.type("20");
    robot.key(Key::tab);
    EXPECT_FALSE(robot.has("inspector.network.row.1.parameters"));
    EXPECT_FALSE(robot.has("inspector.network.wrong"));
    EXPECT_EQ(robot.app.focused(), "inspector.network.row.2.shape");
    // An empty answer asks for the right one.
    robot.key(Key::enter);
    robot.key(Key::enter);
    EXPECT_FALSE(robot.has("inspector.network.row.2.shape"));
    robot.key(Key::enter);
    robot.key(Key::escape);
    EXPECT_TRUE(robot.has("inspector.network.row.2.parameters"));
}

TEST(NetworkInspector, WhatIsHiddenIsHiddenEverywhere) {
    NetworkRobot robot;
    robot.click("inspector.network.predict");
    robot.frames(2);
    EXPECT_TRUE(robot.view().prediction.hides_size);
    EXPECT_FALSE(robot.has("inspector.facts.0"));
    robot.move_to("strip.layer.1");
    robot.frames(60);
    EXPECT_THAT(robot.app.shown_tooltip(), testing::Not(HasSubstr("12")));
    robot.click("inspector.network.row.1.shape");
    robot.frames(2);
    EXPECT_FALSE(robot.view().prediction.hides_size);
    robot.move_to("strip.layer.1");
    robot.frames(60);
    EXPECT_THAT(robot.app.shown_tooltip(), HasSubstr("2 × 12 × 12"));
}

TEST(NetworkInspector, EveryControlIsReachedByTab) {
    for (std::size_t layer = 0; layer < 8; ++layer)
        for (const bool exercise : {false, true}) {
            NetworkRobot robot;
            robot.look(layer);
            if (exercise) robot.click("inspector.network.predict");
            std::set<std::string> reached;
            for (int i = 0; i < 400; ++i) {
                robot.key(Key::tab);
                if (!reached.insert(std::string(robot.app.focused())).second) break;
            }
            for (const auto& [name, anchor] : robot.app.anchors().all()) {
                const bool panel = name.starts_with("layer.") || name.starts_with("inspector.");
                if (!panel || anchor.kind != AnchorKind::widget || !anchor.enabled) continue;
                // Parts of a control, and rows and cells that the arrow keys go through.
                const bool part = name.ends_with(".less") || name.ends_with(".more") ||
                                  name.ends_with(".value") ||
                                  name.starts_with("layer.kernel.cells.");
                const bool hidden = name.ends_with(".shape") || name.ends_with(".parameters");
                const bool other =
                    name.starts_with(row) && !hidden && name != row + std::to_string(layer + 1);
                if (!part && !other) {
                    EXPECT_TRUE(reached.contains(name)) << name << ", layer " << layer;
                }
            }
        }
}

}  // namespace

}  // namespace poolscope::ui
