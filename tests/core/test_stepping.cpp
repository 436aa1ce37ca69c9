/// StepRange as a C++20 range, at both grains.
#include "poolscope/stepping.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace poolscope {
namespace {

using testing::ElementsAre;

static_assert(std::ranges::random_access_range<StepRange<float>>);
static_assert(std::ranges::sized_range<StepRange<double>>);
static_assert(std::ranges::common_range<StepRange<double>>);
static_assert(std::ranges::view<StepRange<std::int8_t>>);

const Operator& op_named(std::string_view id) {
    return *find_operator(id).value();
}

Tensor<double> one_to_sixteen() {
    Tensor<double> input({1, 1, 4, 4});
    for (std::size_t i = 0; i < 16; ++i) input.cells()[i] = static_cast<double>(i + 1);
    return input;
}

// Before version 16 clang cannot compile the standard library's own views.
#if !defined(__clang_major__) || __clang_major__ >= 16
TEST(StepRange, WorksWithViews) {
    const auto input = one_to_sixteen();
    const auto steps = make_steps(input, {&op_named("max")}, Grain::window).value();
    std::vector<double> backwards;
    for (const double value :
         steps | std::views::reverse | std::views::drop(1) |
             std::views::transform([](const auto& step) { return step.reduction.output; })) {
        backwards.push_back(value);
    }
    EXPECT_THAT(backwards, ElementsAre(14, 8, 6));
}
#endif

TEST(StepRange, WorksWithAlgorithms) {
    const auto input = one_to_sixteen();
    const auto steps = make_steps(input, {&op_named("max")}, Grain::window).value();
    const auto found = std::ranges::lower_bound(
        steps, 10.0, {}, [](const auto& step) { return step.reduction.output; });
    EXPECT_EQ(found - steps.begin(), 2);
    EXPECT_EQ(steps.front().reduction.output, 6.0);
    EXPECT_EQ(steps.back().reduction.output, 16.0);
    EXPECT_EQ(steps.begin()[1].out_col, 1);
    EXPECT_TRUE(steps.begin() + 4 == steps.end());
    EXPECT_TRUE(steps.begin() < steps.end());
}

TEST(StepRange, ByCellShowsTheRunningMaximum) {
    const Tensor<double> input({1, 1, 2, 2}, {3, 1, 7, 5});
    const auto steps = make_steps(input, {&op_named("max")}, Grain::cell).value();
    ASSERT_EQ(steps.size(), 4U);
    std::vector<double> running;
    std::vector<bool> complete;
    for (const auto& step : steps) {
        running.push_back(step.reduction.running);
        complete.push_back(step.complete());
    }
    EXPECT_THAT(running, ElementsAre(3, 3, 7, 7));
    EXPECT_THAT(complete, ElementsAre(false, false, false, true));
}

TEST(StepRange, ByCellShowsTheRunningSumOverTheWholeWindowsDivisor) {
    const Tensor<double> input({1, 1, 2, 2}, {3, 1, 7, 5});
    const auto steps = make_steps(input, {&op_named("avg")}, Grain::cell).value();
    std::vector<double> running;
    std::vector<double> outputs;
    for (const auto& step : steps) {
        running.push_back(step.reduction.running);
        outputs.push_back(step.reduction.output);
        EXPECT_EQ(step.reduction.divisor, 4);
    }
    EXPECT_THAT(running, ElementsAre(3, 4, 11, 16));
    EXPECT_THAT(outputs, ElementsAre(0.75, 1, 2.75, 4));
}

TEST(StepRange, GoesThroughPlanesInOrder) {
    const Tensor<float> input({2, 2, 4, 4}, 1.0F);
    const auto steps = make_steps(input, {&op_named("max")}, Grain::cell).value();
    EXPECT_EQ(steps.plane_size(), 16U);
    EXPECT_EQ(steps.size(), 64U);
    const auto step = steps[3 * 16 + 2 * 4 + 1];
    EXPECT_EQ(step.n, 1);
    EXPECT_EQ(step.c, 1);
    EXPECT_EQ(step.out_row, 1);
    EXPECT_EQ(step.out_col, 0);
    EXPECT_EQ(step.folded, 2U);
}

TEST(StepRange, IsEmptyByDefault) {
    const StepRange<double> none;
    EXPECT_EQ(none.size(), 0U);
    EXPECT_TRUE(none.empty());
    EXPECT_TRUE(none.begin() == none.end());
}

TEST(MakeSteps, HandsOnWhyALayerCannotBe) {
    const auto input = one_to_sixteen();
    const auto steps =
        make_steps(input, {&op_named("max"), {.kernel_size = {5, 5}}}, Grain::window);
    ASSERT_FALSE(steps.has_value());
    EXPECT_EQ(steps.error().code, ErrorCode::window_outside);
}

}  // namespace
}  // namespace poolscope
