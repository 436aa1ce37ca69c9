/// Random layers for the property tests, and the running of a property over many of them.
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

#include "poolscope/pool_params.hpp"
#include "poolscope/tensor.hpp"

namespace poolscope {

/// A layer and the cells it is applied to.
struct Layer {
    Shape shape;
    PoolParams params;
    std::vector<double> cells;
    std::uint32_t seed = 0;  ///< for orders of scrubbing

    template <class Scalar>
    [[nodiscard]] Tensor<Scalar> tensor() const {
        Tensor<Scalar> result(shape);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            result.cells()[i] = static_cast<Scalar>(cells[i]);
        }
        return result;
    }

    /// Plane (n, c) as rows, for the oracle.
    template <class Scalar>
    [[nodiscard]] std::vector<std::vector<Scalar>> plane(int n, int c) const {
        std::vector<std::vector<Scalar>> rows;
        auto at = static_cast<std::size_t>(n * shape.c + c) * shape.plane_count();
        for (int row = 0; row < shape.h; ++row) {
            rows.emplace_back();
            for (int col = 0; col < shape.w; ++col) {
                rows.back().push_back(static_cast<Scalar>(cells[at++]));
            }
        }
        return rows;
    }
};

inline std::ostream& operator<<(std::ostream& out, const Layer& layer) {
    const PoolParams& p = layer.params;
    out << "input " << layer.shape.n << "x" << layer.shape.c << "x" << layer.shape.h << "x"
        << layer.shape.w << ", kernel " << p.kernel_size.h << "," << p.kernel_size.w << ", stride "
        << p.stride.h << "," << p.stride.w << ", padding " << p.padding.top << "," << p.padding.left
        << "," << p.padding.bottom << "," << p.padding.right << ", dilation " << p.dilation.h << ","
        << p.dilation.w << (p.ceil_mode ? ", ceil" : "")
        << (p.count_include_pad ? ", include_pad" : "");
    if (p.divisor_override) out << ", divisor " << *p.divisor_override;
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

/// Any layer on a small input: rectangular, padded by any amount, dilated; it may well be
/// impossible.
inline rc::Gen<Layer> any_layer() {
    // At its nominal size a range is drawn from evenly, from the first case on.
    return rc::gen::resize(
        rc::kNominalSize, rc::gen::exec([] {
            const auto pick = [](int low, int past) { return *rc::gen::inRange(low, past); };
            Layer layer;
            layer.shape = {.n = pick(1, 3), .c = pick(1, 3), .h = pick(1, 9), .w = pick(1, 9)};
            PoolParams& p = layer.params;
            p.kernel_size = {.h = pick(1, 5), .w = pick(1, 5)};
            p.stride = {.h = pick(1, 5), .w = pick(1, 5)};
            const int most = *rc::gen::element(1, 2, 5);  // 5: beyond any framework's limit
            p.padding = {.top = pick(0, most),
                         .left = pick(0, most),
                         .bottom = pick(0, most),
                         .right = pick(0, most)};
            p.dilation = {.h = *rc::gen::element(1, 1, 2, 3), .w = *rc::gen::element(1, 1, 2, 3)};
            p.ceil_mode = *rc::gen::arbitrary<bool>();
            p.count_include_pad = *rc::gen::arbitrary<bool>();
            if (pick(0, 3) == 0) p.divisor_override = *rc::gen::element(1, 2, 5, -3);
            layer.cells = *rc::gen::container<std::vector<double>>(layer.shape.count(), any_cell());
            layer.seed = *rc::gen::arbitrary<std::uint32_t>();
            return layer;
        }));
}

/// Whether two results are the same: bit for bit, and any NaN for any other.
template <class Scalar>
bool same(Scalar a, Scalar b) {
    if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
    return a == b && std::signbit(a) == std::signbit(b);
}

/// Cases each property runs: 10,000, or POOLSCOPE_CASES (fewer under the sanitizers).
inline int case_count() {
    const char* const asked = std::getenv("POOLSCOPE_CASES");
    return asked == nullptr ? 10'000 : std::atoi(asked);
}

/// Runs `property` over case_count() cases; a failure is shrunk and shown with what reproduces it.
template <class Property>
void check_property(const std::string& name, const Property& property) {
    auto params = rc::detail::configuration().testParams;
    params.maxSuccess = case_count();
    const rc::detail::TestResult result = rc::detail::checkTestable(
        property, rc::detail::TestMetadata{.id = name, .description = name}, params);
    std::ostringstream message;
    rc::detail::printResultMessage(result, message);
    if (!result.is<rc::detail::SuccessResult>()) FAIL() << message.str();
}

}  // namespace poolscope
