/// The panel at the left over a network: the kind of the layer that is looked at, and its numbers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/examples.hpp"
#include "lessons/read_lesson.hpp"
#include "model/layer_kinds.hpp"
#include "robot.hpp"

namespace poolscope::ui {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// The carried network, and its layers: edges (conv), ReLU, max, corners (conv), ReLU, max, linear,
/// softmax.
struct NetworkRobot : Robot {
    explicit NetworkRobot(std::size_t layer = 0, int width = 1440, int height = 900)
        : Robot(width, height) {
        auto opened = io::open_example("edges");
        EXPECT_TRUE(opened);
        app.store().open(std::move(opened->document), opened->view, {});
        look(layer);
    }
    void look(std::size_t layer) {
        EXPECT_TRUE(app.store().dispatch(model::ViewAction(model::LookAt{layer})));
        frames(3);
    }
    void change(AnyLayer layer) {
        EXPECT_TRUE(app.store().dispatch(
            model::DocumentAction(model::ChangeLayer{app.store().at(), std::move(layer)})));
        frames(3);
    }
    template <class Kind>
    [[nodiscard]] const Kind& as() {
        return std::get<Kind>(app.store().whole().layers[app.store().at()].layer);
    }
    [[nodiscard]] std::string kind() {
        return std::string(kind_id(app.store().whole().layers[app.store().at()].layer));
    }
    [[nodiscard]] float weight(int output, int input, int row, int col) {
        return as<Conv2d>().weight->at(output, input, row, col);
    }
};

TEST(NetworkLayer, OneLayerAloneHasNoKind) {
    const Robot robot;
    EXPECT_FALSE(robot.has("layer.kind.heading"));
    EXPECT_FALSE(robot.has("inspector.network.heading"));
}

TEST(NetworkLayer, ItsKindIsChosen) {
    NetworkRobot robot(1);
    for (const char* kind : {"conv", "linear", "relu"}) {
        robot.click(std::string("layer.kind.") + kind);
        EXPECT_EQ(robot.kind(), kind);
    }
    robot.click("layer.kind.pool");
    EXPECT_EQ(robot.kind(), "max");
    EXPECT_TRUE(robot.has("layer.operator.avg")) << "which pooling stands below";
    robot.click("layer.kind.more");
    robot.click("layer.kind.batch_norm");
    EXPECT_EQ(robot.kind(), "batch_norm");
    robot.click("layer.kind.more");
    EXPECT_FALSE(robot.has("layer.kind.add")) << "it needs two inputs";
    robot.click("layer.kind.list.relu");
    EXPECT_EQ(robot.kind(), "relu");
    robot.key(Key::z, true);
    EXPECT_EQ(robot.kind(), "batch_norm");
}

TEST(NetworkLayer, EveryKindOfTheListCanBeChosen) {
    for (const model::LayerKind& kind : model::layer_kinds()) {
        if (kind.joins) continue;
        NetworkRobot robot(4);
        robot.click("layer.kind.more");
        const bool common = robot.has("layer.kind.list." + std::string(kind.id));
        robot.click("layer.kind." + std::string(common ? "list." : "") + std::string(kind.id));
        EXPECT_EQ(robot.kind(), kind.id);
        EXPECT_TRUE(robot.has("layer.parameters")) << kind.id;
    }
}

TEST(NetworkLayer, AConvolutionsExtentsAreChanged) {
    NetworkRobot robot;
    const Conv2d before = robot.as<Conv2d>();
    robot.click("layer.outputs.more");
    EXPECT_EQ(robot.as<Conv2d>().weight->shape(), (Shape{3, 1, 3, 3}));
    EXPECT_EQ(robot.weight(1, 0, 2, 1), before.weight->at(1, 0, 2, 1));
    robot.click("layer.kernel_h.more");
    EXPECT_EQ(robot.as<Conv2d>().weight->shape(), (Shape{3, 1, 4, 4})) << "chained";
    robot.click("layer.stride_h.more");
    EXPECT_EQ(robot.as<Conv2d>().stride, (Extent{2, 2}));
    robot.click("layer.padding_h.less");
    EXPECT_EQ(robot.as<Conv2d>().padding, (Padding{}));
    robot.click("layer.dilation_h.more");
    EXPECT_EQ(robot.as<Conv2d>().dilation, (Extent{2, 2}));
    for (int i = 0; i < 5; ++i) robot.key(Key::z, true);
    EXPECT_EQ(robot.as<Conv2d>(), before);
}

TEST(NetworkLayer, GroupsDivideBothNumbersOfChannels) {
    NetworkRobot robot(3);
    EXPECT_TRUE(robot.has("layer.groups"));
    robot.click("layer.groups.more");
    EXPECT_EQ(robot.as<Conv2d>().groups, 1) << "1 output does not split";
    robot.click("layer.outputs.more");
    robot.click("layer.groups.more");
    EXPECT_EQ(robot.as<Conv2d>().groups, 2);
    EXPECT_EQ(robot.as<Conv2d>().weight->shape(), (Shape{2, 1, 3, 3}));
    robot.click("layer.outputs.more");
    EXPECT_EQ(robot.as<Conv2d>().weight->shape().n, 4) << "the next one that 2 divides";
    robot.look(0);
    EXPECT_FALSE(robot.has("layer.groups")) << "one channel is no group";
}

TEST(NetworkLayer, AKernelsCellIsTypedInto) {
    NetworkRobot robot;
    const model::Document before = robot.app.store().whole();
    robot.click("layer.kernel.cells.1.2");
    robot.type("0.5");
    robot.key(Key::enter);
    EXPECT_EQ(robot.weight(0, 0, 1, 2), 0.5F);
    // Enter went on below, where typing begins anew.
    robot.type("-3");
    robot.key(Key::tab);
    EXPECT_EQ(robot.weight(0, 0, 2, 2), -3);
    robot.key(Key::z, true);
    EXPECT_EQ(robot.weight(0, 0, 2, 2), 1) << "each value is a step of undo";
    robot.key(Key::z, true);
    EXPECT_EQ(robot.app.store().whole(), before);
    robot.click("layer.kernel.cells.0.0");
    robot.type("9");
    robot.key(Key::escape);
    EXPECT_EQ(robot.app.store().whole(), before);
    robot.click("layer.kernel.cells.0.0");
    robot.type("nine");
    robot.key(Key::enter);
    EXPECT_EQ(robot.app.store().whole(), before);
    EXPECT_THAT(robot.app.messages(), ElementsAre(HasSubstr("number")));
}

TEST(NetworkLayer, AKernelIsReachedAndTypedByKeysAlone) {
    NetworkRobot robot;
    for (int i = 0; i < 200 && robot.app.focused() != "layer.kernel.cells"; ++i)
        robot.key(Key::tab);
    ASSERT_EQ(robot.app.focused(), "layer.kernel.cells");
    const std::size_t step = robot.view().step;
    robot.key(Key::right);
    robot.key(Key::down);
    robot.type("7");
    robot.key(Key::enter);
    EXPECT_EQ(robot.weight(0, 0, 1, 1), 7);
    EXPECT_EQ(robot.app.focused(), "layer.kernel.cells");
    robot.key(Key::left);
    robot.key(Key::enter);
    robot.type("8");
    robot.key(Key::tab);
    EXPECT_EQ(robot.weight(0, 0, 2, 0), 8);
    EXPECT_EQ(robot.view().step, step) << "the arrows were the grid's";
    robot.key(Key::tab);
    EXPECT_EQ(robot.app.focused(), "layer.bias") << "and then on";
}

TEST(NetworkLayer, NothingTypedIsLostBeforeTheFieldIsThere) {
    NetworkRobot robot;
    robot.frames(4);
    const drawing::Point cell = robot.middle("layer.kernel.cells.1.1");
    robot.move_to(cell);
    robot.press();
    robot.release();
    EXPECT_EQ(robot.app.wait_seconds(), 0) << "the field has not got the keyboard";
    robot.type("0.25");
    robot.key(Key::enter);
    EXPECT_EQ(robot.weight(0, 0, 1, 1), 0.25F);
}

TEST(NetworkLayer, IsWrittenAsCode) {
    NetworkRobot robot(0, 1440, 1600);
    robot.click("layer.call.copy");
    EXPECT_EQ(robot.clipboard(), "nn.Conv2d(1, 2, 3, padding=1)");
    robot.click("layer.dialect.keras");
    robot.click("layer.call.copy");
    EXPECT_EQ(robot.clipboard(), "keras.layers.Conv2D(2, 3, padding=\"same\")");
    robot.look(6);
    robot.click("layer.dialect.pytorch");
    robot.click("layer.call.copy");
    EXPECT_EQ(robot.clipboard(), "nn.Flatten()\nnn.Linear(1, 2)");
    robot.look(7);
    robot.click("layer.call.copy");
    EXPECT_EQ(robot.clipboard(), "nn.Softmax(dim=1)");
}

TEST(NetworkLayer, TheChannelsOnShowAreChosen) {
    NetworkRobot robot;
    robot.click("layer.kernel.output.more");
    EXPECT_EQ(robot.view().filter, 1);
    robot.click("layer.kernel.cells.0.1");
    robot.type("6");
    robot.key(Key::enter);
    EXPECT_EQ(robot.weight(1, 0, 0, 1), 6);
    EXPECT_FALSE(robot.has("layer.kernel.input")) << "it reads one channel";
    robot.look(3);
    EXPECT_FALSE(robot.has("layer.kernel.output"));
    robot.click("layer.kernel.input.more");
    EXPECT_EQ(robot.view().channel, 1);
    robot.click("layer.kernel.cells.2.2");
    robot.type("4");
    robot.key(Key::enter);
    EXPECT_EQ(robot.weight(0, 1, 2, 2), 4);
}

TEST(NetworkLayer, AKernelIsSetByName) {
    NetworkRobot robot;
    robot.click("layer.preset");
    robot.click("layer.preset.box");
    EXPECT_EQ(robot.weight(0, 0, 2, 0), 1.0F / 9);
    EXPECT_EQ(robot.weight(1, 0, 0, 0), -1) << "the other output keeps its own";
    EXPECT_FALSE(robot.has("layer.weight_seed"));
    robot.click("layer.preset");
    robot.click("layer.preset.random");
    const Conv2d first = robot.as<Conv2d>();
    robot.click("layer.weight_seed.more");
    EXPECT_NE(robot.as<Conv2d>(), first);
    robot.click("layer.weight_seed.less");
    EXPECT_EQ(robot.as<Conv2d>(), first);
    robot.click("layer.preset");
    robot.click("layer.preset.random");
    EXPECT_NE(robot.as<Conv2d>(), first) << "chosen again, it draws again";
    robot.click("layer.weights.draw");
    EXPECT_NE(robot.weight(1, 0, 0, 0), -1) << "all of them";
}

TEST(NetworkLayer, ASmallKernelHasNoRoomForSomePresets) {
    NetworkRobot robot;
    robot.click("layer.kernel_h.less");
    robot.click("layer.kernel_h.less");
    ASSERT_EQ(robot.as<Conv2d>().weight->shape().h, 1);
    robot.click("layer.preset");
    robot.frames(2);
    EXPECT_FALSE(robot.at("layer.preset.sobel_x").enabled);
    EXPECT_TRUE(robot.at("layer.preset.identity").enabled);
    robot.click("layer.preset.sobel_x");
    EXPECT_NE(robot.weight(0, 0, 0, 0), -2);
}

TEST(NetworkLayer, TheBiasIsTypedTurnedAndTakenAway) {
    NetworkRobot robot(3);
    const auto bias = [&] { return robot.as<Conv2d>().bias->at(0, 0, 0, 0); };
    robot.click("layer.bias");
    robot.type("-2.5");
    robot.key(Key::enter);
    EXPECT_EQ(bias(), -2.5F);
    robot.move_to("layer.bias");
    robot.wheel(1);
    robot.wheel(1);
    EXPECT_EQ(bias(), -2.3F);
    robot.key(Key::z, true);
    EXPECT_EQ(bias(), -2.5F) << "one turn, one step";
    const drawing::Point middle = robot.middle("layer.bias");
    robot.drag(middle, {{middle.x + 40, middle.y}});
    EXPECT_EQ(bias(), -2.0F) << "8 pixels a tenth";
    robot.click("layer.biased");
    EXPECT_FALSE(robot.as<Conv2d>().bias);
    EXPECT_FALSE(robot.has("layer.bias"));
    robot.click("layer.biased");
    EXPECT_EQ(bias(), 0);
}

TEST(NetworkLayer, ALinearLayersWeightsAreShownAgainstWhatItReads) {
    NetworkRobot robot(6);
    EXPECT_TRUE(robot.has("layer.kernel.cells.0.0"));
    EXPECT_FALSE(robot.has("layer.kernel.cells.0.1")) << "it reads one number";
    robot.click("layer.kernel.output.more");
    robot.click("layer.kernel.cells.0.0");
    robot.type("3");
    robot.key(Key::enter);
    EXPECT_EQ(robot.as<Linear>().weight->at(0, 0, 1, 0), 3);
    robot.click("layer.outputs.more");
    EXPECT_EQ(robot.as<Linear>().weight->shape().h, 3);
    // Over maps it has a grid for each.
    robot.look(2);
    robot.click("layer.kind.linear");
    EXPECT_TRUE(robot.has("layer.kernel.cells.11.11"));
    robot.click("layer.kernel.input.more");
    robot.click("layer.kernel.cells.0.2");
    robot.type("5");
    robot.key(Key::enter);
    EXPECT_EQ(robot.as<Linear>().weight->at(0, 0, 0, 144 + 2), 5);
}

TEST(NetworkLayer, FunctionsHaveTheirNumbers) {
    NetworkRobot robot(1);
    EXPECT_FALSE(robot.has("layer.alpha")) << "ReLU has none";
    robot.change(Pointwise{Function::clip, 0, 6});
    robot.click("layer.beta");
    robot.type("4");
    robot.key(Key::enter);
    EXPECT_EQ(robot.as<Pointwise>(), (Pointwise{Function::clip, 0, 4}));
    robot.change(Pointwise{Function::leaky_relu, 0.01F});
    robot.move_to("layer.alpha");
    robot.wheel(1);
    EXPECT_EQ(robot.as<Pointwise>().alpha, 0.02F);
    EXPECT_FALSE(robot.has("layer.beta"));
}

TEST(NetworkLayer, BatchNormalisationHasFourNumbersAChannel) {
    NetworkRobot robot(1);
    robot.click("layer.kind.more");
    robot.click("layer.kind.batch_norm");
    robot.click("layer.norm.channel.more");
    EXPECT_EQ(robot.view().channel, 1);
    const auto enter = [&](const char* box, const char* text) {
        robot.click(box);
        robot.type(text);
        robot.key(Key::enter);
    };
    enter("layer.norm.mean", "2");
    enter("layer.norm.variance", "4");
    enter("layer.norm.scale", "3");
    enter("layer.norm.shift", "0.5");
    const BatchNorm& norm = robot.as<BatchNorm>();
    EXPECT_THAT(norm.mean->cells(), ElementsAre(0, 2));
    EXPECT_THAT(norm.variance->cells(), ElementsAre(1, 4));
    EXPECT_THAT(norm.scale->cells(), ElementsAre(1, 3));
    EXPECT_THAT(norm.shift->cells(), ElementsAre(0, 0.5F));
    enter("layer.norm.variance", "-1");
    EXPECT_EQ(robot.as<BatchNorm>().variance->cells()[1], 0) << "held at 0";
    EXPECT_THAT(robot.app.messages(), ElementsAre(HasSubstr("mean of squares")));
}

TEST(NetworkLayer, AJoinNamesWhatItReads) {
    NetworkRobot robot;
    std::vector<NetworkLayer> layers = robot.app.store().whole().layers;
    layers.resize(2);
    layers.push_back({.layer = Join{Joining::add}, .inputs = {0, 1}});
    ASSERT_TRUE(robot.app.store().dispatch(model::DocumentAction(model::SetLayers{layers})));
    robot.look(2);
    EXPECT_FALSE(robot.at("layer.kind.conv").enabled) << "what has two inputs is no convolution";
    robot.click("layer.kind.conv");
    EXPECT_EQ(robot.kind(), "add");
    robot.click("layer.input.1");
    EXPECT_EQ(robot.app.store().at(), 1U);
}

TEST(NetworkLayer, WhatDoesNotFitIsFittedByAClick) {
    NetworkRobot robot;
    EXPECT_FALSE(robot.has("layer.fault"));
    robot.click("layer.outputs.more");
    EXPECT_FALSE(robot.has("layer.fault")) << "this layer can be";
    robot.look(4);
    EXPECT_TRUE(robot.has("layer.fault"));
    robot.click("layer.faulty");
    EXPECT_EQ(robot.app.store().at(), 3U);
    robot.click("layer.fit");
    EXPECT_FALSE(robot.app.store().outputs().shapes.error);
    EXPECT_EQ(robot.as<Conv2d>().weight->shape(), (Shape{1, 3, 3, 3}));
    EXPECT_EQ(robot.weight(0, 1, 1, 2), 1) << "what has its place is kept";
    EXPECT_FALSE(robot.has("layer.fit"));
    robot.key(Key::z, true);
    EXPECT_TRUE(robot.has("layer.fit"));
}

TEST(NetworkLayer, ALessonLocksItsNumbers) {
    NetworkRobot robot;
    const char* const text = R"(lesson = 1
title = "Locked"
language = "en"
[[scene]]
title = "One"
words = ["Only the stride."]
preset = "edges"
may_change = ["stride"]
)";
    lessons::ReadLesson read = lessons::read_lesson(text, {});
    ASSERT_TRUE(read.faults.empty()) << read.faults.front().message();
    robot.app.start_lesson(std::make_shared<const lessons::Lesson>(std::move(read.lesson)));
    robot.frames(4);
    robot.look(0);
    const model::Document before = robot.app.store().whole();
    for (const char* id : {"layer.kind.linear", "layer.outputs", "layer.bias", "layer.biased",
                           "layer.preset", "layer.weights.draw", "layer.kernel_h"})
        EXPECT_FALSE(robot.at(id).enabled) << id;
    robot.click("layer.kernel.cells.0.0");
    robot.type("5");
    robot.key(Key::enter);
    robot.click("layer.kind.relu");
    EXPECT_EQ(robot.app.store().whole(), before);
    robot.click("layer.stride_h.more");
    EXPECT_EQ(robot.as<Conv2d>().stride, (Extent{2, 2}));
}

}  // namespace

}  // namespace poolscope::ui
