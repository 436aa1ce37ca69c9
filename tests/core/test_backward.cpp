/// The way back: gradients against central differences and by hand, and unpooling.
#include <algorithm>
#include <cmath>
#include <random>

#include "core/layer_gen.hpp"
#include "core/one_layer.hpp"

namespace poolscope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// The layer without what has no derivative: infinite norms and sharpnesses, and powers of negative
/// cells that are no numbers.
PoolParams differentiable(PoolParams params) {
    if (std::isinf(params.norm)) params.norm = 4;
    if (std::isinf(params.sharpness)) params.sharpness = 3;
    if (params.norm != 1 && params.norm != 2 && params.norm != 4) params.signed_powers = false;
    return params;
}

/// sum of grad_output times output, of which pool_backward() is the gradient.
double loss(const Operator& op, const Tensor<double>& input, const PoolParams& params,
            const Tensor<double>& grad_output) {
    const auto output = pool({&op, params}, input)->output;
    double sum = 0;
    for (std::size_t i = 0; i < output.cells().size(); ++i) {
        // A window without a real cell gives a constant, of LSE and max an infinite one.
        if (std::isinf(output.cells()[i])) continue;
        sum += output.cells()[i] * grad_output.cells()[i];
    }
    return sum;
}

/// Cells between -2 and 2 in an order of the seed's, no two of them alike and none 0.
Tensor<double> distinct_cells(const RandomLayer& layer) {
    Tensor<double> input(layer.shape);
    const auto count = static_cast<double>(input.cells().size());
    double rank = 0.3;
    for (double& cell : input.cells()) cell = rank++ / count * 4 - 2;
    std::shuffle(input.cells().begin(), input.cells().end(), std::mt19937(layer.seed));
    return input;
}

void gradient_is_difference(const RandomLayer& layer) {
    const Operator& op = *layer.op;
    const PoolParams params = differentiable(layer.params);
    const auto input = distinct_cells(layer);
    const auto geometry = make_geometry({&op, params}, layer.shape);
    if (!geometry) return;
    Tensor<double> grad_output(geometry->output);
    for (std::size_t i = 0; i < grad_output.cells().size(); ++i) {
        grad_output.cells()[i] = static_cast<double>(i % 7) - 2.5;
    }
    const auto gradient = pool_backward({&op, params}, input, grad_output);
    RC_ASSERT(gradient.has_value());
    constexpr double step = 1e-5;
    for (std::size_t i = 0; i < input.cells().size(); ++i) {
        auto nudged = input;
        nudged.cells()[i] += step;
        const double above = loss(op, nudged, params, grad_output);
        nudged.cells()[i] -= 2 * step;
        const double below = loss(op, nudged, params, grad_output);
        const double difference = (above - below) / (2 * step);
        // A stochastic draw may fall between the two picks that a step tells apart.
        if (op.seeded && std::abs(difference) > 1000) return;
        RC_ASSERT(std::abs(gradient->cells()[i] - difference) <=
                  2e-5 * std::max(1.0, std::abs(difference)));
    }
}

TEST(Backward, IsTheCentralDifferenceOfEveryOperator) {
    check_property(
        "the gradient is the central difference",
        [] {
            const RandomLayer layer = *any_layer().as("layer");
            gradient_is_difference(layer);
        },
        case_count() / 4);
}

/// pool_backward() is the fold of its steps in their order (the mean's but for rounding), on any
/// number of threads, with any cells.
void backward_is_fold(const RandomLayer& layer) {
    const Operator& op = *layer.op;
    const auto input = layer.tensor<float>();
    const auto steps = make_steps(input, {&op, layer.params}, Grain::window);
    if (!steps) return;
    Tensor<float> grad_output(steps->geometry().output);
    for (std::size_t i = 0; i < grad_output.cells().size(); ++i) {
        grad_output.cells()[i] = static_cast<float>(i % 5) * 0.3F - 0.5F;
    }
    const auto gradient = pool_backward({&op, layer.params}, input, grad_output,
                                        {.threads = 1 + int(layer.seed % 3)});
    RC_ASSERT(gradient.has_value());
    Tensor<float> fold(layer.shape);
    Tensor<double> magnitudes(layer.shape);
    for (std::size_t i = 0; i < steps->size(); ++i) {
        const auto back = backward_step(*steps, i, grad_output.cells()[i]);
        RC_ASSERT(back.shares.size() == back.forward.taps.size());
        RC_ASSERT(back.gradient.size() == back.forward.taps.size());
        for (std::size_t tap = 0; tap < back.shares.size(); ++tap) {
            const Tap<float>& to = back.forward.taps[tap];
            if (to.kind != TapKind::real) {
                RC_ASSERT(back.shares[tap] == 0.0F);
                RC_ASSERT(back.gradient[tap] == 0.0);
                continue;
            }
            if (back.gradient[tap] != 0) {
                fold.at(back.forward.n, to.channel, to.row, to.col) += back.shares[tap];
                magnitudes.at(back.forward.n, to.channel, to.row, to.col) +=
                    std::abs(double{back.shares[tap]});
            }
        }
    }
    // The mean's kernel adds in another order.
    const double allowed = op.kernel == Kernel::mean ? 1e-6 : 0;
    for (std::size_t i = 0; i < fold.cells().size(); ++i) {
        const float a = fold.cells()[i];
        const float b = gradient->cells()[i];
        RC_ASSERT(same(a, b) || std::abs(double{a} - double{b}) <= allowed * magnitudes.cells()[i]);
    }
}

TEST(Backward, IsTheFoldOfItsSteps) {
    check_property("pool_backward is the fold of the backward steps", [] {
        const RandomLayer layer = *any_layer().as("layer");
        backward_is_fold(layer);
    });
}

TEST(Rule11Backward, AddsWhereWindowsOverlap) {
    // The 5 in the middle wins in all four windows.
    const auto input = grid(3, 3, {1, 2, 3, 4, 5, 1, 2, 3, 4});
    const Tensor<double> grad_output({1, 1, 2, 2}, {1, 10, 100, 1000});
    const auto gradient = pool_backward({&op_named("max"), square(2, 1)}, input, grad_output);
    ASSERT_TRUE(gradient.has_value());
    EXPECT_THAT(gradient->cells(), ElementsAre(0, 0, 0, 0, 1111, 0, 0, 0, 0));
    const auto means = pool_backward({&op_named("avg"), square(2, 1)}, input, grad_output);
    ASSERT_TRUE(means.has_value());
    EXPECT_THAT(means->cells(), ElementsAre(0.25, 2.75, 2.5, 25.25, 277.75, 252.5, 25, 275, 250));
}

TEST(Rule11Backward, GivesTheFirstOfTiesAll) {
    EXPECT_THAT(gradient_of("max", {1, 3, 3, 3}), ElementsAre(0, 1, 0, 0));
}

TEST(Rule11Backward, GivesTheLastNaNAll) {
    EXPECT_THAT(gradient_of("max", {nan, 3, nan, 3}), ElementsAre(0, 0, 1, 0));
}

TEST(Rule11Backward, LosesWhatWouldGoToPadding) {
    const auto gradient = pool_backward({&op_named("max"), square(2, 2, 2)}, grid(1, 1, {-7}),
                                        Tensor<double>({1, 1, 2, 2}, {1, 2, 3, 4}));
    ASSERT_TRUE(gradient.has_value());
    EXPECT_THAT(gradient->cells(), ElementsAre(4));
    // Divided by the whole window, padding and all: 9 taps, of which one is real.
    const auto mean = pool_backward({&op_named("avg"), square(3, 1, 1)}, grid(1, 1, {-7}),
                                    Tensor<double>({1, 1, 1, 1}, 18.0));
    EXPECT_THAT(mean->cells(), ElementsAre(2));
}

TEST(Rule11Backward, SendsNoInfinityWhereNothingGoes) {
    const auto gradient = pool_backward({&op_named("max"), whole()}, grid(1, 2, {1, 2}),
                                        Tensor<double>({1, 1, 1, 1}, inf));
    ASSERT_TRUE(gradient.has_value());
    EXPECT_THAT(gradient->cells(), ElementsAre(0, inf));
}

TEST(Backward, RefusesAGradientOfAnotherShapeAndIntegers) {
    const auto refused =
        pool_backward({&op_named("max"), square(2, 2)}, grid(4, 4, std::vector<double>(16)),
                      Tensor<double>({1, 1, 3, 3}));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::bad_shape);
    EXPECT_EQ(refused.error().located().english(),
              "grad_output has shape 1 x 1 x 3 x 3, and must have 1 x 1 x 2 x 2");
    EXPECT_FALSE(check_differentiable<std::int8_t>(op_named("max")).has_value());
    for (const Operator* op : operators()) {
        EXPECT_TRUE(check_differentiable<float>(*op).has_value()) << op->id;
    }
}

TEST(Backward, StopsWhenAsked) {
    const auto stopped =
        pool_backward({&op_named("max"), square(2, 2)}, grid(4, 4, std::vector<double>(16)),
                      Tensor<double>({1, 1, 2, 2}), {.stop = [] { return true; }});
    ASSERT_FALSE(stopped.has_value());
    EXPECT_EQ(stopped.error().code, ErrorCode::cancelled);
}

TEST(Rule12Unpool, PutsEachValueBackWhereItCameFrom) {
    const auto input = grid(4, 4, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});
    const auto pooled = pool({&op_named("max"), square(2, 2)}, input, {.return_indices = true});
    const auto back = unpool(pooled->output, *pooled->indices, input.shape());
    ASSERT_TRUE(back.has_value());
    EXPECT_THAT(back->output.cells(),
                ElementsAre(0, 0, 0, 0, 0, 6, 0, 8, 0, 0, 0, 0, 0, 14, 0, 16));
    EXPECT_EQ(back->repeated, 0U);
}

TEST(Rule12Unpool, CountsIndicesWithinAPlane) {
    const Tensor<float> values({2, 2, 1, 1}, {1, 2, 3, 4});
    const Tensor<std::int64_t> indices({2, 2, 1, 1}, {0, 1, 1, 0});
    const auto back = unpool(values, indices, {2, 2, 1, 2});
    ASSERT_TRUE(back.has_value());
    EXPECT_THAT(back->output.cells(), ElementsAre(1, 0, 0, 2, 0, 3, 4, 0));
}

TEST(Rule12Unpool, KeepsTheLastOfRepeatedIndicesAndCountsThem) {
    const Tensor<std::int8_t> values({1, 1, 1, 4}, {1, 2, 3, 4});
    const Tensor<std::int64_t> indices({1, 1, 1, 4}, {2, 0, 2, 2});
    const auto back = unpool(values, indices, {1, 1, 1, 3});
    ASSERT_TRUE(back.has_value());
    EXPECT_THAT(back->output.cells(), ElementsAre(2, 0, 4));
    EXPECT_EQ(back->repeated, 2U);
}

TEST(Rule12Unpool, SkipsAndCountsWindowsWithoutData) {
    const Tensor<float> values({1, 1, 1, 3}, {-5, 7, -6});
    const Tensor<std::int64_t> indices({1, 1, 1, 3}, {-1, 2, -1});
    const auto back = unpool(values, indices, {1, 1, 1, 4});
    ASSERT_TRUE(back.has_value());
    EXPECT_THAT(back->output.cells(), ElementsAre(0, 0, 7, 0));
    EXPECT_EQ(back->skipped, 2U);
    EXPECT_EQ(back->repeated, 0U);
}

TEST(Rule12Unpool, RefusesWhatHasNoPlace) {
    const Tensor<float> values({1, 1, 1, 2}, {1, 2});
    for (const std::int64_t index : {std::int64_t{-2}, std::int64_t{4}, std::int64_t{1} << 40}) {
        const auto refused =
            unpool(values, Tensor<std::int64_t>({1, 1, 1, 2}, {0, index}), {1, 1, 2, 2});
        ASSERT_FALSE(refused.has_value());
        EXPECT_EQ(refused.error().code, ErrorCode::bad_index);
        EXPECT_THAT(refused.error().located().english(),
                    HasSubstr("lies outside a plane of 2 x 2"));
    }
    const Tensor<std::int64_t> indices({1, 1, 1, 2});
    EXPECT_EQ(unpool(values, Tensor<std::int64_t>({1, 1, 2, 1}), {1, 1, 2, 2}).error().code,
              ErrorCode::bad_shape);
    EXPECT_EQ(unpool(values, indices, {1, 2, 2, 2}).error().code, ErrorCode::bad_shape);
    EXPECT_EQ(unpool(values, indices, {1, 1, 0, 2}).error().code, ErrorCode::bad_output_size);
    EXPECT_EQ(unpool(values, indices, {1, 1, 1 << 20, 1 << 20}).error().code,
              ErrorCode::bad_output_size);
}

}  // namespace
}  // namespace poolscope
