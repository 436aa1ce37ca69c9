/// Makes an operator's functions from a small rule that folds the real cells of a window one by
/// one. A new operator is a rule of either kind in a file of its own, and its row in operators.cpp.
#pragma once

#include <concepts>
#include <span>
#include <type_traits>

#include "poolscope/operators/operator.hpp"
#include "poolscope/operators/plane.hpp"

namespace poolscope {

/// The scalar types that an operator supports, as a template argument of the makers below.
template <class Scalar>
struct AnyScalar : std::true_type {};
template <class Scalar>
struct FloatingScalar : std::is_floating_point<Scalar> {};

/// Reduces the first taps of a window under a rule by which one cell wins.
template <class Rule, class Scalar>
requires SelectingRule<Rule, Scalar> Reduction<Scalar> reduce_taps(
    std::span<const Tap<Scalar>> folded, const TapCounts&, const PoolParams&) {
    Reduction<Scalar> result{.output = padding_cell<Scalar>(Rule::padding_value),
                             .running = Rule::padding_value};
    for (std::size_t i = 0; i < folded.size(); ++i) {
        if (folded[i].kind != TapKind::real) continue;
        if (result.selected && !Rule::replaces(result.output, folded[i].value)) continue;
        result.selected = i;
        result.output = folded[i].value;
        result.running = static_cast<double>(folded[i].value);
    }
    for (std::size_t i = 0; i < folded.size(); ++i) {
        if (folded[i].kind == TapKind::real && Rule::ties(result.output, folded[i].value)) {
            result.ties.push_back(i);
        }
    }
    return result;
}

/// Reduces the first taps of a window under a rule that sums; the divisor is always the whole
/// window's.
template <class Rule, class Scalar>
requires SummingRule<Rule, Scalar> Reduction<Scalar> reduce_taps(
    std::span<const Tap<Scalar>> folded, const TapCounts& whole, const PoolParams& params) {
    Reduction<Scalar> result{.output = padding_cell<Scalar>(Rule::padding_value),
                             .divisor = Rule::divisor(whole, params)};
    for (const Tap<Scalar>& tap : folded) {
        if (tap.kind == TapKind::real) result.running = Rule::add(result.running, tap.value);
    }
    if (whole.real > 0) {
        result.output = Rule::template finish<Scalar>(result.running, result.divisor);
    }
    return result;
}

/// A row of function pointers, one for each scalar type; `pick` is a template of Scalar.
template <class Function, class Pick>
constexpr PerScalar<Function> for_each_scalar(Pick pick) {
    return {{pick.template operator()<float>(), pick.template operator()<double>(),
             pick.template operator()<std::int8_t>(), pick.template operator()<std::uint8_t>(),
             pick.template operator()<std::int16_t>(), pick.template operator()<std::uint16_t>(),
             pick.template operator()<std::int32_t>(), pick.template operator()<std::uint32_t>(),
             pick.template operator()<std::int64_t>(), pick.template operator()<std::uint64_t>()}};
}

/// An operator's reduce functions from its rule.
template <class Rule, template <class> class Supports>
constexpr PerScalar<ReduceFunction> reduce_functions() {
    return for_each_scalar<ReduceFunction>([]<class Scalar>() -> ReduceFunction::type<Scalar> {
        if constexpr (Supports<Scalar>::value) return &reduce_taps<Rule, Scalar>;
        return nullptr;
    });
}

/// An operator's plane functions from its rule.
template <class Rule, template <class> class Supports>
constexpr PerScalar<PlaneFunction> plane_functions() {
    return for_each_scalar<PlaneFunction>([]<class Scalar>() -> PlaneFunction::type<Scalar> {
        if constexpr (Supports<Scalar>::value) return &pool_plane<Rule, Scalar>;
        return nullptr;
    });
}

}  // namespace poolscope
