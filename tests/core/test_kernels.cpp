/// The fast paths against the taps folded one by one, on every instruction set that this machine
/// can choose.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <set>
#include <string>

#include <hwy/targets.h>

#include "core/layer_gen.hpp"
#include "kernels/kernels.hpp"
#include "operators/plane_task.hpp"
#include "poolscope/forward.hpp"

namespace poolscope {
namespace {

/// Everything that tells one fast path from another comes up: planes of one cell and of thousands,
/// windows of one and of dozens, apart and overlapping.
struct Draw {
    std::mt19937 random;
    int pick(int low, int high) { return std::uniform_int_distribution(low, high)(random); }
    template <class T>
    T of(std::initializer_list<T> choices) {
        return choices.begin()[pick(0, static_cast<int>(choices.size()) - 1)];
    }
};

Shape any_shape(Draw& draw) {
    const int n = draw.of({1, 1, 2});
    switch (draw.pick(0, 5)) {
        case 0:
            return {n, draw.pick(1, 3), draw.pick(1, 8), draw.pick(1, 8)};
        case 1:
            return {n, draw.pick(1, 3), draw.pick(8, 40), draw.pick(8, 40)};
        case 2:
            return {1, draw.pick(1, 2), draw.pick(30, 90), draw.pick(100, 300)};
        case 3:
            return {1, 1, draw.pick(1, 6), draw.pick(1000, 2600)};
        case 4:
            return {1, draw.pick(1, 2), draw.pick(200, 400), draw.pick(1, 40)};
        default:
            return {1, draw.pick(17, 50), draw.pick(5, 9), draw.pick(5, 9)};
    }
}

int any_kernel(Draw& draw) {
    return draw.of({draw.pick(1, 3), draw.pick(2, 3), draw.pick(2, 9), draw.pick(5, 40)});
}

PoolParams any_params(Draw& draw) {
    PoolParams p;
    const bool square = draw.pick(0, 2) > 0;
    p.kernel_size = {any_kernel(draw), any_kernel(draw)};
    p.stride = {draw.of({1, 1, 2, 3, draw.pick(1, 12)}), draw.of({1, 1, 2, 3, draw.pick(1, 12)})};
    if (square) {
        p.kernel_size.w = p.kernel_size.h;
        p.stride.w = p.stride.h;
    }
    if (draw.pick(0, 3) == 0) p.dilation = {draw.pick(1, 4), draw.pick(1, 4)};
    if (draw.pick(0, 2) > 0) {
        const int most = draw.of({p.kernel_size.h / 2, p.kernel_size.h + 1});
        p.padding = {draw.pick(0, most), draw.pick(0, most), draw.pick(0, most),
                     draw.pick(0, most)};
    }
    p.ceil_mode = draw.pick(0, 1) == 1;
    p.count_include_pad = draw.pick(0, 1) == 1;
    if (draw.pick(0, 5) == 0) p.divisor_override = draw.of({1, 2, -3, 1'000'000'007});
    if (draw.pick(0, 9) == 0) p.placement = Placement::global;
    return p;
}

/// What the cells of an input are like.
enum class Cells { activations, ties, zeros, wide, special, huge };
constexpr std::array all_cells{Cells::activations, Cells::ties,    Cells::zeros,
                               Cells::wide,        Cells::special, Cells::huge};

template <class Scalar>
Scalar any_cell_of(Cells kind, Draw& draw) {
    constexpr auto nan = std::numeric_limits<Scalar>::quiet_NaN();
    constexpr auto inf = std::numeric_limits<Scalar>::infinity();
    const auto normal = static_cast<Scalar>(std::normal_distribution<double>()(draw.random));
    switch (kind) {
        case Cells::activations:
            return normal;
        case Cells::ties:
            return static_cast<Scalar>(draw.pick(-2, 2));
        case Cells::zeros:
            return draw.of({Scalar{0}, -Scalar{0}, Scalar{-1}, Scalar{-1}});
        case Cells::wide:
            return normal * static_cast<Scalar>(std::pow(10.0, draw.pick(-30, 30)));
        case Cells::special:
            return draw.pick(0, 30) == 0 ? draw.of({nan, inf, -inf}) : draw.of({-inf, normal});
        default:
            return draw.pick(0, 9) == 0 ? std::numeric_limits<Scalar>::max() / Scalar{2} *
                                              std::clamp(normal, Scalar{-1}, Scalar{1})
                                        : normal;
    }
}

template <class Scalar>
Tensor<Scalar> any_input(const Shape& shape, Draw& draw) {
    const Cells kind = all_cells[static_cast<std::size_t>(draw.pick(0, 5))];
    Tensor<Scalar> input(shape);
    for (Scalar& cell : input.cells()) cell = any_cell_of<Scalar>(kind, draw);
    return input;
}

/// The layer pooled by the operator's rule alone.
template <class Scalar>
PoolResult<Scalar> by_rule(const Operator& op, const Tensor<Scalar>& input,
                           const PoolParams& params, const Geometry& geometry) {
    PoolResult<Scalar> result{Tensor<Scalar>(geometry.output), {}};
    if (op.selects) result.indices.emplace(geometry.output);
    const StopQuery never;
    for (int n = 0; n < geometry.output.n; ++n) {
        for (int c = 0; c < geometry.output.c; ++c) {
            EXPECT_TRUE(op.plane.get<Scalar>()(
                {.geometry = geometry,
                 .params = params,
                 .n = n,
                 .c = c,
                 .input = input.plane(n, c).data(),
                 .output = result.output.plane(n, c).data(),
                 .indices = op.selects ? result.indices->plane(n, c).data() : nullptr,
                 .stop = never}));
        }
    }
    return result;
}

/// The sum of the magnitudes in each window, over its divisor's.
template <class Scalar>
Tensor<double> magnitudes(const Tensor<Scalar>& input, const PoolParams& params) {
    Tensor<double> sizes(input.shape());
    for (std::size_t i = 0; i < sizes.cells().size(); ++i) {
        sizes.cells()[i] = std::abs(static_cast<double>(input.cells()[i]));
    }
    const Operator& mean = **find_operator("avg");
    return by_rule(mean, sizes, params, *make_geometry({&mean, params}, input.shape())).output;
}

template <class Scalar>
bool is_mean(Scalar actual, Scalar wanted, double magnitude) {
    constexpr auto largest = double{std::numeric_limits<Scalar>::max()};
    if (std::isnan(wanted)) return std::isnan(actual);
    if (actual == wanted) return true;
    if (std::isinf(wanted) || std::isinf(actual)) {
        // At the edge of the type's range, rounding decides.
        return std::signbit(wanted) == std::signbit(actual) &&
               std::min(std::abs(double{wanted}), std::abs(double{actual})) >= 0.999999 * largest;
    }
    const double smallest = std::numeric_limits<Scalar>::denorm_min();
    return std::abs(double{actual} - double{wanted}) <= 1e-6 * std::abs(magnitude) + smallest;
}

std::string text_of(const Operator& op, const Shape& s, const PoolParams& p, const char* type) {
    std::ostringstream text;
    text << op.id << " " << type << " over " << s.n << " x " << s.c << " x " << s.h << " x " << s.w
         << ", kernel " << p.kernel_size.h << "," << p.kernel_size.w << ", stride " << p.stride.h
         << "," << p.stride.w << ", padding " << p.padding.top << "," << p.padding.left << ","
         << p.padding.bottom << "," << p.padding.right << ", dilation " << p.dilation.h << ","
         << p.dilation.w << (p.ceil_mode ? ", ceil" : "")
         << (p.placement == Placement::global ? ", global" : "");
    return text.str();
}

/// The means of a layer by the kernel alone; nothing where it does not take them.
template <class Scalar>
std::optional<Tensor<Scalar>> by_kernel(const Tensor<Scalar>& input, const PoolParams& params,
                                        const Geometry& geometry) {
    if (!kernels::covers(geometry)) return std::nullopt;
    Tensor<Scalar> output(geometry.output);
    const StopQuery never;
    const auto outcome = kernels::pool_mean(
        kernels::Band<Scalar>{.geometry = geometry,
                              .params = params,
                              .input = input.cells().data(),
                              .output = output.cells().data(),
                              .planes = static_cast<std::size_t>(geometry.output.n) *
                                        static_cast<std::size_t>(geometry.output.c),
                              .row_end = geometry.output.h,
                              .stop = never});
    if (outcome != kernels::Outcome::done) return std::nullopt;
    return output;
}

/// Runs its body on each instruction set in turn, and goes back to the best at the end.
class EveryTarget : public testing::Test {
protected:
    void TearDown() override { hwy::SetSupportedTargetsForTest(0); }

    template <class Scalar>
    void check_layer(const Operator& op, const Tensor<Scalar>& input, const PoolParams& params,
                     int threads) {
        const auto geometry = make_geometry({&op, params}, input.shape());
        if (!geometry) return;
        SCOPED_TRACE(text_of(op, input.shape(), params, sizeof(Scalar) == 4 ? "float" : "double"));
        const auto wanted = by_rule(op, input, params, *geometry);
        const auto sizes = op.selects ? Tensor<double>() : magnitudes(input, params);
        for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
            hwy::SetSupportedTargetsForTest(target);
            SCOPED_TRACE(hwy::TargetName(target));
            seen_.insert(target);
            const auto result =
                pool({&op, params}, input, {.return_indices = op.selects, .threads = threads});
            ASSERT_TRUE(result.has_value());
            if (op.selects) {
                are_extremes(result->output, wanted.output);
                are_winners(*result->indices, *wanted.indices);
                // Without winners, another kernel.
                are_extremes(pool({&op, params}, input, {.threads = threads})->output,
                             wanted.output);
            } else {
                are_means(result->output, wanted.output, sizes);
                // Small layers go by the rule: the kernel itself.
                const auto means = by_kernel(input, params, *geometry);
                if (means) are_means(*means, wanted.output, sizes);
            }
            if (HasFatalFailure()) return;
        }
    }
    std::set<std::int64_t> seen_;

private:
    template <class Scalar>
    static void are_extremes(const Tensor<Scalar>& actual, const Tensor<Scalar>& wanted) {
        for (std::size_t i = 0; i < wanted.cells().size(); ++i) {
            ASSERT_TRUE(same(actual.cells()[i], wanted.cells()[i]))
                << "output " << i << " is " << actual.cells()[i] << ", not " << wanted.cells()[i];
        }
    }
    static void are_winners(const Tensor<std::int64_t>& actual,
                            const Tensor<std::int64_t>& wanted) {
        for (std::size_t i = 0; i < wanted.cells().size(); ++i) {
            ASSERT_EQ(actual.cells()[i], wanted.cells()[i]) << "winner of output " << i;
        }
    }
    template <class Scalar>
    static void are_means(const Tensor<Scalar>& actual, const Tensor<Scalar>& wanted,
                          const Tensor<double>& sizes) {
        for (std::size_t i = 0; i < wanted.cells().size(); ++i) {
            const Scalar mean = actual.cells()[i];
            ASSERT_TRUE(is_mean(mean, wanted.cells()[i], sizes.cells()[i]))
                << "output " << i << " is " << mean << ", not " << wanted.cells()[i];
            ASSERT_FALSE(mean == 0 && std::signbit(mean)) << "a zero is negative";
        }
    }
};

TEST_F(EveryTarget, GivesWhatTheRuleGives) {
    const int layers = std::max(40, case_count() / 50);
    for (int i = 0; i < layers && !HasFatalFailure(); ++i) {
        SCOPED_TRACE(i);
        Draw draw{std::mt19937(static_cast<unsigned>(i))};
        const Operator& op = **find_operator(draw.of({"max", "min", "avg", "avg"}));
        const Shape shape = any_shape(draw);
        const PoolParams params = any_params(draw);
        const int threads = draw.pick(1, 3);
        if (draw.pick(0, 2) == 0) {
            check_layer(op, any_input<double>(shape, draw), params, threads);
        } else {
            check_layer(op, any_input<float>(shape, draw), params, threads);
        }
    }
    EXPECT_GE(seen_.size(), 2U);
}

/// Small values beside large ones: nothing may be lost where a window holds only small ones.
TEST_F(EveryTarget, LosesNoSmallValueBesideALargeOne) {
    for (const int kernel_size : {2, 3, 5, 31, 101}) {
        Tensor<float> input({1, 1, 130, 300}, 1e-30F);
        for (int row = 0; row < 130; row += 2) input.at(0, 0, row, 150) = 1e30F;
        const PoolParams params{.kernel_size = {kernel_size, kernel_size}, .stride = {1, 1}};
        check_layer(**find_operator("avg"), input, params, 2);
    }
}

/// Wider than one tile, under a window of a hundred cells, as the program's pictures are.
TEST_F(EveryTarget, GivesTheRulesMaximaOfALargePicture) {
    Draw draw{std::mt19937(7)};
    const auto input = any_input<float>({1, 1, 110, 1500}, draw);
    const PoolParams params{
        .kernel_size = {101, 101}, .stride = {9, 1}, .padding = {50, 50, 50, 50}};
    check_layer(**find_operator("max"), input, params, 2);
}

TEST(PoolInto, KeepsTheMemoryOfTensorsThatFit) {
    const Tensor<float> input({1, 2, 8, 8}, 1.0F);
    const Operator& max = **find_operator("max");
    PoolResult<float> result;
    ASSERT_TRUE(pool_into(result, {&max}, input, {.return_indices = true}).has_value());
    const float* cells = result.output.cells().data();
    const std::int64_t* indices = result.indices->cells().data();
    ASSERT_TRUE(pool_into(result, {&max}, input, {.return_indices = true}).has_value());
    EXPECT_EQ(result.output.cells().data(), cells);
    EXPECT_EQ(result.indices->cells().data(), indices);
    ASSERT_TRUE(pool_into(result, {&max, {.kernel_size = {4, 4}}}, input).has_value());
    EXPECT_EQ(result.output.shape(), (Shape{1, 2, 3, 3}));
    EXPECT_FALSE(result.indices.has_value());
}

}  // namespace
}  // namespace poolscope
