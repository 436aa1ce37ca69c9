/// What holds of every dialect for random layers: its code reads back as the layer it makes, what
/// it makes it accepts, and two layers that are said to be the same are.
#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <map>
#include <random>

#include <gtest/gtest.h>

#include "dialect_tools.hpp"
#include "dialects/layer_rules.hpp"
#include "poolscope/forward.hpp"

namespace poolscope {
namespace {

/// Cases each law is held to: 10,000, or POOLSCOPE_CASES.
int cases() {
    const char* const asked = std::getenv("POOLSCOPE_CASES");
    return asked == nullptr ? 10'000 : std::atoi(asked);
}

/// Random layers of the operators that a framework has, on small inputs.
class Draw {
public:
    explicit Draw(unsigned seed) : random_(seed) {}

    int pick(int low, int past) {
        return low + static_cast<int>(random_() % static_cast<unsigned>(past - low));
    }
    bool flip() { return pick(0, 2) == 0; }
    Extent extent(int low, int past) { return {.h = pick(low, past), .w = pick(low, past)}; }

    Shape shape() {
        return {.n = 1, .c = pick(1, 3), .h = pick(0, 4) == 0 ? 1 : pick(1, 9), .w = pick(1, 10)};
    }
    const Operator& op() {
        static constexpr std::array<std::string_view, 6> ids{"max", "avg", "avg",
                                                             "min", "lp",  "fractional"};
        return operator_of(ids[static_cast<std::size_t>(pick(0, 6))]);
    }
    PoolParams params(const Shape& input) {
        PoolParams p;
        p.kernel_size = flip() ? Extent{.h = 1, .w = pick(1, 5)} : extent(1, 5);
        p.stride = flip() ? p.kernel_size : extent(1, 4);
        const int most = pick(1, 4);
        p.padding = {.top = pick(0, most),
                     .left = pick(0, most),
                     .bottom = pick(0, most),
                     .right = pick(0, most)};
        if (flip())
            p.padding = {.top = 0, .left = p.padding.left, .bottom = 0, .right = p.padding.left};
        if (input.h == 1 && flip()) p.padding.top = p.padding.bottom = 0;
        if (pick(0, 3) == 0) p.dilation = extent(1, 3);
        p.ceil_mode = flip();
        p.count_include_pad = flip();
        if (pick(0, 4) == 0) p.divisor_override = pick(1, 7);
        p.placement = std::array{Placement::sliding, Placement::sliding, Placement::sliding,
                                 Placement::adaptive,
                                 Placement::global}[static_cast<std::size_t>(pick(0, 5))];
        p.padding_mode = static_cast<PaddingMode>(flip() ? 0 : pick(0, 4));
        p.output_size = extent(1, 4);
        p.norm = std::array{1.0, 2.0, 3.0, 2.5}[static_cast<std::size_t>(pick(0, 4))];
        p.signed_powers = flip();
        return p;
    }
    Tensor<double> cells(const Shape& shape) {
        Tensor<double> tensor(shape);
        for (double& cell : tensor.cells()) cell = pick(-40, 41) / 8.0;
        return tensor;
    }

private:
    std::mt19937 random_;
};

std::string described(const Operator& op, const PoolParams& params, const Shape& input) {
    return text_of(op.id, params) + " over " + std::to_string(input.h) + "x" +
           std::to_string(input.w);
}

/// `params` as its code tells it: the seed that draws samples is in no call.
PoolParams told(const Operator& op, const PoolParams& params, const Shape& input) {
    PoolParams layer = canonical({&op, params}, input).params;
    layer.seed = PoolParams{}.seed;
    return layer;
}

TEST(DialectLaws, CodeReadsBackAsTheLayerItSays) {
    Draw draw(1);
    std::map<std::string_view, int> said;
    for (int i = 0; i < cases(); ++i) {
        const Shape input = draw.shape();
        const Operator& op = draw.op();
        const PoolParams params = draw.params(input);
        for (const Dialect* dialect : dialects()) {
            if (dialect->call == nullptr) continue;
            const auto code = dialect->call({&op, params}, input);
            if (!code) continue;
            ++said[dialect->id];
            const auto adapted = dialect->adapt({&op, params}, input);
            ASSERT_TRUE(adapted) << *code;
            const auto read = parse_layer(*code);
            ASSERT_TRUE(read) << *code << ": " << read.error().message();
            EXPECT_EQ(read->layer.dialect, dialect) << *code;
            EXPECT_TRUE(read->unread.empty()) << *code;
            ASSERT_EQ(read->layer.op, &op) << *code;
            EXPECT_EQ(told(op, read->layer.params, input), told(op, adapted->layer.params, input))
                << *code << "\nread  " << described(op, read->layer.params, input) << "\nmeant "
                << described(op, adapted->layer.params, input);
            if (testing::Test::HasFailure()) return;
        }
    }
    // The law is not held by saying nothing.
    for (const auto& [id, count] : said) EXPECT_GT(count, cases() / 20) << id;
    EXPECT_EQ(said.size(), 3U);
}

TEST(DialectLaws, WhatADialectMakesItMakesAgain) {
    Draw draw(2);
    for (int i = 0; i < cases(); ++i) {
        const Shape input = draw.shape();
        const Operator& op = draw.op();
        const PoolParams params = draw.params(input);
        for (const Dialect* dialect : dialects()) {
            const auto once = dialect->adapt({&op, params}, input);
            if (!once) continue;
            const auto twice = dialect->adapt(once->layer, input);
            ASSERT_TRUE(twice) << dialect->id << " " << described(op, params, input);
            EXPECT_EQ(canonical(twice->layer, input), canonical(once->layer, input))
                << dialect->id << " " << described(op, params, input);
            // PyTorch's check is of its modules alone, and F.pad may pad beyond their limit.
            if (dialect->id == "explicit") continue;
            const bool placed = make_geometry(once->layer, input).has_value();
            const auto checked = dialect->check(once->layer, input);
            const bool beyond = dialect->id == "pytorch" && !checked &&
                                checked.error().code == ErrorCode::bad_padding;
            EXPECT_TRUE(checked.has_value() == placed || beyond)
                << dialect->id << " " << described(op, once->layer.params, input) << ": "
                << (checked ? "accepted" : checked.error().message());
            if (testing::Test::HasFailure()) return;
        }
    }
}

/// A NaN equals any other.
bool same_cells(const Tensor<double>& a, const Tensor<double>& b) {
    if (a.shape() != b.shape()) return false;
    for (std::size_t i = 0; i < a.cells().size(); ++i) {
        const double x = a.cells()[i];
        const double y = b.cells()[i];
        if (std::isnan(x) != std::isnan(y)) return false;
        if (!std::isnan(x) && std::fabs(x - y) > 1e-12 * std::fmax(1.0, std::fabs(x))) return false;
    }
    return true;
}

TEST(DialectLaws, LayersSaidToBeTheSameAre) {
    Draw draw(3);
    int same = 0;
    int different = 0;
    for (int i = 0; i < cases(); ++i) {
        const Shape input = draw.shape();
        const Operator& op = draw.op();
        const PoolParams a = draw.params(input);
        const Dialect& dialect = *dialects()[static_cast<std::size_t>(draw.pick(0, 4))];
        const auto adapted = dialect.adapt({&op, a}, input);
        if (!adapted) continue;
        const PoolParams& b = adapted->layer.params;
        const Tensor<double> x = draw.cells(input);
        const auto first = pool({&op, a}, x);
        const auto second = pool({&op, b}, x);
        if (!first || !second) continue;
        const bool alike = same_cells(first->output, second->output);
        if (same_result({&op, a}, {&op, b}, input)) {
            EXPECT_TRUE(alike) << dialect.id << " " << described(op, a, input) << "\n"
                               << described(op, b, input);
            ++same;
        } else {
            different += alike ? 0 : 1;
        }
        if (testing::Test::HasFailure()) return;
    }
    EXPECT_GT(same, cases() / 4);
    EXPECT_GT(different, cases() / 20);
}

TEST(DialectLaws, CompareSaysWhyExactlyWhereLayersDiffer) {
    Draw draw(4);
    for (int i = 0; i < cases(); ++i) {
        const Shape input = draw.shape();
        const Operator& op = draw.op();
        const PoolParams params = draw.params(input);
        const Dialect& a = *dialects()[static_cast<std::size_t>(draw.pick(0, 4))];
        const Dialect& b = *dialects()[static_cast<std::size_t>(draw.pick(0, 4))];
        const auto compared = compare(a, b, {&op, params}, input);
        if (!compared) continue;
        const bool same = same_result(compared->first.layer, compared->second.layer, input);
        const std::string why = compared->why.english();
        EXPECT_EQ(why.empty(), same) << described(op, params, input);
        EXPECT_EQ(why.find(". "), std::string::npos);
        const bool names =
            why.find(a.name) != std::string::npos || why.find(b.name) != std::string::npos;
        EXPECT_TRUE(same || names) << why;
    }
}

TEST(DialectLaws, AnswerForAnyNumbers) {
    constexpr int lowest = std::numeric_limits<int>::min();
    constexpr int highest = std::numeric_limits<int>::max();
    Draw draw(5);
    const auto wild = [&] {
        static constexpr std::array values{lowest, -1, 0, 1, 2, 3, highest - 1, highest};
        return values[static_cast<std::size_t>(draw.pick(0, 8))];
    };
    for (int i = 0; i < cases(); ++i) {
        const Shape input = draw.shape();
        PoolParams params = draw.params(input);
        for (Extent* const extent :
             {&params.kernel_size, &params.stride, &params.dilation, &params.output_size}) {
            if (draw.pick(0, 3) == 0) extent->h = wild();
            if (draw.pick(0, 3) == 0) extent->w = wild();
        }
        for (int* const side : {&params.padding.top, &params.padding.left, &params.padding.bottom,
                                &params.padding.right, &params.channel_group}) {
            if (draw.pick(0, 4) == 0) *side = wild();
        }
        if (draw.pick(0, 4) == 0) params.divisor_override = wild();
        if (draw.pick(0, 4) == 0)
            params.norm =
                std::array<double, 4>{0.0, NAN, INFINITY, -1.0}[static_cast<std::size_t>(i % 4)];
        const auto ops = operators();
        const Operator& op =
            *ops[static_cast<std::size_t>(draw.pick(0, static_cast<int>(ops.size())))];
        for (const Dialect* dialect : dialects()) {
            const auto checked = dialect->check({&op, params}, input);
            const auto adapted = dialect->adapt({&op, params}, input);
            EXPECT_TRUE(checked || !checked.error().located().english().empty());
            EXPECT_TRUE(adapted || !adapted.error().located().english().empty());
            if (dialect->call == nullptr) continue;
            const auto code = dialect->call({&op, params}, input);
            EXPECT_TRUE(!code || parse_layer(*code)) << *code;
            // What can be said is a layer that there is.
            EXPECT_TRUE(!code || make_geometry({&op, params}, input)) << *code;
        }
    }
}

}  // namespace
}  // namespace poolscope
