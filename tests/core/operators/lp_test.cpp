/// Lp pooling, as ONNX defines it and as PyTorch computes it.
#include <algorithm>
#include <cmath>

#include "core/naive.hpp"
#include "core/one_layer.hpp"

namespace poolscope {
namespace {

using testing::ElementsAre;

/// |x| raised, in long double.
naive::Expected norm(const naive::Reads& reads, std::size_t count, const PoolParams& p, double) {
    const auto real = naive::real_ones(reads, count);
    if (naive::count_of(reads, naive::Kind::real) == 0) return {};
    bool is_nan = false;
    long double largest = 0;
    for (const std::size_t i : real) {
        is_nan = is_nan || std::isnan(reads[i].value);
        largest = std::max(largest, std::abs(static_cast<long double>(reads[i].value)));
    }
    if (p.signed_powers && !std::isinf(p.norm)) {
        // torch.nn.functional.lp_pool2d: the mean of the powers within the padding, times the
        // kernel's cells, to the power 1 / p.
        long double sum = 0;
        for (const std::size_t i : real) {
            sum += std::pow(static_cast<long double>(reads[i].value), p.norm);
        }
        const auto cells = static_cast<long double>(reads.size());
        const auto inside = cells - naive::count_of(reads, naive::Kind::overhang);
        const auto root = std::pow(sum / inside * cells, 1 / static_cast<long double>(p.norm));
        return {.value = static_cast<double>(root), .tolerance = 1e-9};
    }
    if (is_nan) return {.value = nan};
    if (std::isinf(p.norm)) return {.value = static_cast<double>(largest)};
    long double sum = 0;
    for (const std::size_t i : real) {
        sum += std::pow(std::abs(static_cast<long double>(reads[i].value)), p.norm);
    }
    return {.value = static_cast<double>(std::pow(sum, 1 / static_cast<long double>(p.norm))),
            .tolerance = 1e-12};
}

const bool known = naive::add_oracle("lp", norm);

TEST(Rule10Lp, IsTheNormOfTheMagnitudes) {
    EXPECT_EQ(reduced("lp", {3, -4}, {.norm = 2}), 5);
    EXPECT_EQ(reduced("lp", {3, -4}, {.norm = 1}), 7);
    EXPECT_NEAR(reduced("lp", {3, -4}, {.norm = 3}), 4.497941445275415, 1e-12);  // 91^(1/3)
    EXPECT_EQ(reduced("lp", {3, -4}, {.norm = inf}), 4);
}

TEST(Rule10Lp, KeepsTheSignsOfOddPowersAsPyTorchDoes) {
    // torch.nn.functional.lp_pool1d of [3, -4] and [-3, 4], 2 wide.
    EXPECT_TRUE(std::isnan(reduced("lp", {3, -4}, {.norm = 3, .signed_powers = true})));
    EXPECT_NEAR(reduced("lp", {-3, 4}, {.norm = 3, .signed_powers = true}), 3.3322218516459525,
                1e-12);  // 37^(1/3)
    EXPECT_EQ(reduced("lp", {3, -4}, {.norm = 1, .signed_powers = true}), -1);
    EXPECT_EQ(reduced("lp", {3, -4}, {.norm = 2, .signed_powers = true}), 5);
    EXPECT_TRUE(std::isnan(reduced("lp", {3, -4}, {.norm = 2.5, .signed_powers = true})));
}

TEST(Rule10Lp, WeighsCeilModesEdgesAsPyTorchDoes) {
    // torch.nn.functional.lp_pool1d([3, 4, 5, 12, 8], 2, 3, stride=3, ceil_mode=True) is
    // [7.0711, 17.6635] for norm 2 and 3 wide windows: (144 + 64) * 3 / 2 = 312.
    PoolParams params{.kernel_size = {1, 3}, .stride = {1, 3}, .ceil_mode = true, .norm = 2};
    const auto input = grid(1, 5, {3, 4, 5, 12, 8});
    EXPECT_EQ(pool({&op_named("lp"), params}, input)->output.cells()[1], std::sqrt(208.0));
    params.signed_powers = true;
    EXPECT_EQ(pool({&op_named("lp"), params}, input)->output.cells()[1], std::sqrt(312.0));
    EXPECT_EQ(formula_of("lp", input, params, 1), "( ( (12)² + (8)² ) · 3/2 )^(1/2) = 17.664");
}

TEST(Rule10Lp, ReadsPaddingAsNothing) {
    auto params = square(3, 2, 1);
    params.norm = 2;
    EXPECT_EQ(first_step(grid(1, 1, {-3}), "lp", params).reduction.output, 3);
    EXPECT_EQ(first_step(grid(1, 1, {7}), "lp", square(2, 2, 2)).reduction.output, 0);
}

TEST(Lp, NeitherOverflowsNorUnderflowsOnTheWay) {
    EXPECT_NEAR(reduced("lp", {3e200, 4e200}, {.norm = 2}) / 5e200, 1, 1e-12);
    EXPECT_NEAR(reduced("lp", {3e-200, 4e-200}, {.norm = 2}) / 5e-200, 1, 1e-12);
    EXPECT_NEAR(reduced("lp", {10, 10}, {.norm = 1000}), 10 * std::pow(2, 1e-3), 1e-9);
}

TEST(Lp, GivesInfinitiesAndNaN) {
    EXPECT_EQ(reduced("lp", {1, -inf}, {.norm = 3}), inf);
    EXPECT_TRUE(std::isnan(reduced("lp", {1, nan, inf}, {.norm = 3})));
    EXPECT_TRUE(std::isnan(reduced("lp", {nan, 1}, {.norm = inf})));
}

TEST(Lp, SendsItsGradientBySignAndPower) {
    EXPECT_THAT(gradient_of("lp", {3, -4}, {.norm = 2}), ElementsAre(0.6, -0.8));
    EXPECT_THAT(gradient_of("lp", {3, 0, -4}, {.norm = 1}), ElementsAre(1, 0, -1));
    EXPECT_THAT(gradient_of("lp", {3, -4, 4}, {.norm = inf}), ElementsAre(0, -1, 0));
    EXPECT_THAT(gradient_of("lp", {0, 0}, {.norm = 2}), ElementsAre(0, 0));
    EXPECT_THAT(gradient_of("lp", {inf, 1}, {.norm = 2}), ElementsAre(1, 0));
}

TEST(Lp, RefusesNormsBelowOne) {
    const auto refused = pool({&op_named("lp"), {.norm = 0}}, grid(1, 1, {1}));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::bad_parameter);
    EXPECT_EQ(refused.error().located().english(), "norm is 0, and below 1 it is no norm");
    EXPECT_EQ(refused.error().remedy.english(), "make norm 1 or more");
    EXPECT_FALSE(pool({&op_named("lp"), {.norm = nan}}, grid(1, 1, {1})).has_value());
    EXPECT_FALSE(pool({&op_named("lp"), {.norm = -2}}, grid(1, 1, {1})).has_value());
}

TEST(Formulas, OfNormsRaiseAndTakeTheRoot) {
    const auto input = grid(1, 2, {6, -7});
    const auto formula = [&](double p, bool keeps) {
        return formula_of("lp", input,
                          {.placement = Placement::global, .norm = p, .signed_powers = keeps});
    };
    EXPECT_EQ(formula(2, false), "( |6|² + |-7|² )^(1/2) = 9.22");
    EXPECT_EQ(formula(1, false), "( |6| + |-7| ) = 13");
    EXPECT_EQ(formula(2.5, false), "( |6|^2.5 + |-7|^2.5 )^(1/2.5) = 8.615");
    EXPECT_EQ(formula(inf, false), "lim p→∞ ( |6|^p + |-7|^p )^(1/p) = 7");
    EXPECT_EQ(formula(2, true), "( (6)² + (-7)² )^(1/2) = 9.22");
}

}  // namespace
}  // namespace poolscope
