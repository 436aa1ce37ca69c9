/// The mean and mixed pooling, which has it in part.
#include <cmath>

#include "core/naive.hpp"
#include "core/one_layer.hpp"

namespace poolscope {
namespace {

using testing::ElementsAre;

/// What the sum of a whole window is divided by.
int divisor_of(const naive::Reads& reads, const PoolParams& p) {
    if (p.divisor_override.has_value()) return p.divisor_override.value();
    const int real = naive::count_of(reads, naive::Kind::real);
    return p.count_include_pad ? real + naive::count_of(reads, naive::Kind::padding) : real;
}

/// The sum of the first `count` reads, row by row, over the whole window's divisor.
double mean_of(const naive::Reads& reads, std::size_t count, const PoolParams& p) {
    if (naive::count_of(reads, naive::Kind::real) == 0) return 0;
    double sum = 0.0;
    for (const std::size_t i : naive::real_ones(reads, count)) sum += reads[i].value;
    const double quotient = sum / divisor_of(reads, p);
    return quotient == 0 ? 0.0 : quotient;  // never -0
}

naive::Expected mean(const naive::Reads& reads, std::size_t count, const PoolParams& p, double) {
    return {.value = mean_of(reads, count, p), .divisor = divisor_of(reads, p)};
}

naive::Expected mixed(const naive::Reads& reads, std::size_t count, const PoolParams& p, double) {
    double largest = -inf;
    for (const std::size_t i : naive::real_ones(reads, count)) {
        // A NaN stays whatever comes next.
        if (!(reads[i].value <= largest)) largest = std::isnan(largest) ? nan : reads[i].value;
    }
    double value = mean_of(reads, count, p);
    if (p.mix == 1) value = largest;
    if (p.mix > 0 && p.mix < 1) value = value * (1 - p.mix) + largest * p.mix;
    return {.value = value, .divisor = divisor_of(reads, p), .tolerance = 1e-12};
}

const bool known = naive::add_oracle("avg", mean) && naive::add_oracle("mixed", mixed);

TEST(Mixed, IsBetweenMeanAndMaximumInItsShares) {
    const std::vector<double> cells{5, 6, 7, 8};
    EXPECT_EQ(reduced("mixed", cells, {.mix = 0.0}), 6.5);
    EXPECT_EQ(reduced("mixed", cells, {.mix = 0.5}), 7.25);
    EXPECT_EQ(reduced("mixed", cells, {.mix = 1.0}), 8.0);
    EXPECT_EQ(formula_of("mixed", grid(2, 2, cells), {.mix = 0.25}),
              "0.25·8 + 0.75·( 5 + 6 + 7 + 8 ) / 4 = 6.875");
}

TEST(Mixed, HasTheMeansDivisor) {
    auto params = square(2, 2, 1);
    params.mix = 0.5;
    EXPECT_EQ(first_step(grid(2, 2, {8, 0, 0, 0}), "mixed", params).reduction.output, 5.0);
    params.count_include_pad = false;
    EXPECT_EQ(first_step(grid(2, 2, {8, 0, 0, 0}), "mixed", params).reduction.output, 8.0);
}

TEST(Mixed, AtItsEndsLetsNoInfinityOfTheOtherSpoilIt) {
    EXPECT_EQ(reduced("mixed", {1, -inf}, {.mix = 1.0}), 1.0);
    EXPECT_EQ(reduced("mixed", {1, -inf}, {.mix = 0.5}), -inf);
    EXPECT_EQ(reduced("mixed", {1, inf}, {.mix = 0.0}), inf);
}

TEST(Mixed, OfAWindowWithoutRealCellsIsMinusInfinityButForTheMeanAlone) {
    auto params = square(2, 2, 2);
    params.mix = 0.5;
    EXPECT_EQ(first_step(grid(1, 1, {7}), "mixed", params).reduction.output, -inf);
    params.mix = 0.0;
    EXPECT_EQ(first_step(grid(1, 1, {7}), "mixed", params).reduction.output, 0.0);
}

TEST(Mixed, SharesItsGradientBetweenTheWinnerAndAll) {
    EXPECT_THAT(gradient_of("mixed", {1, 4, 4, 2}, {.mix = 0.2}), ElementsAre(0.2, 0.4, 0.2, 0.2));
}

TEST(Rule11MeanBackward, GivesEveryRealCellAShareByTheDivisor) {
    const auto gradient =
        pool_backward({&op_named("avg"), square(3, 1, 1)}, grid(2, 2, {1, 2, 3, 4}),
                      Tensor<double>({1, 1, 2, 2}, 9.0));
    ASSERT_TRUE(gradient.has_value());
    EXPECT_THAT(gradient->cells(), ElementsAre(4, 4, 4, 4));
    EXPECT_THAT(gradient_of("avg", {1, 2, 3, 4}, {.divisor_override = -2}),
                ElementsAre(-0.5, -0.5, -0.5, -0.5));
}

TEST(Formulas, OfMeansAddAndDivide) {
    EXPECT_EQ(formula_of("avg", grid(1, 2, {6, 7}), whole()), "( 6 + 7 ) / 2 = 6.5");
}

}  // namespace
}  // namespace poolscope
