/// The rules of the largest and of the smallest cell, for every operator that picks one.
#pragma once

#include <cmath>
#include <limits>
#include <type_traits>

#include "operators/fold.hpp"

namespace poolscope {

/// Whether `value` is not a number; an integer always is one.
template <class Scalar>
[[nodiscard]] bool is_nan(Scalar value) {
    if constexpr (std::is_floating_point_v<Scalar>)
        return std::isnan(value);
    else
        return false;
}

/// What the rules of extremes share: a NaN ties with a NaN, and the winner has the whole gradient.
struct ExtremeRule {
    template <class Scalar>
    static bool ties(Scalar winner, Scalar value) {
        return value == winner || (is_nan(value) && is_nan(winner));
    }
    template <class Scalar>
    static std::vector<double> gradient(std::span<const Tap<Scalar>> taps,
                                        const Reduction<Scalar>& reduction, const WindowContext&) {
        return gradient_to_winner(taps, reduction);
    }
};

/// The first of the largest cells wins; a NaN wins over every number, and the last NaN of several
/// wins (PyTorch's MaxPoolKernel.cpp: `val > maxval || isnan(val)`).
struct MaxRule : ExtremeRule {
    static constexpr double padding_value = -std::numeric_limits<double>::infinity();

    /// Whether `value`, read after `winner`, takes its place.
    template <class Scalar>
    static bool replaces(Scalar winner, Scalar value) {
        return value > winner || is_nan(value);
    }
};

/// MaxRule, mirrored.
struct MinRule : ExtremeRule {
    static constexpr double padding_value = std::numeric_limits<double>::infinity();

    template <class Scalar>
    static bool replaces(Scalar winner, Scalar value) {
        return value < winner || is_nan(value);
    }
};

/// `max( 6, 7 ) = 7`, whatever the operator's id.
inline constexpr FormulaForm max_formula{.noun = word("maximum"),
                                         .running = word("maximum so far "),
                                         .head = [](const FormulaNumbers&) -> Pieces {
                                             return {{"max", Role::word}, {"( ", Role::plain}};
                                         }};

}  // namespace poolscope
