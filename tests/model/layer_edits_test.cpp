/// Layers with other extents: which weights stay, which are new, and what a gesture gives back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/bounds.hpp"
#include "model/layer_edits.hpp"
#include "model/layer_kinds.hpp"
#include "model/store.hpp"

namespace poolscope::model {
namespace {

using testing::HasSubstr;

/// Weights that say where they are: output, input, row and column as the digits of a number.
Conv2d numbered(const Shape& shape) {
    Tensor<float> weight(shape);
    for (int o = 0; o < shape.n; ++o)
        for (int c = 0; c < shape.c; ++c)
            for (int u = 0; u < shape.h; ++u)
                for (int v = 0; v < shape.w; ++v)
                    weight.at(o, c, u, v) =
                        static_cast<float>(1000 * (o + 1) + 100 * c + 10 * u + v);
    Conv2d conv;
    conv.weight = Weights(std::move(weight));
    conv.bias = Weights(Tensor<float>({1, shape.n, 1, 1}, 7.0F));
    return conv;
}

bool is_drawn(float weight) {
    return std::abs(weight) < 10;
}

TEST(LayerEdits, AKernelGrowsAboutItsMiddle) {
    const Conv2d conv = numbered({2, 1, 3, 3});
    KernelExtents to = extents_of(conv);
    to.size = {5, 5};
    const Conv2d grown = resized(conv, to, 1);
    ASSERT_EQ(grown.weight->shape(), (Shape{2, 1, 5, 5}));
    for (int u = 0; u < 5; ++u)
        for (int v = 0; v < 5; ++v) {
            const bool inside = u >= 1 && u < 4 && v >= 1 && v < 4;
            const float weight = grown.weight->at(1, 0, u, v);
            if (inside) {
                EXPECT_EQ(weight, conv.weight->at(1, 0, u - 1, v - 1));
            } else {
                EXPECT_TRUE(is_drawn(weight)) << weight;
                EXPECT_NE(weight, 0);
            }
        }
    EXPECT_EQ(grown.bias->at(0, 1, 0, 0), 7);
    // By one and one more it comes to the same.
    to.size = {4, 4};
    const Conv2d between = resized(conv, to, 1);
    EXPECT_EQ(between.weight->at(0, 0, 0, 0), conv.weight->at(0, 0, 0, 0));
    to.size = {5, 5};
    EXPECT_EQ(resized(between, to, 1).weight->at(0, 0, 1, 1), conv.weight->at(0, 0, 0, 0));
    to.size = {3, 3};
    EXPECT_EQ(resized(grown, to, 1), conv);
}

TEST(LayerEdits, OutputsComeAndGoAtTheEnd) {
    const Conv2d conv = numbered({3, 2, 2, 2});
    KernelExtents to = extents_of(conv);
    to.outputs = 5;
    const Conv2d more = resized(conv, to, 4);
    EXPECT_EQ(more.weight->at(2, 1, 1, 0), 3110);
    EXPECT_TRUE(is_drawn(more.weight->at(4, 0, 0, 0)));
    EXPECT_EQ(more.bias->at(0, 2, 0, 0), 7);
    EXPECT_EQ(more.bias->at(0, 4, 0, 0), 0);
    EXPECT_EQ(more, resized(conv, to, 4)) << "the seed says which";
    EXPECT_NE(more, resized(conv, to, 5));
    to.outputs = 1;
    const Conv2d one = resized(conv, to, 4);
    EXPECT_EQ(one.weight->at(0, 1, 1, 1), 1111);
    EXPECT_EQ(one.bias->shape(), (Shape{1, 1, 1, 1}));
}

TEST(LayerEdits, GroupsKeepTheWeightsOfWhatTheyStillRead) {
    const Conv2d conv = numbered({4, 4, 1, 1});
    KernelExtents to = extents_of(conv);
    to.groups = 2;
    const Conv2d grouped = resized(conv, to, 1);
    ASSERT_EQ(grouped.weight->shape(), (Shape{4, 2, 1, 1}));
    EXPECT_EQ(grouped.groups, 2);
    EXPECT_EQ(grouped.weight->at(0, 1, 0, 0), 1100);
    EXPECT_EQ(grouped.weight->at(2, 0, 0, 0), 3200) << "the second group reads channels 2 and 3";
    to.groups = 1;
    const Conv2d whole = resized(grouped, to, 1);
    EXPECT_EQ(whole.weight->at(2, 3, 0, 0), 3300);
    EXPECT_TRUE(is_drawn(whole.weight->at(2, 0, 0, 0))) << "it was read by nobody meanwhile";
}

TEST(LayerEdits, WhatHasNoWeightsOrNoSoundGroupsIsLeftAlone) {
    Conv2d unsound = numbered({3, 1, 1, 1});
    unsound.groups = 2;
    KernelExtents to{.outputs = 3, .inputs = 2, .groups = 1, .size = {3, 3}};
    EXPECT_EQ(resized(unsound, to, 1), unsound);
    const Conv2d made = resized(Conv2d{}, to, 1);
    EXPECT_EQ(made.weight->shape(), (Shape{3, 2, 3, 3}));
}

TEST(LayerEdits, ALayerIsFittedToWhatItReads) {
    const Shape input{1, 3, 4, 5};
    const AnyLayer conv = fitted_to(numbered({2, 1, 3, 3}), input, 1);
    EXPECT_TRUE(output_shape(conv, std::span(&input, 1)));
    EXPECT_EQ(std::get<Conv2d>(conv).weight->at(1, 0, 2, 2), 2022);
    Linear linear;
    linear.weight = Weights(Tensor<float>({1, 1, 2, 4}, 9.0F));
    const AnyLayer wide = fitted_to(linear, input, 1);
    ASSERT_TRUE(output_shape(wide, std::span(&input, 1)));
    EXPECT_EQ(std::get<Linear>(wide).weight->at(0, 0, 1, 3), 9);
    EXPECT_NE(std::get<Linear>(wide).weight->at(0, 0, 1, 4), 9);
    const AnyLayer norm = new_layer(*find_kind("batch_norm"), {1, 1, 4, 5}, 1);
    const AnyLayer more = fitted_to(norm, input, 1);
    ASSERT_TRUE(output_shape(more, std::span(&input, 1)));
    EXPECT_EQ(std::get<BatchNorm>(more).variance->at(0, 2, 0, 0), 1);
}

/// conv (4 x 6 x 6), ReLU, max (4 x 3 x 3), linear (10).
struct Chain : Store {
    Chain() {
        const auto add = [&](std::size_t at, AnyLayer layer) {
            EXPECT_TRUE(dispatch(DocumentAction(AddLayer{at, std::move(layer)})));
        };
        add(0, new_layer(*find_kind("conv"), whole().shape(), 9));
        add(1, new_layer(*find_kind("relu"), {1, 4, 6, 6}, 1));
        add(3, new_layer(*find_kind("linear"), {1, 4, 3, 3}, 1));
        EXPECT_FALSE(outputs().shapes.error);
        look(0);
    }
    void look(std::size_t layer) { EXPECT_TRUE(dispatch(ViewAction(LookAt{layer}))); }
    [[nodiscard]] const Conv2d& conv() const {
        return std::get<Conv2d>(whole().layers.front().layer);
    }
    [[nodiscard]] const Linear& linear() const {
        return std::get<Linear>(whole().layers.back().layer);
    }
    void set(PoolParams params, std::uint64_t gesture = 0) {
        EXPECT_TRUE(dispatch(DocumentAction(SetParams{std::move(params), gesture})));
    }
};

TEST(LayerEdits, AConvolutionsWindowsAreSetAsPoolingsAre) {
    Chain chain;
    const Conv2d before = chain.conv();
    PoolParams params = chain.document().layer().params;
    EXPECT_EQ(params.kernel_size, (Extent{3, 3}));
    params.stride = {2, 1};
    params.padding = {0, 1, 2, 3};
    params.dilation = {1, 2};
    chain.set(params);
    EXPECT_EQ(chain.conv().stride, (Extent{2, 1}));
    EXPECT_EQ(chain.conv().padding, (Padding{0, 1, 2, 3}));
    EXPECT_EQ(chain.conv().dilation, (Extent{1, 2}));
    EXPECT_EQ(chain.conv().weight, before.weight);
    params = chain.document().layer().params;
    params.kernel_size = {5, 3};
    chain.set(params);
    EXPECT_EQ(chain.conv().weight->shape(), (Shape{4, 1, 5, 3}));
    EXPECT_EQ(chain.conv().weight->at(3, 0, 2, 1), before.weight->at(3, 0, 1, 1));
    ASSERT_TRUE(chain.dispatch(Undo{}));
    ASSERT_TRUE(chain.dispatch(Undo{}));
    EXPECT_EQ(chain.conv(), before);
}

TEST(LayerEdits, OneGestureGivesBackWhatItCutOff) {
    Chain chain;
    const Conv2d before = chain.conv();
    PoolParams params = chain.document().layer().params;
    for (const int size : {2, 1, 2, 3}) {
        params.kernel_size = {size, size};
        chain.set(params, 5);
    }
    EXPECT_EQ(chain.conv(), before);
    const auto outputs = [&](int count, std::uint64_t gesture) {
        EXPECT_TRUE(chain.dispatch(DocumentAction(SetOutputs{0, count, 1, gesture})));
    };
    for (const int count : {3, 1, 4}) outputs(count, 6);
    EXPECT_EQ(chain.conv(), before);
    outputs(1, 7);
    outputs(4, 8);
    EXPECT_NE(chain.conv(), before) << "of two gestures the second knows nothing of the first";
}

TEST(LayerEdits, OutputsAreChangedWithinReason) {
    Chain chain;
    const auto set = [&](std::size_t at, int outputs, int groups) {
        return chain.dispatch(DocumentAction(SetOutputs{at, outputs, groups}));
    };
    EXPECT_TRUE(set(3, 4, 1));
    EXPECT_EQ(chain.linear().weight->shape(), (Shape{1, 1, 4, 36}));
    for (const auto& refused :
         {set(0, 0, 1), set(0, 3, 2), set(0, 4, 2), set(1, 2, 1), set(9, 1, 1)})
        EXPECT_FALSE(refused);
    const auto huge = set(3, 1 << 30, 1);
    ASSERT_FALSE(huge);
    EXPECT_EQ(huge.error().code, ErrorCode::too_large);
}

TEST(LayerEdits, LayersBehindAreFittedOnRequest) {
    Chain chain;
    const Linear before = chain.linear();
    ASSERT_TRUE(chain.dispatch(DocumentAction(SetOutputs{0, 6, 1})));
    ASSERT_TRUE(chain.outputs().shapes.error) << "linear reads 36 cells, and there are 54";
    EXPECT_EQ(chain.outputs().shapes.outputs.size(), 3U);
    ASSERT_TRUE(chain.dispatch(DocumentAction(FitLayers{3})));
    EXPECT_FALSE(chain.outputs().shapes.error);
    EXPECT_EQ(chain.linear().weight->shape(), (Shape{1, 1, 10, 54}));
    EXPECT_EQ(chain.linear().weight->at(0, 0, 9, 35), before.weight->at(0, 0, 9, 35));
    const Document fitted = chain.whole();
    ASSERT_TRUE(chain.dispatch(DocumentAction(FitLayers{0})));
    EXPECT_EQ(chain.whole(), fitted) << "what fits is left alone";
    ASSERT_TRUE(chain.dispatch(Undo{}));
    ASSERT_TRUE(chain.outputs().shapes.error);
}

TEST(LayerEdits, AConvolutionThatCannotBeStillHasItsNumbers) {
    Chain chain;
    ASSERT_TRUE(chain.dispatch(DocumentAction(ChangeLayer{0, numbered({2, 3, 2, 3})})));
    ASSERT_FALSE(chain.run().results.geometry);
    EXPECT_EQ(chain.document().layer().op->id, "conv");
    PoolParams params = chain.document().layer().params;
    EXPECT_EQ(params.kernel_size, (Extent{2, 3}));
    params.stride = {2, 2};
    chain.set(params);
    EXPECT_EQ(chain.conv().stride, (Extent{2, 2}));
}

TEST(LayerEdits, OfAConvolutionOnlyTheWindowsAreSet) {
    Chain chain;
    const Document before = chain.whole();
    const auto done = chain.dispatch(DocumentAction(SetOperator{"avg"}));
    ASSERT_FALSE(done);
    EXPECT_THAT(done.error().what.english(), HasSubstr("no pooling layer"));
    chain.look(1);
    EXPECT_FALSE(chain.dispatch(DocumentAction(SetParams{})));
    EXPECT_EQ(chain.whole(), before);
}

TEST(LayerEdits, AKernelsBoundsAreThoseOfItsWindows) {
    Chain chain;
    const ParamBounds bounds = bounds_of(chain.document());
    EXPECT_EQ(bounds.kernel_h.high, 8) << "6 rows and 1 of padding at each end";
    EXPECT_EQ(bounds.stride_w.low, 1);
    EXPECT_EQ(bounds.pad_top.low, 0);
    ASSERT_TRUE(chain.dispatch(DocumentAction(ResizeInput{1, 100, 6})));
    EXPECT_EQ(bounds_of(chain.document()).kernel_h.high, 31) << "each cell is a weight";
}

}  // namespace
}  // namespace poolscope::model
