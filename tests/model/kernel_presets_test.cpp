/// Kernels by name: their numbers at the sizes that books print, and what they do to a picture.
#include <cmath>
#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/kernel_presets.hpp"

namespace poolscope::model {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::ElementsAreArray;

std::vector<float> numbers_of(std::string_view id, const Extent& size) {
    for (const KernelPreset& preset : kernel_presets())
        if (preset.id == id) return preset.numbers({.size = size});
    ADD_FAILURE() << "there is no " << id;
    return {};
}

double sum_of(std::string_view id, const Extent& size) {
    const auto numbers = numbers_of(id, size);
    return std::accumulate(numbers.begin(), numbers.end(), 0.0);
}

TEST(KernelPresets, AreAsBooksPrintThem) {
    const Extent three{3, 3};
    EXPECT_THAT(numbers_of("identity", three), ElementsAre(0, 0, 0, 0, 1, 0, 0, 0, 0));
    EXPECT_THAT(numbers_of("box", three), Each(1.0F / 9));
    EXPECT_THAT(numbers_of("gaussian", three),
                ElementsAreArray({1 / 16.0F, 2 / 16.0F, 1 / 16.0F, 2 / 16.0F, 4 / 16.0F, 2 / 16.0F,
                                  1 / 16.0F, 2 / 16.0F, 1 / 16.0F}));
    EXPECT_THAT(numbers_of("sobel_x", three), ElementsAre(-1, 0, 1, -2, 0, 2, -1, 0, 1));
    EXPECT_THAT(numbers_of("sobel_y", three), ElementsAre(-1, -2, -1, 0, 0, 0, 1, 2, 1));
    EXPECT_THAT(numbers_of("prewitt_x", three), ElementsAre(-1, 0, 1, -1, 0, 1, -1, 0, 1));
    EXPECT_THAT(numbers_of("prewitt_y", three), ElementsAre(-1, -1, -1, 0, 0, 0, 1, 1, 1));
    EXPECT_THAT(numbers_of("laplacian", three), ElementsAre(0, 1, 0, 1, -4, 1, 0, 1, 0));
    EXPECT_THAT(numbers_of("sharpen", three), ElementsAre(0, -1, 0, -1, 5, -1, 0, -1, 0));
    EXPECT_THAT(numbers_of("emboss", three), ElementsAre(-2, -1, 0, -1, 1, 1, 0, 1, 2));
    EXPECT_THAT(numbers_of("pair", {1, 2}), ElementsAre(1, -1));
}

TEST(KernelPresets, GoOnInOtherSizes) {
    EXPECT_THAT(numbers_of("sobel_x", {1, 5}), ElementsAre(-1, -2, 0, 2, 1));
    EXPECT_THAT(numbers_of("sobel_y", {2, 2}), ElementsAre(-1, -1, 1, 1));
    EXPECT_THAT(numbers_of("prewitt_x", {1, 5}), ElementsAre(-2, -1, 0, 1, 2));
    EXPECT_THAT(numbers_of("prewitt_y", {4, 1}), ElementsAre(-3, -1, 1, 3));
    EXPECT_THAT(numbers_of("gaussian", {1, 2}), ElementsAre(0.5F, 0.5F));
    EXPECT_THAT(numbers_of("pair", {3, 3}), ElementsAre(0, 0, 0, 0, 1, -1, 0, 0, 0));
    // In the middle of a larger one.
    const auto large = numbers_of("laplacian", {5, 5});
    EXPECT_EQ(large[2 * 5 + 2], -4);
    EXPECT_EQ(large[1 * 5 + 2], 1);
    EXPECT_EQ(std::accumulate(large.begin(), large.end(), 0.0F), 0);
}

TEST(KernelPresets, BlursKeepTheMeanAndEdgesKnowNoFlatGround) {
    for (int h = 1; h <= 9; ++h)
        for (int w = 1; w <= 9; ++w)
            for (const KernelPreset& preset : kernel_presets()) {
                const Extent size{h, w};
                if (!has_room(preset, size)) continue;
                const auto numbers = preset.numbers({.size = size});
                ASSERT_EQ(numbers.size(), static_cast<std::size_t>(h * w)) << preset.id;
                for (const float one : numbers) ASSERT_TRUE(std::isfinite(one)) << preset.id;
                for (const char* keeps : {"identity", "box", "gaussian", "sharpen"})
                    if (preset.id == keeps) {
                        EXPECT_NEAR(sum_of(preset.id, size), 1, 1e-6) << preset.id << h << w;
                    }
                for (const char* edge :
                     {"sobel_x", "sobel_y", "prewitt_x", "prewitt_y", "laplacian", "pair"})
                    if (preset.id == edge) {
                        EXPECT_EQ(sum_of(preset.id, size), 0) << preset.id << h << w;
                    }
            }
}

TEST(KernelPresets, StayFiniteUpToTheLargestThereIs) {
    const Extent largest{most_preset_side, most_preset_side};
    for (const KernelPreset& preset : kernel_presets()) {
        ASSERT_TRUE(has_room(preset, largest)) << preset.id;
        EXPECT_FALSE(has_room(preset, {most_preset_side + 1, 3})) << preset.id;
        for (const float one : preset.numbers({.size = largest}))
            ASSERT_TRUE(std::isfinite(one)) << preset.id;
    }
}

TEST(KernelPresets, NeedRoom) {
    for (const KernelPreset& preset : kernel_presets()) {
        const bool everywhere = preset.id == "identity" || preset.id == "box" ||
                                preset.id == "gaussian" || preset.drawn;
        EXPECT_EQ(has_room(preset, {1, 1}), everywhere) << preset.id;
        EXPECT_TRUE(has_room(preset, {3, 3})) << preset.id;
    }
}

/// What a kernel makes of a picture that grows brighter to the right, or downwards.
float answer_to_slope(std::string_view id, bool downwards) {
    Tensor<float> picture({1, 1, 5, 5});
    for (int row = 0; row < 5; ++row)
        for (int col = 0; col < 5; ++col)
            picture.at(0, 0, row, col) = static_cast<float>(downwards ? row : col);
    Conv2d conv;
    conv.weight = Weights(Tensor<float>({1, 1, 3, 3}, numbers_of(id, {3, 3})));
    const Network network{{NetworkLayer{.layer = conv}}};
    const auto outputs = forward(network, picture);
    EXPECT_TRUE(outputs);
    return outputs->front()->at(0, 0, 1, 1);
}

TEST(KernelPresets, AnswerToTheEdgesThatTheirNotesName) {
    EXPECT_EQ(answer_to_slope("sobel_x", false), 8);
    EXPECT_EQ(answer_to_slope("sobel_x", true), 0);
    EXPECT_EQ(answer_to_slope("sobel_y", true), 8);
    EXPECT_EQ(answer_to_slope("sobel_y", false), 0);
    EXPECT_EQ(answer_to_slope("prewitt_x", false), 6);
    EXPECT_EQ(answer_to_slope("prewitt_y", true), 6);
    EXPECT_EQ(answer_to_slope("laplacian", false), 0);
    EXPECT_EQ(answer_to_slope("identity", true), 2);
    EXPECT_EQ(answer_to_slope("sharpen", true), 2);
    EXPECT_EQ(answer_to_slope("pair", false), -1);
}

TEST(KernelPresets, AreKnownByTheirNumbers) {
    for (const KernelPreset& preset : kernel_presets()) {
        auto numbers = preset.numbers({.size = {3, 3}});
        EXPECT_EQ(preset_with(numbers, {3, 3}), preset.drawn ? nullptr : &preset) << preset.id;
        numbers[4] += 0.25F;
        EXPECT_EQ(preset_with(numbers, {3, 3}), nullptr) << preset.id;
    }
}

TEST(KernelPresets, DrawTheSameFromTheSameSeed) {
    const KernelPreset& random = kernel_presets().back();
    ASSERT_TRUE(random.drawn);
    const auto draw = [&](std::uint64_t seed) {
        return random.numbers({.size = {3, 3}, .bound = 0.5, .seed = seed});
    };
    EXPECT_EQ(draw(1), draw(1));
    EXPECT_NE(draw(1), draw(2));
    EXPECT_THAT(draw(3), Each(testing::AllOf(testing::Ge(-0.5F), testing::Lt(0.5F))));
    const auto some = draw(1);
    EXPECT_GT(*std::ranges::max_element(some) - *std::ranges::min_element(some), 0.4F);
}

}  // namespace
}  // namespace poolscope::model
