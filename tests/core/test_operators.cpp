/// The operators' list, the scalar types, and pool()'s options.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <climits>
#include <cmath>
#include <set>

#include "poolscope/forward.hpp"
#include "poolscope/stepping.hpp"

namespace poolscope {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

const Operator& op_named(std::string_view id) {
    return *find_operator(id).value();
}

TEST(Operators, AreListedOnceEachAndFoundByTheirId) {
    std::set<std::string_view> ids;
    for (const Operator* op : operators()) {
        EXPECT_TRUE(ids.insert(op->id).second) << op->id;
        EXPECT_EQ(find_operator(op->id), op);
    }
    const auto unknown = find_operator("mode");
    ASSERT_FALSE(unknown.has_value());
    EXPECT_EQ(unknown.error().code, ErrorCode::unknown_operator);
    EXPECT_THAT(unknown.error().message(),
                StartsWith("there is no operator 'mode': use one of max, avg, min, "));
    EXPECT_THAT(unknown.error().remedy.english(), EndsWith(std::string(operators().back()->id)));
}

TEST(Operators, SayWhatTheyAreInWordsAndTraits) {
    for (const Operator* op : operators()) {
        EXPECT_FALSE(op->name.empty()) << op->id;
        EXPECT_FALSE(op->note.empty() || op->note.back() == '.') << op->id;
        EXPECT_TRUE(check_supports<float>(*op) && check_supports<double>(*op)) << op->id;
        for (const NumberParameter& number : op->parameters) {
            const double standard = PoolParams{}.*number.field;
            EXPECT_TRUE(number.low <= standard && standard <= number.high) << number.id;
            EXPECT_LT(number.low, number.high);
            EXPECT_FALSE(number.reason.empty() || number.symbol.empty() || number.name.empty());
        }
    }
}

TEST(Operators, RefuseNumbersOutOfTheirRange) {
    for (const Operator* op : operators()) {
        for (const NumberParameter& number : op->parameters) {
            PoolParams params;
            const Tensor<float> input({1, 1, 4, 4});
            const auto refused = [&](double value) {
                params.*number.field = value;
                const auto checked = check_parameters({op, params});
                return !checked && checked.error().code == ErrorCode::bad_parameter &&
                       !make_steps(input, {op, params}, Grain::window);
            };
            EXPECT_FALSE(refused(number.low)) << number.id;
            EXPECT_FALSE(refused(number.high)) << number.id;
            EXPECT_TRUE(refused(number.low - 0.001)) << number.id;
            EXPECT_TRUE(refused(std::numeric_limits<double>::quiet_NaN())) << number.id;
            EXPECT_NE(refused(std::numeric_limits<double>::infinity()), number.unbounded);
        }
    }
    // Another operator's numbers mean nothing.
    EXPECT_TRUE(check_parameters({&op_named("max"), {.norm = 0, .sharpness = -1, .mix = 7}}));
}

TEST(Operators, KeepThePlacementTheyAreBoundTo) {
    for (const Operator* op : operators()) {
        for (const Placement placement :
             {Placement::sliding, Placement::global, Placement::fractional, Placement::channels}) {
            const Placement kept = settled({op, {.placement = placement}}).params.placement;
            if (op->placement) {
                EXPECT_EQ(kept, *op->placement) << op->id;
            } else {
                EXPECT_EQ(kept, placement == Placement::global ? placement : Placement::sliding);
            }
        }
    }
}

template <class Scalar>
class Integers : public testing::Test {};
using IntegerTypes = testing::Types<std::int8_t, std::uint8_t, std::int16_t, std::uint16_t,
                                    std::int32_t, std::uint32_t, std::int64_t, std::uint64_t>;
TYPED_TEST_SUITE(Integers, IntegerTypes);

TYPED_TEST(Integers, MaximumIsExactAndOfTheSameType) {
    constexpr auto low = std::numeric_limits<TypeParam>::lowest();
    constexpr auto high = std::numeric_limits<TypeParam>::max();
    const Tensor<TypeParam> input({1, 1, 2, 4}, {low, low, TypeParam(high - 1), high,  //
                                                 low, low, high, TypeParam(high - 1)});
    const auto result = pool({&op_named("max")}, input, {.return_indices = true});
    ASSERT_TRUE(result.has_value());
    EXPECT_THAT(result->output.cells(), ElementsAre(low, high));
    EXPECT_THAT(result->indices->cells(), ElementsAre(0, 3));
}

TYPED_TEST(Integers, PaddingIsTheLowestValueAndNeverWins) {
    constexpr auto low = std::numeric_limits<TypeParam>::lowest();
    const Tensor<TypeParam> input({1, 1, 1, 1}, low);
    const PoolParams params{.padding = {2, 1, 0, 1}};
    const auto result = pool({&op_named("max"), params}, input, {.return_indices = true});
    ASSERT_TRUE(result.has_value());
    EXPECT_THAT(result->output.cells(), ElementsAre(low));
    EXPECT_THAT(result->indices->cells(), ElementsAre(-1));
    const auto steps = make_steps(input, {&op_named("max"), params}, Grain::window).value();
    EXPECT_EQ(steps[0].taps[0].value, low);
    EXPECT_EQ(steps[0].reduction.running, -std::numeric_limits<double>::infinity());
    EXPECT_FALSE(steps[0].reduction.selected.has_value());
}

TYPED_TEST(Integers, HaveNoMean) {
    const Tensor<TypeParam> input({1, 1, 4, 4}, TypeParam{1});
    const auto result = pool({&op_named("avg")}, input);
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code, ErrorCode::unsupported);
    EXPECT_THAT(result.error().located().english(),
                HasSubstr("int" + std::to_string(sizeof(TypeParam) * 8)));
    EXPECT_FALSE(make_steps(input, {&op_named("avg")}, Grain::window).has_value());
}

TEST(Mean, OfFloatsIsSummedInDouble) {
    // In float 2^24 + 1 is 2^24, and the ones would be lost.
    const Tensor<float> input({1, 1, 1, 4}, {16777216.0F, 1.0F, 1.0F, -16777216.0F});
    const auto result = pool({&op_named("avg"), {.kernel_size = {1, 4}, .stride = {1, 4}}}, input);
    ASSERT_TRUE(result.has_value());
    EXPECT_EQ(result->output.cells()[0], 0.5F);
}

TEST(Mean, IsNeverMinusZero) {
    const auto result =
        pool({&op_named("avg"), {.divisor_override = -2}}, Tensor<double>({1, 1, 2, 2}));
    ASSERT_TRUE(result.has_value());
    EXPECT_FALSE(std::signbit(result->output.cells()[0]));
}

TEST(Operators, SayWhatAWindowIsDividedByWithoutItsTaps) {
    const TapCounts counts{.real = 4, .padding = 3, .overhang = 2};
    EXPECT_EQ(op_named("max").divisor, nullptr);
    const auto divisor = op_named("avg").divisor;
    ASSERT_NE(divisor, nullptr);
    EXPECT_EQ(divisor(counts, {}), 7);
    EXPECT_EQ(divisor(counts, {.count_include_pad = false}), 4);
    EXPECT_EQ(divisor(counts, {.count_include_pad = false, .divisor_override = -5}), -5);
    for (const Operator* op : operators()) {
        const Tensor<float> input({1, 2, 3, 3}, 1.0F);
        const PoolParams params{.padding = {1, 1, 1, 1}, .ceil_mode = true};
        const auto steps = make_steps(input, {op, params}, Grain::window).value();
        for (const auto& step : steps) {
            const int expected = op->divisor == nullptr ? 0 : op->divisor(step.counts, params);
            EXPECT_EQ(step.reduction.divisor, expected) << op->id << " " << step.index;
        }
    }
}

TEST(Pool, GivesTheSameOnAnyNumberOfThreads) {
    Tensor<float> input({3, 6, 17, 19});
    for (std::size_t i = 0; i < input.cells().size(); ++i) {
        input.cells()[i] = static_cast<float>((i * 7919) % 1009) / 7.0F;
    }
    const PoolParams params{.kernel_size = {3, 3}, .padding = {1, 1, 1, 1}, .ceil_mode = true};
    for (const Operator* op : operators()) {
        const auto one = pool({op, params}, input, {.return_indices = op->selects});
        ASSERT_TRUE(one.has_value());
        for (const int threads : {-1, 2, 4, 1000}) {
            const auto many =
                pool({op, params}, input, {.return_indices = op->selects, .threads = threads});
            ASSERT_TRUE(many.has_value());
            EXPECT_EQ(one->output, many->output);
            EXPECT_EQ(one->indices, many->indices);
        }
    }
}

TEST(Pool, StopsWhenAsked) {
    const Tensor<float> input({1, 64, 16, 16}, 1.0F);
    for (const int threads : {1, 4}) {
        std::atomic<int> asked{0};
        const auto result = pool({&op_named("max")}, input,
                                 {.threads = threads, .stop = [&] { return ++asked > 10; }});
        ASSERT_FALSE(result.has_value());
        EXPECT_EQ(result.error().code, ErrorCode::cancelled);
        EXPECT_LE(asked, 10 + threads);
    }
}

TEST(Pool, AsksForAStopAtLeastOnceAPlane) {
    const Tensor<float> input({2, 32, 8, 8}, 1.0F);
    for (const char* id : {"max", "avg", "softpool"}) {
        for (const int kernel_size : {2, 3, 5, 8}) {
            int asked = 0;
            const PoolParams params{.kernel_size = {kernel_size, kernel_size}};
            const auto result = pool({&op_named(id), params}, input, {.threads = 1, .stop = [&] {
                                                                          ++asked;
                                                                          return false;
                                                                      }});
            ASSERT_TRUE(result.has_value());
            EXPECT_GE(asked, 64) << id << " " << kernel_size;
        }
    }
}

TEST(Pool, AsksForAStopWithinALongRow) {
    // One row of outputs, of 2^24 taps or about: 256 windows of 256 x 256 inside the input, or,
    // with padding, 512 windows that all reach past its sides.
    const Tensor<std::int16_t> wide({1, 1, 256, 511}, 1);
    const PoolParams inside{.kernel_size = {256, 256}, .stride = {1, 1}};
    const Tensor<std::int16_t> narrow({1, 1, 256, 256}, 1);
    const PoolParams past{.kernel_size = {256, 300}, .stride = {1, 1}, .padding = {0, 277, 0, 278}};
    // Integers have no kernel: an operator that folds cell by cell, and one that reduces whole
    // windows.
    const std::array kinds{&op_named("max"), &op_named("stochastic")};
    for (const auto& [input, params] : {std::pair(wide, inside), std::pair(narrow, past)}) {
        for (const Operator* op : kinds) {
            int asked = 0;
            const auto after = [&asked](int most) {
                return [&asked, most] { return ++asked > most; };
            };
            const auto whole = pool({op, params}, input, {.stop = after(INT_MAX - 1)});
            ASSERT_TRUE(whole.has_value());
            ASSERT_EQ(whole->output.shape().h, 1);
            EXPECT_GE(asked, 4) << op->id;
            EXPECT_LE(asked, 20) << op->id;
            asked = 0;
            const auto stopped =
                pool({op, params}, input, {.return_indices = op->selects, .stop = after(2)});
            ASSERT_FALSE(stopped.has_value());
            EXPECT_EQ(stopped.error().code, ErrorCode::cancelled);
            EXPECT_EQ(asked, 3);
        }
    }
}

TEST(Pool, HasNoIndicesForAMean) {
    const auto result =
        pool({&op_named("avg")}, Tensor<float>({1, 1, 4, 4}), {.return_indices = true});
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code, ErrorCode::unsupported);
}

TEST(Pool, RefusesAnOutputTooLargeToHold) {
    const PoolParams params{.stride = {1, 1}, .padding = {40'000, 40'000, 40'000, 40'000}};
    const auto result = pool({&op_named("max"), params}, Tensor<float>({1, 1, 4, 4}));
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code, ErrorCode::too_large);
}

}  // namespace
}  // namespace poolscope
