/// The same layer under two frameworks, with numbers, and the sentence that says why they differ.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dialect_tools.hpp"
#include "poolscope/forward.hpp"

namespace poolscope {
namespace {

using testing::ElementsAre;

constexpr Shape six{.n = 1, .c = 1, .h = 6, .w = 6};

Compared compared(std::string_view a, std::string_view b, std::string_view op,
                  const PoolParams& params, const Shape& input = six) {
    return compare(dialect_of(a), dialect_of(b), {&operator_of(op), params}, input).value();
}

/// The first row of what a layer makes of 1, 2, 3, ...
std::vector<double> first_row(const Layer& layer, const Shape& input = six) {
    Tensor<double> x(input);
    for (std::size_t i = 0; i < x.cells().size(); ++i) x.cells()[i] = static_cast<double>(i + 1);
    const auto result = pool(layer, x).value();
    const auto width = static_cast<std::ptrdiff_t>(result.output.shape().w);
    return {result.output.cells().begin(), result.output.cells().begin() + width};
}

TEST(Compare, SaysNothingWhereTwoFrameworksAgree) {
    EXPECT_EQ(compared("pytorch", "keras", "max", {}).why, "");
    EXPECT_EQ(compared("pytorch", "onnx", "avg", {}).why, "");
    EXPECT_EQ(compared("pytorch", "onnx", "lp", {.norm = 2}).why, "");
    // SAME and these numbers are the same padding of this input.
    EXPECT_EQ(compared("pytorch", "keras", "max",
                       {.kernel_size = {3, 3}, .stride = {1, 1}, .padding = {1, 1, 1, 1}})
                  .why,
              "");
}

TEST(Compare, MeanWithPaddingInPyTorchAndKeras) {
    const Compared both =
        compared("pytorch", "keras", "avg",
                 {.kernel_size = {3, 3}, .stride = {2, 2}, .padding = {1, 1, 1, 1}});
    // PyTorch: (1 + 2 + 7 + 8) / 9 at the corner. Keras: rows and columns 0 .. 2 of 6, no padding.
    EXPECT_THAT(first_row(both.first.layer), ElementsAre(18.0 / 9, 36.0 / 9, 48.0 / 9));
    EXPECT_THAT(first_row(both.second.layer), ElementsAre(8, 10, 11.5));
    EXPECT_EQ(
        both.why,
        "PyTorch pads top 1, left 1, bottom 1, right 1; Keras / TensorFlow pads top 0, left 0, "
        "bottom 1, right 1; and PyTorch counts padding in the mean");
}

TEST(Compare, CountsPaddingOrNot) {
    const PoolParams params{.kernel_size = {3, 3}, .stride = {1, 1}, .padding = {1, 1, 1, 1}};
    const Compared both = compared("pytorch", "keras", "avg", params);
    EXPECT_DOUBLE_EQ(first_row(both.first.layer).front(), 18.0 / 9);
    EXPECT_DOUBLE_EQ(first_row(both.second.layer).front(), 18.0 / 4);
    EXPECT_EQ(both.why,
              "PyTorch counts padding in the mean, Keras / TensorFlow does not: output (0, 0) is "
              "divided by 9 in PyTorch and by 4 in Keras / TensorFlow");
}

TEST(Compare, DropsCeilMode) {
    const PoolParams params{.ceil_mode = true};
    const Shape seven{.n = 1, .c = 1, .h = 7, .w = 7};
    EXPECT_EQ(
        compared("pytorch", "keras", "max", params, seven).why,
        "PyTorch rounds the output's size up, Keras / TensorFlow rounds it down: 4 x 4 outputs "
        "in PyTorch, 3 x 3 in Keras / TensorFlow");
    EXPECT_EQ(compared("pytorch", "keras", "max", params, six).why, "");
}

TEST(Compare, PlacesTheOddCell) {
    const PoolParams params{.kernel_size = {3, 3}, .padding_mode = PaddingMode::same_lower};
    EXPECT_EQ(compared("onnx", "keras", "max", params).why,
              "ONNX puts the odd cell of padding at the beginning, Keras / TensorFlow puts the odd "
              "cell of padding at the end");
}

TEST(Compare, DropsDilationAndDivisor) {
    EXPECT_EQ(compared("onnx", "pytorch", "avg", {.stride = {1, 1}, .dilation = {2, 2}}).why,
              "ONNX dilates by (2, 2), PyTorch by (1, 1): 4 x 4 outputs in ONNX, 5 x 5 in PyTorch");
    EXPECT_EQ(
        compared("pytorch", "onnx", "avg", {.divisor_override = 3}).why,
        "PyTorch divides by divisor_override, ONNX has none: output (0, 0) is divided by 3 in "
        "PyTorch and by 4 in ONNX");
}

TEST(Compare, RaisesXOrItsMagnitude) {
    EXPECT_EQ(compared("pytorch", "onnx", "lp", {.norm = 3}).why,
              "PyTorch raises x itself to p, ONNX sums |x|^p");
    const Shape five{.n = 1, .c = 1, .h = 5, .w = 5};
    EXPECT_EQ(compared("onnx", "pytorch", "lp", {.ceil_mode = true, .norm = 2}, five).why,
              "PyTorch weighs windows cut short by the edge, ONNX does not");
}

TEST(Compare, SaysWhatPadBeforeTheLayerChanges) {
    // PyTorch's own padding ends at 1 here: 2 must come from F.pad, whose zeros count.
    EXPECT_EQ(
        compared("pytorch", "onnx", "avg", {.padding = {2, 2, 2, 2}, .count_include_pad = false})
            .why,
        "PyTorch has to pad with zeros before this layer, and they count in the mean: output "
        "(0, 0) is divided by 4 in PyTorch and by 0 in ONNX");
}

TEST(Compare, IsAnErrorWhereOneHasNoSuchLayer) {
    EXPECT_EQ(
        compare(dialect_of("pytorch"), dialect_of("keras"), {&operator_of("lp")}, six).error().code,
        ErrorCode::not_expressible);
}

}  // namespace
}  // namespace poolscope
