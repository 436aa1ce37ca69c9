/// Makes an operator's functions from a small rule: one that folds the real cells of a window one
/// by one, or one that reduces whole windows. A new operator is a rule in a file of its own, and
/// its row in operators.cpp.
#pragma once

#include <concepts>
#include <span>
#include <type_traits>

#include "operators/plane.hpp"
#include "operators/windows.hpp"
#include "poolscope/operator.hpp"

namespace poolscope {

/// The scalar types that an operator supports, as a template argument of the makers below.
template <class Scalar>
struct AnyScalar : std::true_type {};
template <class Scalar>
struct FloatingScalar : std::is_floating_point<Scalar> {};

/// Reduces the first taps of a window under a rule by which one cell wins.
template <class Rule, class Scalar>
requires SelectingRule<Rule, Scalar> Reduction<Scalar> reduce_taps(
    std::span<const Tap<Scalar>> folded, const WindowContext&) {
    Reduction<Scalar> result{.output = padding_cell<Scalar>(Rule::padding_value),
                             .running = Rule::padding_value};
    for (std::size_t i = 0; i < folded.size(); ++i) {
        if (folded[i].kind != TapKind::real) continue;
        if (result.selected && !Rule::replaces(result.output, folded[i].value)) continue;
        result.selected = i;
        result.output = folded[i].value;
        result.running = static_cast<double>(folded[i].value);
    }
    for (std::size_t i = 0; i < folded.size(); ++i)
        if (folded[i].kind == TapKind::real && Rule::ties(result.output, folded[i].value))
            result.ties.push_back(i);
    return result;
}

/// Reduces the first taps of a window under a rule that sums; the divisor is always the whole
/// window's.
template <class Rule, class Scalar>
requires SummingRule<Rule, Scalar> Reduction<Scalar> reduce_taps(
    std::span<const Tap<Scalar>> folded, const WindowContext& context) {
    const TapCounts& whole = context.counts;
    Reduction<Scalar> result{.output = padding_cell<Scalar>(Rule::padding_value),
                             .divisor = Rule::divisor(whole, context.params)};
    for (const Tap<Scalar>& tap : folded)
        if (tap.kind == TapKind::real) result.running = Rule::add(result.running, tap.value);
    if (whole.real > 0)
        result.output = Rule::template finish<Scalar>(result.running, result.divisor);
    return result;
}

/// Reduces the first taps of a window under a rule for whole windows.
template <class Rule, class Scalar>
requires WindowRule<Rule, Scalar> Reduction<Scalar> reduce_taps(std::span<const Tap<Scalar>> folded,
                                                                const WindowContext& context) {
    return Rule::template reduce<Scalar>(folded, context);
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
        if constexpr (!Supports<Scalar>::value)
            return nullptr;
        else if constexpr (WindowRule<Rule, Scalar>)
            return &pool_windows<Rule, Scalar>;
        else
            return &pool_plane<Rule, Scalar>;
    });
}

/// An operator's gradient functions from its rule: Rule::gradient(taps, reduction, context), for
/// real scalar types.
template <class Rule>
constexpr PerScalar<GradientFunction> gradient_functions() {
    return for_each_scalar<GradientFunction>([]<class Scalar>() -> GradientFunction::type<Scalar> {
        if constexpr (std::is_floating_point_v<Scalar>) return &Rule::template gradient<Scalar>;
        return nullptr;
    });
}

/// The gradient of an operator whose output is its winner's value: all to the winner.
template <class Scalar>
std::vector<double> gradient_to_winner(std::span<const Tap<Scalar>> taps,
                                       const Reduction<Scalar>& reduction) {
    std::vector<double> gradient(taps.size(), 0.0);
    if (reduction.selected) gradient[*reduction.selected] = 1.0;
    return gradient;
}

}  // namespace poolscope
