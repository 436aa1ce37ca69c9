/// Networks as documents: what actions do to their layers, and how one layer is looked at.
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/layer_kinds.hpp"
#include "model/part.hpp"
#include "model/store.hpp"

namespace poolscope::model {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

AnyLayer fresh(std::string_view kind, const Shape& input) {
    return new_layer(*find_kind(kind), input, 1);
}

/// The scene that the program opens with, and behind its pooling a convolution and a ReLU.
struct StoreOfThree : Store {
    StoreOfThree() {
        const auto add = [&](std::size_t at, AnyLayer layer) {
            EXPECT_TRUE(dispatch(DocumentAction(AddLayer{at, std::move(layer)})));
        };
        add(1, fresh("conv", {1, 1, 3, 3}));
        add(2, fresh("relu", {1, 4, 3, 3}));
    }
};

std::vector<std::string> kinds(const Store& store) {
    std::vector<std::string> ids;
    for (const NetworkLayer& one : store.whole().layers) ids.emplace_back(kind_id(one.layer));
    return ids;
}

std::vector<std::vector<int>> inputs(const Store& store) {
    std::vector<std::vector<int>> all;
    for (const NetworkLayer& one : store.whole().layers) all.push_back(one.inputs);
    return all;
}

TEST(Layers, AreAddedMovedAndTakenOut) {
    StoreOfThree store;
    EXPECT_THAT(kinds(store), ElementsAre("max", "conv", "relu"));
    const auto dispatch = [&](LayersAction action) {
        return store.dispatch(DocumentAction(std::move(action)));
    };
    EXPECT_TRUE(dispatch(AddLayer{0, fresh("relu", {1, 1, 6, 6})}));
    EXPECT_THAT(kinds(store), ElementsAre("relu", "max", "conv", "relu"));
    EXPECT_THAT(inputs(store),
                ElementsAre(ElementsAre(-1), ElementsAre(0), ElementsAre(1), ElementsAre(2)));
    EXPECT_TRUE(dispatch(MoveLayer{3, 1}));
    EXPECT_THAT(kinds(store), ElementsAre("relu", "relu", "max", "conv"));
    EXPECT_TRUE(dispatch(RemoveLayer{0}));
    EXPECT_THAT(kinds(store), ElementsAre("relu", "max", "conv"));
    EXPECT_THAT(inputs(store), ElementsAre(ElementsAre(-1), ElementsAre(0), ElementsAre(1)));
    EXPECT_TRUE(store.dispatch(Undo{}));
    EXPECT_THAT(kinds(store), ElementsAre("relu", "relu", "max", "conv"));
}

TEST(Layers, TheOnlyOneStays) {
    Store store;
    const auto done = store.dispatch(DocumentAction(RemoveLayer{0}));
    ASSERT_FALSE(done);
    EXPECT_THAT(done.error().what.english(), HasSubstr("only layer"));
}

TEST(Layers, OfBranchesKeepTheirReaders) {
    StoreOfThree store;
    std::vector<NetworkLayer> layers = store.whole().layers;
    layers.push_back({.layer = Join{Joining::add}, .inputs = {1, 2}});
    ASSERT_TRUE(store.dispatch(DocumentAction(SetLayers{layers})));
    ASSERT_TRUE(store.dispatch(DocumentAction(AddLayer{2, fresh("relu", {1, 4, 3, 3})})));
    EXPECT_THAT(inputs(store), ElementsAre(ElementsAre(-1), ElementsAre(0), ElementsAre(1),
                                           ElementsAre(2), ElementsAre(1, 3)));
    ASSERT_TRUE(store.dispatch(DocumentAction(RemoveLayer{2})));
    EXPECT_EQ(store.whole().layers, layers);
    const auto moved = store.dispatch(DocumentAction(MoveLayer{0, 1}));
    ASSERT_FALSE(moved);
    EXPECT_THAT(moved.error().what.english(), HasSubstr("branches"));
}

TEST(Network, ComesWithAnInputOfItsOwnWhereThatIsGiven) {
    StoreOfThree store;
    std::vector<NetworkLayer> layers{{.layer = fresh("conv", {1, 3, 8, 8})}};
    ReplaceInput input;
    input.input = std::make_shared<const Values>(Shape{1, 3, 8, 8}, 0.5F);
    ASSERT_TRUE(store.dispatch(DocumentAction(SetLayers{layers, input})));
    EXPECT_EQ(store.whole().shape(), (Shape{1, 3, 8, 8}));
    EXPECT_EQ(store.whole().channel_names.size(), 3U);
    EXPECT_EQ(store.whole().layers, layers);
    ASSERT_TRUE(store.dispatch(Undo{}));
    EXPECT_THAT(kinds(store), ElementsAre("max", "conv", "relu")) << "in one step";
    EXPECT_EQ(store.whole().shape(), (Shape{1, 1, 6, 6}));
    EXPECT_FALSE(store.dispatch(DocumentAction(SetLayers{layers, ReplaceInput{}})));
}

TEST(Network, ALayerIsLookedAtOverWhatItReads) {
    StoreOfThree store;
    ASSERT_TRUE(store.dispatch(ViewAction(LookAt{1})));
    const model::Run& run = store.run();
    ASSERT_TRUE(run.results.geometry);
    EXPECT_EQ(run.document.shape(), (Shape{1, 1, 3, 3}));
    EXPECT_EQ(run.document.layer().op->id, "conv");
    ASSERT_TRUE(run.results.output);
    EXPECT_EQ(run.results.output->shape(), (Shape{1, 4, 3, 3}));
    // What the steps come to is what the network puts out.
    for (int filter = 0; filter < 4; ++filter)
        for (std::size_t i = 0; i < 9; ++i) {
            const auto step = step_of(run, Grain::window, i, {.filter = filter});
            ASSERT_TRUE(step);
            EXPECT_NEAR(step->reduction.output,
                        run.results.output->at(0, filter, step->out_row, step->out_col), 1e-4);
        }
}

TEST(Network, TheInputIsChangedAtTheLayerThatReadsIt) {
    StoreOfThree store;
    ASSERT_TRUE(store.dispatch(ViewAction(LookAt{0})));
    EXPECT_TRUE(store.dispatch(DocumentAction(SetCell{0, 0, 0, 42.0F})));
    EXPECT_EQ(store.whole().input->at(0, 0, 0, 0), 42.0F);
    ASSERT_TRUE(store.dispatch(ViewAction(LookAt{2})));
    const auto done = store.dispatch(DocumentAction(SetCell{0, 0, 0, 1.0F}));
    ASSERT_FALSE(done);
    EXPECT_THAT(done.error().what.english(), HasSubstr("the layers before"));
    // A new input is a new input wherever one looks.
    ASSERT_TRUE(store.dispatch(DocumentAction(FillInput{"checkerboard", 1, 0})));
    EXPECT_EQ(store.whole().input->at(0, 0, 0, 1), 9.0F);
    EXPECT_EQ(store.at(), 2U);
}

TEST(Network, AChangeOfOneLayerReachesThoseBehindIt) {
    StoreOfThree store;
    const auto before = store.outputs().outputs;
    AnyLayer layer = store.whole().layers[1].layer;
    std::get<Conv2d>(layer).bias = Weights(Tensor<float>({1, 4, 1, 1}, 5.0F));
    ASSERT_TRUE(store.dispatch(DocumentAction(ChangeLayer{1, layer, 0})));
    const auto& after = store.outputs().outputs;
    EXPECT_EQ(after[0], before[0]);  // the very same values
    EXPECT_NEAR(after[1]->at(0, 0, 0, 0), before[1]->at(0, 0, 0, 0) + 5, 1e-4);
    EXPECT_EQ(after[2]->at(0, 0, 0, 0), std::max(after[1]->at(0, 0, 0, 0), 0.0F));
}

TEST(Network, WhatCannotBeIsToldAtItsLayer) {
    StoreOfThree store;
    ASSERT_TRUE(store.dispatch(DocumentAction(ChangeLayer{1, fresh("conv", {1, 3, 3, 3})})));
    EXPECT_TRUE(store.outputs().outputs[0]);
    EXPECT_FALSE(store.outputs().outputs[1]);
    ASSERT_TRUE(store.dispatch(ViewAction(LookAt{0})));
    EXPECT_TRUE(store.run().results.geometry);
    ASSERT_TRUE(store.dispatch(ViewAction(LookAt{1})));
    ASSERT_FALSE(store.run().results.geometry);
    EXPECT_THAT(store.run().results.geometry.error().what.english(), HasSubstr("layer 2"));
    EXPECT_EQ(store.run().document.shape(), (Shape{1, 1, 3, 3}));  // what it would read
}

TEST(Network, StepsGoOnInTheNextLayer) {
    StoreOfThree store;
    ASSERT_TRUE(store.dispatch(ViewAction(LookAt{0})));
    ASSERT_TRUE(store.dispatch(ViewAction(SeekEnd{})));
    EXPECT_EQ(store.view().step, 8U);
    ASSERT_TRUE(store.dispatch(ViewAction(StepBy{1})));
    EXPECT_EQ(store.at(), 1U);
    EXPECT_EQ(store.view().step, 0U);
    ASSERT_TRUE(store.dispatch(ViewAction(StepBy{-1})));
    EXPECT_EQ(store.at(), 0U);
    EXPECT_EQ(store.view().step, 8U);
}

TEST(Network, StepsGoThroughTheOutputsOfALayer) {
    StoreOfThree store;
    ASSERT_TRUE(store.dispatch(ViewAction(LookAt{1})));
    ASSERT_TRUE(store.dispatch(ViewAction(SeekEnd{})));
    ASSERT_TRUE(store.dispatch(ViewAction(StepBy{1})));
    EXPECT_EQ(store.at(), 1U);
    EXPECT_EQ(store.view().filter, 1);
    EXPECT_EQ(store.view().step, 0U);
    ASSERT_TRUE(store.dispatch(ViewAction(StepBy{-1})));
    EXPECT_EQ(store.view().filter, 0);
    EXPECT_EQ(store.view().step, 8U);
}

TEST(Network, PlaysToItsEnd) {
    StoreOfThree store;
    ASSERT_TRUE(store.dispatch(ViewAction(LookAt{0})));
    ASSERT_TRUE(store.dispatch(ViewAction(SetSpeed{8})));
    ASSERT_TRUE(store.dispatch(ViewAction(SetPlaying{true})));
    std::size_t furthest = 0;
    for (int i = 0; i < 4000 && store.playback().playing; ++i) {
        ASSERT_TRUE(store.dispatch(ViewAction(Tick{0.05})));
        EXPECT_GE(store.at(), furthest);
        furthest = store.at();
    }
    EXPECT_FALSE(store.playback().playing);
    EXPECT_EQ(store.at(), 2U);
    EXPECT_EQ(store.view().step, 8U);
}

TEST(Network, PlaysLayerByLayer) {
    StoreOfThree store;
    ASSERT_TRUE(store.dispatch(ViewAction(LookAt{0})));
    ASSERT_TRUE(store.dispatch(ViewAction(SetByLayer{true})));
    ASSERT_TRUE(store.dispatch(ViewAction(StepBy{1})));
    EXPECT_EQ(store.at(), 1U);
    EXPECT_EQ(store.view().step, 8U);  // all of it
    ASSERT_TRUE(store.dispatch(ViewAction(StepBy{-1})));
    EXPECT_EQ(store.at(), 0U);
}

TEST(Network, KeepsWithinItsLayers) {
    StoreOfThree store;
    ASSERT_TRUE(store.dispatch(ViewAction(LookAt{2})));
    ASSERT_TRUE(store.dispatch(Undo{}));
    ASSERT_TRUE(store.dispatch(Undo{}));
    EXPECT_EQ(store.at(), 0U);
    EXPECT_EQ(&store.document(), &store.whole());
    EXPECT_TRUE(store.run().results.geometry);
}

}  // namespace
}  // namespace poolscope::model
