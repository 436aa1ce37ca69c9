/// Stochastic pooling and the numbers it is drawn by.
#include <cmath>

#include "core/naive.hpp"
#include "core/one_layer.hpp"
#include "support/random.hpp"

namespace poolscope {
namespace {

using testing::ElementsAre;

/// The chances of the first reads: NaN over all, else infinities over all, else positive values,
/// else all alike.
std::vector<double> chances(const naive::Reads& reads, std::size_t count) {
    const auto real = naive::real_ones(reads, count);
    std::vector<double> result(count, 0.0);
    long double sum = 0;
    std::optional<std::size_t> last_nan;
    std::size_t infinities = 0;
    for (const std::size_t i : real) {
        const double value = reads[i].value;
        if (std::isnan(value)) {
            last_nan = i;
        } else if (value == inf) {
            ++infinities;
        } else if (value > 0) {
            sum += value;
        }
    }
    for (const std::size_t i : real) {
        const double value = reads[i].value;
        if (last_nan) {
            result[i] = i == *last_nan ? 1 : 0;
        } else if (infinities > 0) {
            result[i] = value == inf ? 1.0 / static_cast<double>(infinities) : 0;
        } else if (sum > 0) {
            result[i] = value > 0 ? static_cast<double>(value / sum) : 0;
        } else {
            result[i] = 1.0 / static_cast<double>(real.size());
        }
    }
    return result;
}

naive::Expected pick(const naive::Reads& reads, std::size_t count, const PoolParams&, double draw) {
    naive::Expected expected{.weights = chances(reads, count), .tolerance = 1e-12};
    // The last that the sum of chances has not passed before.
    double before = 0;
    for (const std::size_t i : naive::real_ones(reads, count)) {
        if (expected.weights[i] > 0 && before <= draw + 1e-12) expected.winner = i;
        before += expected.weights[i];
    }
    if (!expected.winner) return {.weights = expected.weights};
    expected.value = reads[*expected.winner].value;
    expected.ties = {*expected.winner};
    return expected;
}

const bool known = naive::add_oracle("stochastic", pick);

TEST(UnitDraw, IsTheSameOnEveryMachine) {
    EXPECT_EQ(unit_draw(1, {}) * 16777216, 9505325);
    EXPECT_EQ(unit_draw(1, {0, 0, 0, 0}) * 16777216, 3443773);
    EXPECT_EQ(unit_draw(2, {3, 4}) * 16777216, 11093463);
}

TEST(UnitDraw, IsSpreadEvenlyAndDependsOnEveryKey) {
    std::vector<int> tenths(10);
    double sum = 0;
    for (std::uint64_t i = 0; i < 100; ++i) {
        for (std::uint64_t j = 0; j < 100; ++j) {
            const double draw = unit_draw(7, {i, j});
            ASSERT_GE(draw, 0);
            ASSERT_LT(draw, 1);
            ASSERT_EQ(static_cast<double>(static_cast<float>(draw)), draw);
            ++tenths[static_cast<std::size_t>(draw * 10)];
            sum += draw;
        }
    }
    // Six standard deviations of 10,000 draws.
    for (const int count : tenths) EXPECT_NEAR(count, 1000, 180);
    EXPECT_NEAR(sum / 10'000, 0.5, 0.0174);
    EXPECT_NE(unit_draw(7, {1, 2}), unit_draw(7, {2, 1}));
    EXPECT_NE(unit_draw(7, {1, 2}), unit_draw(8, {1, 2}));
}

TEST(Rule15Stochastic, PicksInProportionToPositiveValues) {
    // A window an output: 40,000 draws.
    const int outputs = 200;
    Tensor<double> input({1, 1, outputs, outputs * 4});
    for (std::size_t i = 0; i < input.cells().size(); ++i) {
        input.cells()[i] = std::vector<double>{-5, 1, 3, 6}[i % 4];
    }
    const auto result = pool(
        {&op_named("stochastic"), {.kernel_size = {1, 4}, .stride = {1, 4}, .seed = 3}}, input);
    ASSERT_TRUE(result.has_value());
    std::map<double, int> picked;
    for (const double value : result->output.cells()) ++picked[value];
    EXPECT_EQ(picked.size(), 3U);
    EXPECT_NEAR(picked[1], 4'000, 360);
    EXPECT_NEAR(picked[3], 12'000, 550);
    EXPECT_NEAR(picked[6], 24'000, 600);
}

TEST(Rule15Stochastic, DrawsByTheSeedAndTheOutput) {
    const Tensor<double> input({2, 2, 4, 4}, 1.0);
    const auto steps =
        make_steps(input, {&op_named("stochastic"), {.seed = 9}}, Grain::window).value();
    for (const auto& step : steps) {
        EXPECT_EQ(step.draw, unit_draw(9, {static_cast<std::uint64_t>(step.n),
                                           static_cast<std::uint64_t>(step.c),
                                           static_cast<std::uint64_t>(step.out_row),
                                           static_cast<std::uint64_t>(step.out_col)}));
        EXPECT_EQ(step.reduction.selected, static_cast<std::size_t>(step.draw * 4));
        EXPECT_THAT(step.reduction.weights, ElementsAre(0.25, 0.25, 0.25, 0.25));
    }
}

TEST(Rule15Stochastic, PicksAnyRealCellWhereNoneIsPositive) {
    const auto step = first_step(grid(2, 2, {0, -1, 0, -2}), "stochastic", square(2, 2));
    EXPECT_THAT(step.reduction.weights, ElementsAre(0.25, 0.25, 0.25, 0.25));
    const auto padded = first_step(grid(1, 1, {-1}), "stochastic", square(3, 1, 1));
    EXPECT_EQ(padded.reduction.output, -1);
    EXPECT_EQ(padded.reduction.selected, 4U);
    const auto empty = first_step(grid(1, 1, {7}), "stochastic", square(2, 2, 2));
    EXPECT_EQ(empty.reduction.output, 0);
    EXPECT_FALSE(empty.reduction.selected.has_value());
}

TEST(Rule15Stochastic, AlwaysPicksANaNAndElseAnInfinity) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        EXPECT_TRUE(std::isnan(reduced("stochastic", {5, nan, inf}, {.seed = seed})));
        EXPECT_EQ(reduced("stochastic", {5, inf, -inf}, {.seed = seed}), inf);
    }
    EXPECT_EQ(reduced("stochastic", {1e308, 1e308, 1e308}), 1e308);
}

TEST(Rule15Stochastic, SendsItsGradientToThePick) {
    const auto step = first_step(grid(1, 3, {1, 1, 1}), "stochastic", whole());
    std::vector<double> expected(3, 0.0);
    expected[*step.reduction.selected] = 1;
    EXPECT_EQ(gradient_of("stochastic", {1, 1, 1}), expected);
}

TEST(Rule16Integers, ArePickedAsTheyAre) {
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    const Tensor<std::int64_t> input({1, 1, 1, 2}, {most, 0});
    const auto result = pool({&op_named("stochastic"), whole()}, input, {.return_indices = true});
    ASSERT_TRUE(result.has_value());
    EXPECT_EQ(result->output.cells()[0], most);
    EXPECT_EQ(result->indices->cells()[0], 0);
}

TEST(Formulas, OfAPickSayTheChancesAndTheDraw) {
    const auto input = grid(1, 2, {3, 9});
    const auto step = first_step(input, "stochastic", whole());
    char draw[16];
    std::snprintf(draw, sizeof draw, "%.3f", step.draw);
    EXPECT_EQ(formula_of("stochastic", input, whole()),
              std::string("pick( 3: 0.25, 9: 0.75; u = ") + draw +
                  " ) = " + (step.draw < 0.25 ? "3" : "9"));
}

}  // namespace
}  // namespace poolscope
