/// The rules of pooling, each by its name, with the numbers that a person can check by hand.
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/one_layer.hpp"
#include "poolscope/dialect.hpp"

namespace poolscope {
namespace {

using testing::Each;
using testing::ElementsAre;

/// A plane's output side, 0 where the layer is impossible.
int side(int n, const PoolParams& params) {
    return output_shape({1, 1, n, n}, params).map([](const Shape& s) { return s.h; }).value_or(0);
}

TEST(Rule1OutputSize, FloorDropsThePartWindow) {
    EXPECT_EQ(side(7, square(2, 2)), 3);
    EXPECT_EQ(side(4, square(3, 2)), 1);
    EXPECT_EQ(side(6, square(3, 2, 1)), 3);
}

TEST(Rule1OutputSize, CeilKeepsThePartWindow) {
    EXPECT_EQ(side(7, square(2, 2, 0, true)), 4);
    EXPECT_EQ(side(4, square(3, 2, 0, true)), 2);
}

TEST(Rule1OutputSize, CeilDropsAWindowThatStartsPastTheInput) {
    EXPECT_EQ(side(32, square(1, 2, 0, true)), 16);
    // 5 + 1 + 1 - 2 = 5 in strides of 3 would be 3 windows; the third starts at 6 = 5 + 1.
    EXPECT_EQ(side(5, square(2, 3, 1, true)), 2);
}

TEST(Rule1OutputSize, CeilMayHoldAWindowLargerThanTheInput) {
    EXPECT_EQ(side(8, square(9, 2, 0, true)), 1);
    EXPECT_EQ(side(8, square(10, 2, 0, true)), 0);
}

TEST(Rule1OutputSize, DilationSpreadsTheWindow) {
    auto params = square(3, 1);
    params.dilation = {2, 3};
    EXPECT_EQ(output_shape({1, 1, 7, 7}, params), (Shape{1, 1, 3, 1}));
}

TEST(Rule2MeanDivisor, CountsPaddingButNeverOverhang) {
    const Tensor<double> ones({1, 1, 6, 6}, 1.0);
    const auto result = pool({&op_named("avg"), square(3, 2, 1, true)}, ones);
    ASSERT_TRUE(result.has_value());
    std::vector<double> times_36;
    for (const double mean : result->output.cells()) times_36.push_back(std::round(mean * 36));
    EXPECT_THAT(times_36, ElementsAre(16, 24, 24, 12,  //
                                      24, 36, 36, 18,  //
                                      24, 36, 36, 18,  //
                                      12, 18, 18, 9));
}

TEST(Rule2MeanDivisor, LeavesPaddingOutWhenAsked) {
    auto params = square(3, 2, 1, true);
    params.count_include_pad = false;
    const auto result = pool({&op_named("avg"), params}, Tensor<double>({1, 1, 6, 6}, 1.0));
    ASSERT_TRUE(result.has_value());
    EXPECT_THAT(result->output.cells(), Each(1.0));
}

TEST(Rule2MeanDivisor, OverrideWinsOverEverything) {
    for (const bool include : {false, true}) {
        auto params = square(2, 2, 1);
        params.count_include_pad = include;
        params.divisor_override = 5;
        const auto step = first_step(grid(2, 2, {10, 20, 30, 40}), "avg", params);
        EXPECT_EQ(step.reduction.divisor, 5);
        EXPECT_EQ(step.reduction.output, 2.0);
    }
}

TEST(Rule3MaximumPadding, IsMinusInfinityNeverZero) {
    const auto result =
        pool({&op_named("max"), square(3, 2, 1)}, Tensor<double>({1, 1, 4, 4}, -5.0));
    ASSERT_TRUE(result.has_value());
    EXPECT_THAT(result->output.cells(), Each(-5.0));
}

TEST(Rule3MaximumPadding, MayFillAWindowWhoseOutputIsThenMinusInfinity) {
    const auto input = grid(1, 1, {7});
    const auto params = square(2, 2, 2);
    const auto step = first_step(input, "max", params);
    EXPECT_EQ(step.counts, (TapCounts{.real = 0, .padding = 4, .overhang = 0}));
    EXPECT_EQ(step.reduction.output, -inf);
    EXPECT_EQ(step.reduction.running, -inf);
    EXPECT_FALSE(step.reduction.selected.has_value());
    EXPECT_TRUE(step.reduction.ties.empty());
    const auto result = pool({&op_named("max"), params}, input, {.return_indices = true});
    ASSERT_TRUE(result.has_value());
    EXPECT_THAT(result->output.cells(), ElementsAre(-inf, -inf, -inf, 7));
    EXPECT_THAT(result->indices->cells(), ElementsAre(-1, -1, -1, 0));
}

TEST(Rule3MaximumPadding, MeanOfAWindowWithoutRealCellsIsZero) {
    for (const bool include : {false, true}) {
        auto params = square(2, 2, 2);
        params.count_include_pad = include;
        const auto step = first_step(grid(1, 1, {7}), "avg", params);
        EXPECT_EQ(step.reduction.output, 0.0);
        EXPECT_EQ(step.reduction.divisor, include ? 4 : 0);
    }
}

TEST(Rule3MaximumPadding, NeverBeatsARealMinusInfinity) {
    const auto step = first_step(grid(2, 2, {-inf, -inf, -inf, -inf}), "max", square(3, 2, 1));
    ASSERT_TRUE(step.reduction.selected.has_value());
    EXPECT_EQ(*step.reduction.selected, 4U);  // the window's middle tap, the first real one
    EXPECT_THAT(step.reduction.ties, ElementsAre(4, 5, 7, 8));
}

TEST(Rule4Ties, TheFirstInRowMajorOrderWinsAndAllAreShown) {
    const auto step = first_step(grid(2, 2, {1, 3, 3, 3}), "max", square(2, 2));
    EXPECT_EQ(step.reduction.selected, 1U);
    EXPECT_THAT(step.reduction.ties, ElementsAre(1, 2, 3));
}

TEST(Rule4Ties, ZeroTiesWithMinusZero) {
    const auto step =
        first_step(grid(1, 2, {-0.0, 0.0}), "max", {.kernel_size = {1, 2}, .stride = {1, 2}});
    EXPECT_EQ(step.reduction.selected, 0U);
    EXPECT_TRUE(std::signbit(step.reduction.output));
    EXPECT_THAT(step.reduction.ties, ElementsAre(0, 1));
}

TEST(Rule5NaN, PropagatesThroughEveryOperator) {
    for (const Operator* op : operators()) {
        for (std::size_t at = 0; at < 4; ++at) {
            std::vector<double> cells{1, inf, -2, 3};
            cells[at] = nan;
            // Four cells of one plane, or one of four channels.
            const bool across = op->placement == Placement::channels;
            const Tensor<double> input(across ? Shape{1, 4, 1, 1} : Shape{1, 1, 2, 2}, cells);
            auto params = square(2, 2);
            params.channel_group = 4;
            const auto result = pool({op, params}, input);
            ASSERT_TRUE(result.has_value()) << op->id;
            EXPECT_TRUE(std::isnan(result->output.at(0, 0, 0, 0))) << op->id << " " << at;
        }
    }
}

TEST(Rule5NaN, TheLastOfSeveralWins) {
    const auto step =
        first_step(grid(3, 3, {1, nan, 3, nan, 2, nan, 0, 9, 0}), "max", square(3, 3));
    EXPECT_EQ(step.reduction.selected, 5U);
    EXPECT_THAT(step.reduction.ties, ElementsAre(1, 3, 5));
    EXPECT_TRUE(std::isnan(step.reduction.running));
}

TEST(Rule6PaddingLimit, IsTheDialectsNotTheLibrarys) {
    const Dialect& pytorch = *find_dialect("pytorch").value();
    for (const Operator* op : {&op_named("max"), &op_named("avg")}) {
        EXPECT_TRUE(pytorch.check({op, square(3, 2, 1)}, {1, 1, 4, 4}).has_value());
        const auto refused = pytorch.check({op, square(3, 2, 2)}, {1, 1, 4, 4});
        ASSERT_FALSE(refused.has_value());
        EXPECT_EQ(refused.error().code, ErrorCode::bad_padding);
        EXPECT_EQ(refused.error().located().english(),
                  "pad should be at most half of kernel size, but got pad=2 and kernel_size=3");
        EXPECT_TRUE(pool({op, square(3, 2, 2)}, Tensor<float>({1, 1, 4, 4}, 1.0F)).has_value());
    }
}

/// A square layer with SAME's padding for an n x n input.
PoolParams same(int n, int k, int s, bool odd_at_end = true, int d = 1) {
    auto params = square(k, s);
    params.dilation = {d, d};
    params.padding = same_padding({1, 1, n, n}, params, odd_at_end);
    return params;
}

TEST(Rule7Same, PutsTheOddCellAtTheEndAsTensorFlowDoes) {
    // The example of TensorFlow's notes on convolution: 13 cells, 6 wide, in strides of 5.
    EXPECT_EQ(same(13, 6, 5).padding, (Padding{1, 1, 2, 2}));
    // The first layer of a ResNet, 7 wide in strides of 2 on 224 cells, and its pooling on 112.
    EXPECT_EQ(same(224, 7, 2).padding, (Padding{2, 2, 3, 3}));
    EXPECT_EQ(same(112, 3, 2).padding, (Padding{0, 0, 1, 1}));
    EXPECT_EQ(same(7, 2, 2).padding, (Padding{0, 0, 1, 1}));
    EXPECT_EQ(side(7, same(7, 2, 2)), 4);
}

TEST(Rule7Same, PutsTheOddCellAtTheBeginningForSameLower) {
    EXPECT_EQ(same(13, 6, 5, false).padding, (Padding{2, 2, 1, 1}));
    EXPECT_EQ(same(224, 7, 2, false).padding, (Padding{3, 3, 2, 2}));
    EXPECT_EQ(same(7, 2, 2, false).padding, (Padding{1, 1, 0, 0}));
    // An even total is split alike.
    EXPECT_EQ(same(5, 3, 1, true).padding, (Padding{1, 1, 1, 1}));
    EXPECT_EQ(same(5, 3, 1, false).padding, (Padding{1, 1, 1, 1}));
}

TEST(Rule7Same, TreatsRowsAndColumnsApart) {
    const PoolParams params{.kernel_size = {3, 2}, .stride = {2, 3}, .dilation = {1, 2}};
    // 7 rows: 4 outputs of stride 2 need 9. 10 columns: 4 outputs of stride 3, 3 wide, need 12.
    EXPECT_EQ(same_padding({1, 1, 7, 10}, params, true), (Padding{1, 1, 1, 1}));
    // 8 rows: 4 outputs need 9. 9 columns: 3 outputs need 9.
    EXPECT_EQ(same_padding({1, 1, 8, 9}, params, true), (Padding{0, 0, 1, 0}));
    EXPECT_EQ(same_padding({1, 1, 8, 9}, params, false), (Padding{1, 0, 0, 0}));
}

TEST(Rule7Same, AddsNothingWhereTheStridePassesOverMoreThanTheWindowReads) {
    EXPECT_EQ(same(10, 1, 3).padding, Padding{});
    EXPECT_EQ(same(10, 2, 4).padding, Padding{});
}

TEST(Rule7Same, GivesAnOutputForEveryStrideOrPartOfOne) {
    for (int n = 1; n <= 20; ++n) {
        for (int k = 1; k <= 6; ++k) {
            for (int s = 1; s <= 6; ++s) {
                for (const bool odd_at_end : {true, false}) {
                    for (const int d : {1, 3}) {
                        auto params = same(n, k, s, odd_at_end, d);
                        const int wanted = (n + s - 1) / s;
                        ASSERT_EQ(side(n, params), wanted) << n << " " << k << " " << s << " " << d;
                        params.ceil_mode = true;
                        ASSERT_EQ(side(n, params), wanted) << n << " " << k << " " << s << " " << d;
                    }
                }
            }
        }
    }
}

TEST(Rule7Same, LeavesWhatCannotBeForTheGeometryToRefuse) {
    constexpr int most = std::numeric_limits<int>::max();
    for (const auto& [k, s, d] : {std::array{0, 1, 1},
                                  {1, 0, 1},
                                  {1, 1, 0},
                                  {-1, 1, 1},
                                  {most, 1, 1},
                                  {most, most, most},
                                  {2, 1, most},
                                  {max_extent + 1, 1, 1},
                                  {std::numeric_limits<int>::min(), 1, most}}) {
        EXPECT_EQ(side(8, same(8, k, s, true, d)), 0) << k << " " << s << " " << d;
    }
    EXPECT_EQ(same(0, 3, 1).padding, Padding{});
    EXPECT_EQ(same(-5, 3, 1).padding, Padding{});
    const auto refused = output_shape({1, 1, 8, 8}, same(8, most, 1));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::too_large);
    EXPECT_EQ(refused.error().remedy.english(), "make kernel_size or dilation smaller");
}

TEST(Rule11Forward, OneWinnerAWindowToTakeTheWholeGradient) {
    const auto input = grid(3, 3, {1, 5, 5, 5, 5, 2, 0, 1, 5});
    const auto result = pool({&op_named("max"), square(2, 1)}, input, {.return_indices = true});
    ASSERT_TRUE(result.has_value());
    // Overlapping windows may name the same cell, whose gradients then add.
    EXPECT_THAT(result->indices->cells(), ElementsAre(1, 1, 3, 4));
}

TEST(Rule11Forward, EachRealCellTakesItsShareByTheWindowsDivisor) {
    const auto input = grid(3, 3, {1, 2, 3, 4, 5, 6, 7, 8, 9});
    const auto steps = make_steps(input, {&op_named("avg"), square(2, 2, 1)}, Grain::window);
    ASSERT_TRUE(steps.has_value());
    std::vector<int> divisors;
    std::vector<int> shares;
    for (const auto& step : *steps) {
        divisors.push_back(step.reduction.divisor);
        shares.push_back(step.counts.real);
    }
    EXPECT_THAT(divisors, ElementsAre(4, 4, 4, 4));
    EXPECT_THAT(shares, ElementsAre(1, 2, 2, 4));
}

/// Where the windows along the columns of a plane of one row begin and end.
std::vector<std::pair<int, int>> spans_of(int n, const PoolParams& params) {
    const auto geometry = make_geometry({1, 1, 1, n}, params).value();
    std::vector<std::pair<int, int>> spans;
    for (int i = 0; i < geometry.output.w; ++i) {
        const AxisSpan span = geometry.cols.span_at(i);
        spans.emplace_back(span.start, span.last() + 1);
    }
    return spans;
}

PoolParams adaptive(int h, int w) {
    return {.placement = Placement::adaptive, .output_size = {h, w}};
}

TEST(Rule9Adaptive, SharesSevenCellsAmongFiveWindows) {
    EXPECT_THAT(spans_of(7, adaptive(1, 5)),
                ElementsAre(std::pair(0, 2), std::pair(1, 3), std::pair(2, 5), std::pair(4, 6),
                            std::pair(5, 7)));
    const auto geometry = make_geometry({1, 1, 7, 7}, adaptive(5, 5)).value();
    EXPECT_EQ(geometry.rows.widest(), 3);
    EXPECT_THAT(geometry.cols.readers_of(4), ElementsAre(2, 3));
    EXPECT_EQ(never_read_count(geometry), 0U);
}

TEST(Rule9Adaptive, MayHaveMoreWindowsThanCells) {
    EXPECT_THAT(spans_of(2, adaptive(1, 3)),
                ElementsAre(std::pair(0, 1), std::pair(0, 2), std::pair(1, 2)));
}

TEST(Rule9Adaptive, OfOneWindowIsGlobal) {
    const auto input = grid(2, 3, {1, 2, 3, 4, 5, 9});
    for (const Operator* op : operators()) {
        const auto one = pool({op, adaptive(1, 1)}, input);
        if (op->placement || !one) continue;
        EXPECT_EQ(one->output, pool({op, whole()}, input)->output) << op->id;
    }
    EXPECT_EQ(pool({&op_named("avg"), whole()}, input)->output.cells()[0], 4);
}

TEST(Rule9Adaptive, StepsThroughWindowsOfDifferentSizes) {
    const auto input = grid(1, 7, {1, 2, 3, 4, 5, 6, 7});
    const auto means = pool({&op_named("avg"), adaptive(1, 5)}, input);
    ASSERT_TRUE(means.has_value());
    EXPECT_THAT(means->output.cells(), ElementsAre(1.5, 2.5, 4, 5.5, 6.5));
    const auto steps = make_steps(input, {&op_named("avg"), adaptive(1, 5)}, Grain::cell).value();
    std::vector<std::pair<int, std::size_t>> places;
    for (const auto& step : steps) places.emplace_back(step.out_col, step.folded);
    EXPECT_EQ(places.size(), 11U);
    EXPECT_EQ(places[6], std::pair(2, std::size_t{3}));
    EXPECT_EQ(places[7], std::pair(3, std::size_t{1}));
}

TEST(Rule9Adaptive, RefusesAnOutputOfNothing) {
    const auto refused = make_geometry({1, 1, 4, 4}, adaptive(0, 2));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::bad_output_size);
    EXPECT_EQ(refused.error().message(),
              "output_size is 0 along the rows, and the least is 1: make output_size 1 or more");
}

TEST(Rule16Integers, KeepTheirTypeWhereACellWins) {
    const Tensor<std::uint8_t> input({1, 1, 2, 2}, {255, 3, 0, 7});
    EXPECT_EQ(pool({&op_named("max"), square(2, 2)}, input)->output.cells()[0], 255);
    EXPECT_EQ(pool({&op_named("min"), square(2, 2)}, input)->output.cells()[0], 0);
    EXPECT_EQ(pool({&op_named("avg"), square(2, 2)}, input).error().code, ErrorCode::unsupported);
    EXPECT_EQ(pool({&op_named("softpool"), square(2, 2)}, input).error().code,
              ErrorCode::unsupported);
}

TEST(Rule17Channels, NeverMix) {
    Tensor<double> input({2, 3, 4, 4});
    for (std::size_t i = 0; i < input.cells().size(); ++i) {
        input.cells()[i] = static_cast<double>((i * 37) % 101) - 50;
    }
    for (const Operator* op : operators()) {
        // Maxout mixes them, and what draws draws for each channel apart.
        if (op->placement == Placement::channels || op->seeded) continue;
        const auto together = pool({op, square(3, 2, 1)}, input);
        ASSERT_TRUE(together.has_value());
        for (int n = 0; n < 2; ++n) {
            for (int c = 0; c < 3; ++c) {
                Tensor<double> one({1, 1, 4, 4});
                std::ranges::copy(input.plane(n, c), one.cells().begin());
                const auto alone = pool({op, square(3, 2, 1)}, one);
                ASSERT_TRUE(alone.has_value());
                EXPECT_TRUE(
                    std::ranges::equal(alone->output.cells(), together->output.plane(n, c)));
            }
        }
    }
}

}  // namespace
}  // namespace poolscope
