/// The numbers of a network's layers: which are on show, what changes them, and what undo says.
#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/layer_kinds.hpp"
#include "session/change_words.hpp"
#include "session/desk.hpp"
#include "session/layer_commands.hpp"
#include "session/network_commands.hpp"

namespace poolscope::session {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::ElementsAreArray;

const model::KernelPreset& preset(std::string_view id) {
    return *std::ranges::find(model::kernel_presets(), id, &model::KernelPreset::id);
}

/// conv (4 x 6 x 6), ReLU, batch norm, linear (10) over the scene's 6 x 6 input.
struct NetworkDesk : Desk {
    NetworkDesk() {
        add("conv", 0);
        add("relu", 1);
        add("batch_norm", 2);
        emit(model::DocumentAction(model::RemoveLayer{3}));
        add("linear", 3);
        EXPECT_FALSE(session.store.outputs().shapes.error);
        look(0);
    }
    void add(std::string_view id, std::size_t at) {
        add_layer(session, id, at);
        settle_now();
    }
    void look(std::size_t at) { emit(model::ViewAction(model::LookAt{at})); }
    void settle_now() {
        session.apply_queue();
        session.advance(0);
    }
    template <class Change>
    void change(const Change& done) {
        done();
        settle_now();
    }
    [[nodiscard]] const Conv2d& conv() const {
        return std::get<Conv2d>(session.whole().layers.front().layer);
    }
    [[nodiscard]] std::vector<float> numbers() {
        const auto slice = shown_slice(session);
        const auto shown = numbers_of(shown_layer(session).layer, slice.value());
        return {shown.begin(), shown.end()};
    }
    /// What Undo would take back.
    [[nodiscard]] std::string undo_words() {
        return change_words(*session.store.before(), session.whole());
    }
};

TEST(LayerNumbers, TheSliceOnShowIsThatOfTheChannels) {
    NetworkDesk desk;
    EXPECT_EQ(desk.numbers().front(), desk.conv().weight->at(0, 0, 0, 0));
    desk.change([&] { show_output(desk.session, 2); });
    const auto slice = shown_slice(desk.session);
    ASSERT_TRUE(slice);
    EXPECT_EQ(slice->output, 2);
    EXPECT_EQ(slice->outputs, 4);
    EXPECT_EQ(slice->size, (Extent{3, 3}));
    EXPECT_EQ(desk.numbers().back(), desk.conv().weight->at(2, 0, 2, 2));
}

TEST(LayerNumbers, OfGroupsTheOutputsOwnChannelsAreShown) {
    NetworkDesk desk;
    // A second convolution: 6 outputs over 4 channels in 2 groups.
    desk.add("conv", 1);
    desk.emit(model::DocumentAction(model::SetOutputs{1, 6, 2}));
    const auto& conv = std::get<Conv2d>(desk.session.whole().layers[1].layer);
    ASSERT_EQ(conv.weight->shape(), (Shape{6, 2, 3, 3}));
    desk.emit(model::ViewAction(model::SetChannel{1, false}));
    desk.change([&] { show_output(desk.session, 4); });
    const auto slice = shown_slice(desk.session);
    ASSERT_TRUE(slice);
    EXPECT_EQ(slice->output, 4);
    EXPECT_EQ(slice->first, 2) << "the second group reads channels 2 and 3";
    EXPECT_EQ(slice->input, 3) << "the one in the same place as before";
    EXPECT_EQ(desk.numbers()[4], conv.weight->at(4, 1, 1, 1));
    desk.change([&] { show_input(desk.session, 2); });
    EXPECT_EQ(desk.numbers()[4], conv.weight->at(4, 0, 1, 1));
}

TEST(LayerNumbers, ALinearLayerIsReadAgainstTheMapsItReads) {
    NetworkDesk desk;
    desk.look(3);
    desk.change([&] { show_output(desk.session, 7); });
    desk.change([&] { show_input(desk.session, 2); });
    const auto& linear = std::get<Linear>(desk.session.whole().layers[3].layer);
    const auto slice = shown_slice(desk.session);
    ASSERT_TRUE(slice);
    EXPECT_EQ(slice->size, (Extent{6, 6}));
    EXPECT_EQ(slice->inputs, 4);
    EXPECT_EQ(desk.numbers()[8], linear.weight->at(0, 0, 7, 2 * 36 + 8));
    desk.change([&] { set_weight(desk.session, 8, 3); });
    EXPECT_EQ(std::get<Linear>(desk.session.whole().layers[3].layer).weight->at(0, 0, 7, 80), 3);
}

TEST(LayerNumbers, OneWeightChangesAndComesBack) {
    NetworkDesk desk;
    const model::Document before = desk.session.whole();
    desk.change([&] { show_output(desk.session, 1); });
    desk.change([&] { set_weight(desk.session, 4, 0.25F); });
    EXPECT_EQ(desk.conv().weight->at(1, 0, 1, 1), 0.25F);
    EXPECT_THAT(desk.undo_words(), testing::MatchesRegex("weight .* → 0\\.25"));
    // What is put out follows.
    const auto& output = desk.session.store.outputs().outputs.front();
    ASSERT_TRUE(output);
    desk.run("edit.undo");
    EXPECT_EQ(desk.session.whole(), before);
}

TEST(LayerNumbers, APresetIsOneStepOfUndo) {
    NetworkDesk desk;
    const model::Document before = desk.session.whole();
    desk.change([&] { fill_kernel(desk.session, preset("sobel_x")); });
    EXPECT_THAT(desk.numbers(), ElementsAre(-1, 0, 1, -2, 0, 2, -1, 0, 1));
    EXPECT_EQ(desk.undo_words(), "9 weights");
    desk.run("edit.undo");
    EXPECT_EQ(desk.session.whole(), before);
    // A kernel that has no room for it stays.
    PoolParams params = desk.session.document().layer().params;
    params.kernel_size = {1, 1};
    desk.emit(model::DocumentAction(model::SetParams{params}));
    EXPECT_EQ(desk.undo_words(), "kernel size 3 → 1");
    const auto kept = desk.numbers();
    desk.change([&] { fill_kernel(desk.session, preset("sobel_x")); });
    EXPECT_EQ(desk.numbers(), kept);
}

TEST(LayerNumbers, RandomKernelsComeFromASeed) {
    NetworkDesk desk;
    desk.session.weight_seed = 5;
    desk.change([&] { fill_kernel(desk.session, preset("random")); });
    const auto first = desk.numbers();
    EXPECT_TRUE(is_drawn_kernel(desk.session));
    const auto bound = static_cast<float>(model::he_bound(9));
    EXPECT_THAT(first, Each(testing::AllOf(testing::Ge(-bound), testing::Lt(bound))));
    desk.session.weight_seed = 6;
    EXPECT_FALSE(is_drawn_kernel(desk.session));
    desk.change([&] { fill_kernel(desk.session, preset("random")); });
    EXPECT_NE(desk.numbers(), first);
    desk.session.weight_seed = 5;
    desk.change([&] { fill_kernel(desk.session, preset("random")); });
    EXPECT_EQ(desk.numbers(), first);
    desk.change([&] { draw_weights(desk.session); });
    EXPECT_EQ(desk.session.weight_seed, 6U);
    EXPECT_NE(desk.numbers(), first);
    EXPECT_EQ(desk.undo_words(), "36 weights");
}

TEST(LayerNumbers, AKernelIsRepeatedOverAllThatItsOutputReads) {
    NetworkDesk desk;
    desk.add("conv", 1);
    desk.change([&] { show_output(desk.session, 1); });
    desk.change([&] { show_input(desk.session, 2); });
    const Conv2d before = std::get<Conv2d>(desk.session.whole().layers[1].layer);
    desk.change([&] { fill_kernel(desk.session, preset("identity")); });
    desk.change([&] { repeat_kernel(desk.session); });
    const Conv2d& conv = std::get<Conv2d>(desk.session.whole().layers[1].layer);
    for (int c = 0; c < 4; ++c)
        EXPECT_THAT(conv.weight->plane(1, c), ElementsAre(0, 0, 0, 0, 1, 0, 0, 0, 0)) << c;
    for (const int other : {0, 2, 3})
        EXPECT_THAT(conv.weight->plane(other, 2), ElementsAreArray(before.weight->plane(other, 2)));
}

TEST(LayerNumbers, BiasesComeAndGo) {
    NetworkDesk desk;
    desk.change([&] { show_output(desk.session, 3); });
    desk.change([&] { set_bias(desk.session, 0.5F); });
    EXPECT_EQ(desk.conv().bias->at(0, 3, 0, 0), 0.5F);
    EXPECT_EQ(desk.conv().bias->at(0, 2, 0, 0), 0);
    EXPECT_EQ(desk.undo_words(), "bias 0 → 0.5");
    desk.change([&] { set_biased(desk.session, false); });
    EXPECT_FALSE(desk.conv().bias);
    EXPECT_EQ(desk.undo_words(), "bias on → off");
    desk.change([&] { set_biased(desk.session, true); });
    EXPECT_THAT(desk.conv().bias->cells(), Each(0));
}

TEST(LayerNumbers, OneTurnOfTheBiasIsOneStepOfUndo) {
    NetworkDesk desk;
    const model::Document before = desk.session.whole();
    for (const float value : {0.1F, 0.2F, 0.3F})
        desk.change([&] { set_bias(desk.session, value, 77); });
    EXPECT_EQ(desk.conv().bias->at(0, 0, 0, 0), 0.3F);
    desk.run("edit.undo");
    EXPECT_EQ(desk.session.whole(), before);
}

TEST(LayerNumbers, UndoSaysWhatEachKindBecame) {
    NetworkDesk desk;
    desk.emit(model::DocumentAction(model::SetOutputs{0, 6, 1}));
    EXPECT_EQ(desk.undo_words(), "output channels 4 → 6");
    desk.emit(model::DocumentAction(model::SetOutputs{3, 12, 1}));
    EXPECT_EQ(desk.undo_words(), "outputs 10 → 12");
    PoolParams params = desk.session.document().layer().params;
    params.stride = {2, 2};
    desk.emit(model::DocumentAction(model::SetParams{params}));
    EXPECT_EQ(desk.undo_words(), "stride 1 → 2");
    const auto replace = [&](std::size_t at, AnyLayer layer) {
        desk.emit(model::DocumentAction(model::ChangeLayer{at, std::move(layer)}));
    };
    replace(1, Pointwise{Function::leaky_relu, 0.01F});
    EXPECT_EQ(desk.undo_words(), "layer ReLU → LeakyReLU");
    replace(1, Pointwise{Function::leaky_relu, 0.2F});
    EXPECT_EQ(desk.undo_words(), "alpha 0.01 → 0.2");
    BatchNorm norm = std::get<BatchNorm>(desk.session.whole().layers[2].layer);
    Tensor<float> means = *norm.mean;
    means.cells()[1] = 2;
    norm.mean = Weights(means);
    replace(2, norm);
    EXPECT_EQ(desk.undo_words(), "mean 0 → 2");
    desk.emit(model::DocumentAction(model::RemoveLayer{2}));
    EXPECT_EQ(desk.undo_words(), "a layer less");
}

}  // namespace
}  // namespace poolscope::session
