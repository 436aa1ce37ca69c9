/// Random layers of every operator under every placement, and the running of a property over many
/// of them.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <ostream>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "poolscope/operator.hpp"

namespace poolscope {

/// A random cell as one of a tensor of Scalar: an integer is near it, and an infinity the type's
/// lowest or highest value.
template <class Scalar>
Scalar cell_as(double cell) {
    if constexpr (std::is_floating_point_v<Scalar>) {
        return static_cast<Scalar>(cell);
    } else {
        if (std::isnan(cell)) return Scalar{3};
        if (std::isinf(cell) && cell > 0) return std::numeric_limits<Scalar>::max();
        if (std::isinf(cell)) return std::numeric_limits<Scalar>::lowest();
        const double near = std::round(std::fmax(-100.0, std::fmin(100.0, cell)));
        return static_cast<Scalar>(std::is_signed_v<Scalar> ? near : std::fabs(near));
    }
}

/// A layer and the cells it is applied to.
struct RandomLayer {
    const Operator* op = nullptr;
    Shape shape;
    PoolParams params;
    std::vector<double> cells;
    std::uint32_t seed = 0;  ///< for orders of scrubbing

    template <class Scalar>
    [[nodiscard]] Tensor<Scalar> tensor() const {
        Tensor<Scalar> result(shape);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            result.cells()[i] = cell_as<Scalar>(cells[i]);
        }
        return result;
    }
};

inline std::ostream& operator<<(std::ostream& out, const RandomLayer& layer) {
    const PoolParams& p = layer.params;
    out << layer.op->id << ", placement " << static_cast<int>(p.placement) << ", input "
        << layer.shape.n << "x" << layer.shape.c << "x" << layer.shape.h << "x" << layer.shape.w
        << ", kernel " << p.kernel_size.h << "," << p.kernel_size.w << ", stride " << p.stride.h
        << "," << p.stride.w << ", padding " << p.padding.top << "," << p.padding.left << ","
        << p.padding.bottom << "," << p.padding.right << ", dilation " << p.dilation.h << ","
        << p.dilation.w << (p.ceil_mode ? ", ceil" : "")
        << (p.count_include_pad ? ", include_pad" : "") << ", output_size " << p.output_size.h
        << "," << p.output_size.w << ", group " << p.channel_group << ", norm " << p.norm
        << (p.signed_powers ? " signed" : "") << ", sharpness " << p.sharpness << ", mix " << p.mix
        << ", seed " << p.seed;
    if (p.divisor_override) out << ", divisor " << *p.divisor_override;
    if (p.scores) {
        out << ", scores";
        for (const float score : p.scores->cells()) out << " " << score;
    }
    if (p.samples) {
        out << ", samples";
        for (const double sample : p.samples->cells()) out << " " << sample;
    }
    out << ", cells";
    for (const double cell : layer.cells) out << " " << cell;
    return out;
}

/// A cell: often a tie, sometimes NaN or an infinity.
inline rc::Gen<double> any_cell() {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    constexpr double inf = std::numeric_limits<double>::infinity();
    return rc::gen::weightedElement<double>({{20, 0.0},
                                             {20, 1.0},
                                             {20, -1.0},
                                             {10, 2.5},
                                             {10, -3.25},
                                             {5, 0.1},
                                             {5, -1e7},
                                             {5, 1e-8},
                                             {5, -0.0},
                                             {1, nan},
                                             {2, -inf},
                                             {1, inf}});
}

namespace detail {

inline int pick(int low, int past) {
    return *rc::gen::inRange(low, past);
}

/// Where the windows lie. Bound operators overrule the placement.
inline void place(PoolParams& p, const Shape& shape) {
    p.placement = *rc::gen::element(Placement::sliding, Placement::sliding, Placement::sliding,
                                    Placement::adaptive, Placement::global);
    p.kernel_size = {.h = pick(1, 5), .w = pick(1, 5)};
    p.stride = {.h = pick(1, 5), .w = pick(1, 5)};
    const int most = *rc::gen::element(1, 2, 5);  // 5: beyond any framework's limit
    p.padding = {.top = pick(0, most),
                 .left = pick(0, most),
                 .bottom = pick(0, most),
                 .right = pick(0, most)};
    p.dilation = {.h = *rc::gen::element(1, 1, 2, 3), .w = *rc::gen::element(1, 1, 2, 3)};
    p.ceil_mode = *rc::gen::arbitrary<bool>();
    p.output_size = {.h = pick(1, shape.h + 1), .w = pick(1, shape.w + 1)};
    p.channel_group = *rc::gen::element(1, 2, 2, 3);
}

/// The operators' own numbers.
inline void tune(PoolParams& p, const Shape& shape) {
    constexpr double inf = std::numeric_limits<double>::infinity();
    p.count_include_pad = *rc::gen::arbitrary<bool>();
    if (pick(0, 3) == 0) p.divisor_override = *rc::gen::element(1, 2, 5, -3);
    p.norm = *rc::gen::element(1.0, 2.0, 3.0, 2.5, 7.0, inf);
    p.signed_powers = *rc::gen::arbitrary<bool>();
    p.sharpness = *rc::gen::element(0.01, 1.0, 2.5, 40.0, inf);
    p.mix = *rc::gen::element(0.0, 0.25, 0.5, 1.0);
    p.seed = *rc::gen::arbitrary<std::uint64_t>();
    if (pick(0, 3) > 0) {
        p.scores = Shared(Tensor<float>(
            {1, 1, shape.h, shape.w},
            *rc::gen::container<std::vector<float>>(
                shape.plane_count(),
                rc::gen::weightedElement<float>({{20, 0.0F},
                                                 {20, 1.0F},
                                                 {20, -2.5F},
                                                 {5, 300.0F},
                                                 {1, -std::numeric_limits<float>::infinity()}}))));
    }
    if (pick(0, 2) == 0) {
        const Shape planes{shape.n, shape.c, 1, 2};
        p.samples = Shared(Tensor<double>(
            planes, *rc::gen::container<std::vector<double>>(
                        planes.count(), rc::gen::map(rc::gen::inRange(0, 64),
                                                     [](int tick) { return tick / 64.0; }))));
    }
}

}  // namespace detail

/// Any layer on a small input, of any operator under any placement; it may well be impossible.
inline rc::Gen<RandomLayer> any_layer() {
    // At its nominal size a range is drawn from evenly, from the first case on.
    return rc::gen::resize(
        rc::kNominalSize, rc::gen::exec([] {
            using detail::pick;
            RandomLayer layer;
            const auto ops = operators();
            layer.op = ops[static_cast<std::size_t>(pick(0, static_cast<int>(ops.size())))];
            // Layers of one row are one-dimensional ones.
            layer.shape = {.n = pick(1, 3), .c = pick(1, 4), .h = pick(1, 9), .w = pick(1, 9)};
            detail::place(layer.params, layer.shape);
            detail::tune(layer.params, layer.shape);
            layer.cells = *rc::gen::container<std::vector<double>>(layer.shape.count(), any_cell());
            layer.seed = *rc::gen::arbitrary<std::uint32_t>();
            return layer;
        }));
}

/// Whether two results are the same: bit for bit, and any NaN for any other.
template <class Scalar>
bool same(Scalar a, Scalar b) {
    if constexpr (std::is_floating_point_v<Scalar>) {
        if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
        return a == b && std::signbit(a) == std::signbit(b);
    } else {
        return a == b;
    }
}

/// Cases each property runs: 20,000, or POOLSCOPE_CASES (fewer under the sanitizers).
inline int case_count() {
    const char* const asked = std::getenv("POOLSCOPE_CASES");
    return asked == nullptr ? 20'000 : std::atoi(asked);
}

/// Runs `property` over `cases` cases; a failure is shrunk and shown with what reproduces it.
template <class Property>
void check_property(const std::string& name, const Property& property, int cases = case_count()) {
    auto params = rc::detail::configuration().testParams;
    params.maxSuccess = cases;
    const rc::detail::TestResult result = rc::detail::checkTestable(
        property, rc::detail::TestMetadata{.id = name, .description = name}, params);
    std::ostringstream message;
    rc::detail::printResultMessage(result, message);
    if (!result.is<rc::detail::SuccessResult>()) FAIL() << message.str();
}

}  // namespace poolscope
