/// What a pooling operator is: a reduction of one window's taps, for every scalar type it supports.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

#include "poolscope/geometry.hpp"
#include "poolscope/scalars.hpp"

namespace poolscope {

/// One position that a window reads. `row` and `col` are input coordinates (outside the plane for
/// padding and overhang); `value` is the cell's, or the operator's padding value.
template <class Scalar>
struct Tap {
    int row = 0;
    int col = 0;
    Scalar value{};
    TapKind kind = TapKind::real;
    bool operator==(const Tap&) const = default;
};

/// What reducing the first taps of a window gives.
template <class Scalar>
struct Reduction {
    Scalar output{};       ///< the operator's value over the taps folded so far
    double running = 0.0;  ///< the running maximum, or the running sum before division
    /// The tap that wins, as an index into the taps (max).
    std::optional<std::size_t> selected{};
    /// Every tap that ties for the win, the winner among them, ascending.
    std::vector<std::size_t> ties{};
    int divisor = 0;  ///< what the sum is divided by (mean); 0 where nothing is divided
};

/// The scalar types that a tensor may hold.
template <class F>
struct PerScalar {
    template <class Scalar>
    using Function = typename F::template type<Scalar>;
    std::tuple<Function<float>, Function<double>, Function<std::int8_t>, Function<std::uint8_t>,
               Function<std::int16_t>, Function<std::uint16_t>, Function<std::int32_t>,
               Function<std::uint32_t>, Function<std::int64_t>, Function<std::uint64_t>>
        functions;
    template <class Scalar>
    [[nodiscard]] Function<Scalar> get() const {
        return std::get<Function<Scalar>>(functions);
    }
};

/// What a padding cell reads as in a tensor of Scalar: an operator's padding_value, or for an
/// integer type the lowest or highest value in place of an infinity.
template <class Scalar>
[[nodiscard]] constexpr Scalar padding_cell(double padding_value) {
    if constexpr (!std::is_floating_point_v<Scalar>) {
        if (padding_value == -std::numeric_limits<double>::infinity()) {
            return std::numeric_limits<Scalar>::lowest();
        }
        if (padding_value == std::numeric_limits<double>::infinity()) {
            return std::numeric_limits<Scalar>::max();
        }
    }
    return static_cast<Scalar>(padding_value);
}

/// Asked now and then during long work; true means stop.
using StopQuery = std::function<bool()>;

/// Reduces `folded` (a prefix of one window's taps, or all); `whole` counts the whole window.
struct ReduceFunction {
    template <class Scalar>
    using type = Reduction<Scalar> (*)(std::span<const Tap<Scalar>> folded, const TapCounts& whole,
                                       const PoolParams& params);
};

/// Computes one output plane (h, w) from one input plane, and, where `indices` is not null, the
/// winners' row-major positions within the input plane (-1 where the window has no real cell).
/// Returns false when stopped.
struct PlaneFunction {
    template <class Scalar>
    using type = bool (*)(const Geometry& geometry, const PoolParams& params, const Scalar* input,
                          Scalar* output, std::int64_t* indices, const StopQuery& stop);
};

/// What a window with these taps is divided by; 0 where it has no real cell to divide by.
using DivisorFunction = int (*)(const TapCounts& counts, const PoolParams& params);

/// One row of the operators' list. Null functions mark scalar types that the operator does not
/// support.
struct Operator {
    std::string_view id;    ///< as on the command line and in files: "max", "avg"
    std::string_view name;  ///< as on a button: "Max", "Mean"
    bool selects = false;   ///< one tap wins (max)
    bool averages =
        false;  ///< a sum is divided (mean): count_include_pad and divisor_override apply
    double padding_value = 0.0;  ///< what a padding cell reads as: -inf for max, 0 for mean
    /// Every step's divisor, without its taps; null where nothing is divided.
    DivisorFunction divisor = nullptr;
    PerScalar<ReduceFunction> reduce;
    PerScalar<PlaneFunction> plane;
};

/// Nothing, or unsupported where `op` has no form for tensors of Scalar.
template <class Scalar>
[[nodiscard]] Result<void> check_supports(const Operator& op) {
    if (op.reduce.get<Scalar>() != nullptr && op.plane.get<Scalar>() != nullptr) return {};
    return fail(
        ErrorCode::unsupported,
        std::string(op.name) + " pooling has no form for " + scalar_name<Scalar>() + " cells",
        "convert the input to float32 or float64");
}

/// The explicit list of operators, in menu order.
[[nodiscard]] std::span<const Operator* const> operators();

/// The operator with this id, or a named error that lists the ids there are.
[[nodiscard]] Result<const Operator*> find_operator(std::string_view id);

}  // namespace poolscope
