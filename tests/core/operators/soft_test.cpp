/// The operators that soften the maximum: SoftPool, log-sum-exp and attention.
#include <algorithm>
#include <cmath>

#include "core/naive.hpp"
#include "core/one_layer.hpp"

namespace poolscope {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;
using testing::HasSubstr;

/// e^(factor score) of every read that counts, over their sum, in long double: scores are infinite
/// or no larger than 1e7, so the largest is taken off by hand.
std::vector<double> shares(const naive::Reads& reads, std::size_t count, double naive::Read::*score,
                           double factor) {
    const auto real = naive::real_ones(reads, count);
    double largest = -inf;
    for (const std::size_t i : real) largest = std::max(largest, reads[i].*score);
    std::vector<long double> powers(count, 0.0L);
    long double sum = 0;
    for (const std::size_t i : real) {
        const long double own = reads[i].*score;
        powers[i] =
            own == static_cast<long double>(largest) ? 1.0L : std::exp(factor * (own - largest));
        sum += powers[i];
    }
    std::vector<double> result(count, 0.0);
    for (const std::size_t i : real) result[i] = static_cast<double>(powers[i] / sum);
    return result;
}

bool any_nan(const naive::Reads& reads, std::size_t count) {
    const auto real = naive::real_ones(reads, count);
    return std::ranges::any_of(real, [&](std::size_t i) { return std::isnan(reads[i].value); });
}

/// The sum of shares, where a -inf that has none counts for nothing.
double shared_sum(const naive::Reads& reads, const std::vector<double>& weights) {
    double sum = 0;
    for (const std::size_t i : naive::real_ones(reads, weights.size())) {
        if (weights[i] != 0) sum += weights[i] * reads[i].value;
    }
    return sum;
}

naive::Expected softpool(const naive::Reads& reads, std::size_t count, const PoolParams&, double) {
    const auto weights = shares(reads, count, &naive::Read::value, 1);
    const double value = any_nan(reads, count) ? nan : shared_sum(reads, weights);
    return {.value = value, .weights = weights, .tolerance = 1e-12};
}

naive::Expected attention(const naive::Reads& reads, std::size_t count, const PoolParams&, double) {
    const auto weights = shares(reads, count, &naive::Read::score, 1);
    double value = shared_sum(reads, weights);
    for (const std::size_t i : naive::real_ones(reads, count)) {
        if (std::isinf(reads[i].value) && weights[i] == 0 && reads[i].score > -inf) {
            value += reads[i].value;
        }
    }
    if (any_nan(reads, count)) value = nan;
    return {.value = value, .weights = weights, .tolerance = 1e-9};
}

naive::Expected lse(const naive::Reads& reads, std::size_t count, const PoolParams& p, double) {
    if (any_nan(reads, count)) return {.value = nan};
    const auto real = naive::real_ones(reads, count);
    double largest = -inf;
    for (const std::size_t i : real) largest = std::max(largest, reads[i].value);
    if (std::isinf(largest) || std::isinf(p.sharpness)) {
        return {.value = largest, .tolerance = 1e-12};
    }
    long double sum = 0;
    for (const std::size_t i : real) {
        sum += std::exp(p.sharpness * (static_cast<long double>(reads[i].value) - largest));
    }
    const auto mean = sum / static_cast<long double>(real.size());
    return {.value = static_cast<double>(largest + std::log(mean) / p.sharpness),
            .tolerance = 1e-12};
}

const bool known = naive::add_oracle("softpool", softpool) &&
                   naive::add_oracle("attention", attention) && naive::add_oracle("lse", lse);

TEST(Rule13SoftPool, WeighsEachCellByItsSoftmax) {
    // e / (1 + e) = 0.731...
    EXPECT_NEAR(reduced("softpool", {6, 7}), 6 + 1 / (1 + std::exp(-1.0)), 1e-14);
    EXPECT_EQ(formula_of("softpool", grid(1, 2, {6, 7}), whole()), "0.269·6 + 0.731·7 = 6.731");
    EXPECT_EQ(reduced("softpool", {3, 3, 3, 3}), 3);
}

TEST(Rule13SoftPool, TakesTheMaximumOffFirst) {
    EXPECT_NEAR(reduced("softpool", {1e6, 1e6 + 1}), 1e6 + 1 / (1 + std::exp(-1.0)), 1e-8);
    EXPECT_EQ(reduced("softpool", {-1e300, 1e300}), 1e300);
}

TEST(Rule13SoftPool, WeighsRealCellsOnly) {
    const auto step = first_step(grid(1, 1, {-3}), "softpool", square(3, 2, 1));
    EXPECT_EQ(step.reduction.output, -3);
    EXPECT_THAT(step.reduction.weights, ElementsAre(0, 0, 0, 0, 1, 0, 0, 0, 0));
    EXPECT_EQ(first_step(grid(1, 1, {7}), "softpool", square(2, 2, 2)).reduction.output, 0);
}

TEST(Rule13SoftPool, GivesTheLimitsOfInfinities) {
    EXPECT_EQ(reduced("softpool", {-inf, 2}), 2);
    EXPECT_EQ(reduced("softpool", {inf, 2, -inf}), inf);
    EXPECT_EQ(reduced("softpool", {-inf, -inf}), -inf);
    EXPECT_TRUE(std::isnan(reduced("softpool", {inf, nan})));
    EXPECT_THAT(gradient_of("softpool", {inf, 2, inf}), ElementsAre(0.5, 0, 0.5));
    EXPECT_THAT(gradient_of("softpool", {-inf, 2}), ElementsAre(0, 1));
}

TEST(Rule13SoftPool, HasAGradientAtLargeValues) {
    // At 1e16 a 1 that is added to the value itself would be rounded away.
    EXPECT_THAT(gradient_of("softpool", {1e16, 1e16}), ElementsAre(0.5, 0.5));
    EXPECT_THAT(gradient_of("softpool", {-1e300}), ElementsAre(1));
}

TEST(Rule13LogSumExp, LiesBetweenMeanAndMaximumByItsSharpness) {
    const std::vector<double> cells{6, 7};
    EXPECT_NEAR(reduced("lse", cells, {.sharpness = 1}), std::log((std::exp(6) + std::exp(7)) / 2),
                1e-12);
    // mean + r variance / 2 - ...: 6.5 + 0.01 / 8.
    EXPECT_NEAR(reduced("lse", cells, {.sharpness = 0.01}), 6.50125, 1e-6);
    EXPECT_NEAR(reduced("lse", cells, {.sharpness = 1000}), 7 - std::log(2) / 1000, 1e-12);
    EXPECT_EQ(reduced("lse", cells, {.sharpness = inf}), 7);
    EXPECT_EQ(formula_of("lse", grid(1, 2, cells), whole()),
              "1/1 · ln( ( e^(1·6) + e^(1·7) ) / 2 ) = 6.62");
}

TEST(Rule13LogSumExp, TakesTheMaximumOffFirst) {
    EXPECT_EQ(reduced("lse", {1e300, -1e300}), 1e300);
    EXPECT_NEAR(reduced("lse", {-2000, -2000}), -2000, 1e-9);
    EXPECT_EQ(reduced("lse", {-inf, 2}), 2 - std::log(2));
    EXPECT_EQ(reduced("lse", {-inf, -inf}), -inf);
    EXPECT_EQ(reduced("lse", {inf, -inf}), inf);
    EXPECT_EQ(reduced("lse", {-inf, 2, 2}, {.sharpness = inf}), 2);
    EXPECT_EQ(first_step(grid(1, 1, {7}), "lse", square(2, 2, 2)).reduction.output, -inf);
}

TEST(Rule13LogSumExp, SendsItsGradientBySoftmax) {
    const double share = 1 / (1 + std::exp(-2.0));
    EXPECT_THAT(gradient_of("lse", {6, 7}, {.sharpness = 2}),
                ElementsAre(DoubleNear(1 - share, 1e-12), DoubleNear(share, 1e-12)));
    EXPECT_THAT(gradient_of("lse", {6, 7, 7}, {.sharpness = inf}), ElementsAre(0, 0.5, 0.5));
}

TEST(Rule13LogSumExp, RefusesASharpnessOfNothing) {
    for (const double r : {0.0, -1.0, nan, -inf}) {
        const auto refused = pool({&op_named("lse"), {.sharpness = r}}, grid(1, 1, {1}));
        ASSERT_FALSE(refused.has_value()) << r;
        EXPECT_EQ(refused.error().code, ErrorCode::bad_parameter);
        EXPECT_THAT(refused.error().located().english(),
                    HasSubstr("the logarithm is divided by it"));
        EXPECT_EQ(refused.error().remedy.english(), "make sharpness 0.01 or more");
    }
}

TEST(Mixed, RefusesSharesOutsideZeroToOne) {
    for (const double mix : {-0.1, 1.5, nan}) {
        const auto refused = pool({&op_named("mixed"), {.mix = mix}}, grid(1, 1, {1}));
        ASSERT_FALSE(refused.has_value()) << mix;
        EXPECT_EQ(refused.error().remedy.english(), "make mix 0 to 1");
    }
}

PoolParams with_scores(int h, int w, std::vector<float> scores) {
    auto params = whole();
    params.scores = Shared(Tensor<float>({1, 1, h, w}, std::move(scores)));
    return params;
}

TEST(Attention, WeighsCellsByTheSoftmaxOfTheirScores) {
    const auto params = with_scores(1, 2, {1, 2});
    EXPECT_NEAR(reduced("attention", {6, 7}, params), 6 + 1 / (1 + std::exp(-1.0)), 1e-14);
    EXPECT_EQ(formula_of("attention", grid(1, 2, {60, 70}), params),
              "0.269·60 + 0.731·70 = 67.311");
    const auto gradient = gradient_of("attention", {6, 7}, params);
    EXPECT_NEAR(gradient[1], 1 / (1 + std::exp(-1.0)), 1e-14);
}

TEST(Attention, IsTheMeanWithoutScores) {
    EXPECT_EQ(reduced("attention", {1, 2, 6}), 3);
}

TEST(Attention, LeavesOutCellsWhoseScoreIsMinusInfinity) {
    const auto masked = -std::numeric_limits<float>::infinity();
    EXPECT_EQ(reduced("attention", {inf, 7}, with_scores(1, 2, {masked, 2})), 7);
    // A weight that only rounds to 0 does not hide an infinity.
    EXPECT_EQ(reduced("attention", {-inf, 7}, with_scores(1, 2, {-5000, 2})), -inf);
    EXPECT_TRUE(std::isnan(reduced("attention", {nan, 7}, with_scores(1, 2, {masked, 2}))));
}

TEST(Attention, RefusesScoresOfAnotherShape) {
    const auto refused =
        pool({&op_named("attention"), with_scores(1, 2, {1, 2})}, grid(2, 2, {1, 2, 3, 4}));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::bad_shape);
    // To another operator they mean nothing.
    EXPECT_TRUE(
        pool({&op_named("max"), with_scores(1, 2, {1, 2})}, grid(2, 2, {1, 2, 3, 4})).has_value());
}

}  // namespace
}  // namespace poolscope
