/// The operators that pick an extreme cell: max, min, fractional max and maxout.
#include <cmath>
#include <set>

#include "core/naive.hpp"
#include "core/one_layer.hpp"
#include "support/random.hpp"

namespace poolscope {
namespace {

using testing::ElementsAre;

/// The largest of the first `count` reads, each times `sign`: a NaN if there is one (the last),
/// else the largest (the first).
naive::Expected extreme(const naive::Reads& reads, std::size_t count, double sign) {
    std::vector<std::size_t> nans;
    std::vector<std::size_t> largest;
    for (const std::size_t i : naive::real_ones(reads, count)) {
        const double value = sign * reads[i].value;
        if (std::isnan(value)) {
            nans.push_back(i);
        } else if (largest.empty() || value > sign * reads[largest.front()].value) {
            largest = {i};
        } else if (value == sign * reads[largest.front()].value) {
            largest.push_back(i);
        }
    }
    if (!nans.empty()) return {.value = nan, .winner = nans.back(), .ties = nans};
    if (largest.empty()) return {.value = -sign * inf};
    return {.value = reads[largest.front()].value, .winner = largest.front(), .ties = largest};
}

naive::Expected maximum(const naive::Reads& reads, std::size_t count, const PoolParams&, double) {
    return extreme(reads, count, 1);
}
naive::Expected minimum(const naive::Reads& reads, std::size_t count, const PoolParams&, double) {
    return extreme(reads, count, -1);
}
const bool known = naive::add_oracle("max", maximum) && naive::add_oracle("min", minimum) &&
                   naive::add_oracle("fractional", maximum) && naive::add_oracle("maxout", maximum);

TEST(Min, PadsWithPlusInfinityNeverZero) {
    const auto result = pool({&op_named("min"), square(3, 2, 1)}, grid(2, 2, {5, 6, 7, 8}));
    ASSERT_TRUE(result.has_value());
    EXPECT_THAT(result->output.cells(), ElementsAre(5));
    EXPECT_EQ(first_step(grid(2, 2, {5, 6, 7, 8}), "min", square(3, 2, 1)).taps[0].value, inf);
}

TEST(Min, OfAWindowWithoutRealCellsIsPlusInfinityWithoutAWinner) {
    const auto result =
        pool({&op_named("min"), square(2, 2, 2)}, grid(1, 1, {7}), {.return_indices = true});
    ASSERT_TRUE(result.has_value());
    EXPECT_THAT(result->output.cells(), ElementsAre(inf, inf, inf, 7));
    EXPECT_THAT(result->indices->cells(), ElementsAre(-1, -1, -1, 0));
}

TEST(Min, TakesTheFirstOfTiesAndTheLastNaN) {
    const auto step = first_step(grid(2, 2, {3, 1, 1, 1}), "min", square(2, 2));
    EXPECT_EQ(step.reduction.selected, 1U);
    EXPECT_THAT(step.reduction.ties, ElementsAre(1, 2, 3));
    EXPECT_EQ(first_step(grid(2, 2, {3, nan, nan, 1}), "min", square(2, 2)).reduction.selected, 2U);
}

TEST(Min, GivesItsWholeGradientToTheWinner) {
    EXPECT_THAT(gradient_of("min", {3, 1, 1, 2}), ElementsAre(0, 1, 0, 0));
}

TEST(Formulas, OfExtremesNameThem) {
    EXPECT_EQ(formula_of("max", grid(1, 2, {6, 7}), whole()), "max( 6, 7 ) = 7");
    EXPECT_EQ(formula_of("min", grid(1, 2, {6, 7}), whole()), "min( 6, 7 ) = 6");
    EXPECT_EQ(formula_of("fractional", grid(1, 2, {6, 7}), {.kernel_size = {1, 2}}),
              "max( 6, 7 ) = 7");
    EXPECT_EQ(formula_of("maxout", Tensor<double>({1, 2, 1, 1}, {6, 7}), {}), "max( 6, 7 ) = 7");
}

/// A fractional layer with the same samples on every plane, the columns' first.
PoolParams fractional(Extent kernel_size, Extent output_size, double cols, double rows) {
    return {.kernel_size = kernel_size,
            .output_size = output_size,
            .samples = Shared(Tensor<double>({1, 1, 1, 2}, {cols, rows}))};
}

TEST(Rule14Fractional, PlacesWindowsByTheSampleAsWorkedByHand) {
    // n = 10, k = 2, o = 4: alpha = 8 / 3. With u = 0.5: floor(0.5 alpha) = 1, and
    // floor((i + 0.5) alpha) = 1, 4, 6; the last starts at 10 - 2.
    Tensor<double> input({1, 1, 1, 10}, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
    const auto params = fractional({1, 2}, {1, 4}, 0.5, 0.0);
    const auto steps = make_steps(input, {&op_named("fractional"), params}, Grain::window).value();
    std::vector<int> starts;
    for (const auto& step : steps) starts.push_back(step.window.cols.start);
    EXPECT_THAT(starts, ElementsAre(0, 3, 5, 8));
    const auto result = pool({&op_named("fractional"), params}, input, {.return_indices = true});
    ASSERT_TRUE(result.has_value());
    EXPECT_THAT(result->output.cells(), ElementsAre(1, 4, 6, 9));
    EXPECT_THAT(result->indices->cells(), ElementsAre(1, 4, 6, 9));
}

TEST(Rule14Fractional, TakesTheColumnsSampleFirst) {
    const Tensor<double> input({1, 1, 10, 10});
    const auto params = fractional({2, 2}, {4, 4}, 0.5, 0.0);
    const auto steps = make_steps(input, {&op_named("fractional"), params}, Grain::window).value();
    // u = 0 along the rows: floor(i alpha) = 0, 2, 5, then 8.
    EXPECT_EQ(steps[4].window.rows.start, 2);
    EXPECT_EQ(steps[1].window.cols.start, 3);
}

TEST(Rule14Fractional, DrawsAPlanesOwnSamplesFromTheSeed) {
    const Tensor<double> input({2, 3, 20, 20});
    const PoolParams params{.kernel_size = {2, 2}, .output_size = {7, 7}, .seed = 5};
    const auto steps = make_steps(input, {&op_named("fractional"), params}, Grain::window).value();
    std::set<std::vector<int>> places;
    for (std::uint64_t n = 0; n < 2; ++n) {
        for (std::uint64_t c = 0; c < 3; ++c) {
            // alpha = 18 / 6 = 3, so a window starts at floor((i + u) 3) - floor(3 u).
            const double u = unit_draw(5, {n, c, 0});
            std::vector<int> starts;
            for (std::size_t i = 0; i < 7; ++i) {
                starts.push_back(steps[(n * 3 + c) * 49 + i].window.cols.start);
                EXPECT_EQ(starts.back(), i == 6 ? 18 : int((double(i) + u) * 3) - int(u * 3));
            }
            places.insert(starts);
        }
    }
    // A constant stride would do for an alpha that is whole.
    EXPECT_EQ(places.size(), 1U);
    const PoolParams uneven{.kernel_size = {2, 2}, .output_size = {8, 8}, .seed = 5};
    const auto odd = make_steps(input, {&op_named("fractional"), uneven}, Grain::window).value();
    places.clear();
    for (std::size_t plane = 0; plane < 6; ++plane) {
        std::vector<int> starts;
        for (std::size_t i = 0; i < 8; ++i) starts.push_back(odd[plane * 64 + i].window.cols.start);
        places.insert(starts);
    }
    EXPECT_GT(places.size(), 2U);
}

TEST(Rule14Fractional, RefusesSamplesAndSizesThatDoNotFit) {
    const Tensor<double> input({1, 1, 4, 4});
    const auto outside =
        pool({&op_named("fractional"), fractional({2, 2}, {2, 2}, 1.0, 0.0)}, input);
    ASSERT_FALSE(outside.has_value());
    EXPECT_EQ(outside.error().code, ErrorCode::bad_argument);
    auto params = fractional({2, 2}, {2, 2}, 0.0, 0.0);
    params.samples = Shared(Tensor<double>({1, 2, 1, 2}));
    EXPECT_EQ(pool({&op_named("fractional"), params}, input).error().code, ErrorCode::bad_shape);
    const auto large = pool({&op_named("fractional"), fractional({3, 3}, {3, 3}, 0.0, 0.0)}, input);
    EXPECT_EQ(large.error().code, ErrorCode::window_outside);
    const auto none = pool({&op_named("fractional"), fractional({3, 3}, {0, 2}, 0.0, 0.0)}, input);
    EXPECT_EQ(none.error().code, ErrorCode::bad_output_size);
}

TEST(Rule17Channels, MixOnlyInMaxout) {
    const Tensor<double> input({1, 4, 1, 2}, {1, 2, 3, 0, 5, 6, 7, 8});
    const auto result =
        pool({&op_named("maxout"), {.channel_group = 2}}, input, {.return_indices = true});
    ASSERT_TRUE(result.has_value());
    EXPECT_EQ(result->output.shape(), (Shape{1, 2, 1, 2}));
    EXPECT_THAT(result->output.cells(), ElementsAre(3, 2, 7, 8));
    // From the first cell of the group's first channel on.
    EXPECT_THAT(result->indices->cells(), ElementsAre(2, 1, 2, 3));
    const auto gradient = pool_backward({&op_named("maxout"), {.channel_group = 2}}, input,
                                        Tensor<double>({1, 2, 1, 2}, {10, 20, 30, 40}));
    ASSERT_TRUE(gradient.has_value());
    EXPECT_THAT(gradient->cells(), ElementsAre(0, 20, 10, 0, 0, 0, 30, 40));
    const auto refused = pool({&op_named("maxout"), {.channel_group = 3}}, input);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::bad_channel_group);
    EXPECT_EQ(refused.error().located().english(),
              "channel_group is 3, which does not divide 4 channels");
}

}  // namespace
}  // namespace poolscope
