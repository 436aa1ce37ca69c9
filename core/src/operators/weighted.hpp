/// Softmax over the taps of a window, and what operators that weigh their cells share.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <vector>

#include "operators/fold.hpp"

namespace poolscope {

/// The score of a tap by which softmax weighs it, in double.
struct ScoreByValue {
    template <class Scalar>
    double operator()(const Tap<Scalar>& tap) const {
        return static_cast<double>(tap.value);
    }
};
struct ScoreByGrid {
    template <class Scalar>
    double operator()(const Tap<Scalar>& tap) const {
        return static_cast<double>(tap.score);
    }
};

/// Each tap's softmax of `sharpness` times its score over the real taps, the largest score
/// subtracted; 0 for taps without data. Taps whose score is the largest share alike where that is
/// infinite, and where `sharpness` is. A NaN among the scores makes every weight NaN.
template <class Scalar, class Score>
[[nodiscard]] std::vector<double> softmax_weights(std::span<const Tap<Scalar>> taps, Score score,
                                                  double sharpness = 1.0) {
    double largest = -std::numeric_limits<double>::infinity();
    for (const Tap<Scalar>& tap : taps)
        if (tap.kind == TapKind::real) largest = std::max(largest, score(tap));
    std::vector<double> weights(taps.size(), 0.0);
    double total = 0.0;
    for (std::size_t i = 0; i < taps.size(); ++i) {
        if (taps[i].kind != TapKind::real) continue;
        const double own = score(taps[i]);
        weights[i] = own == largest ? 1.0 : std::exp(sharpness * (own - largest));
        total += weights[i];
    }
    for (std::size_t i = 0; i < taps.size(); ++i)
        if (taps[i].kind == TapKind::real) weights[i] /= total;
    return weights;
}

/// The sum of weight times value over the real taps. An infinite value whose weight only rounds to
/// 0 is infinite still; one whose score is -inf counts for nothing. NaN propagates.
template <class Scalar, class Score>
[[nodiscard]] double weighted_sum(std::span<const Tap<Scalar>> taps,
                                  const std::vector<double>& weights, Score score) {
    double sum = 0.0;
    for (std::size_t i = 0; i < taps.size(); ++i) {
        if (taps[i].kind != TapKind::real) continue;
        const auto value = static_cast<double>(taps[i].value);
        if (weights[i] != 0 || std::isnan(value))
            sum += weights[i] * value;
        else if (std::isinf(value) && score(taps[i]) > -std::numeric_limits<double>::infinity())
            sum += value;
    }
    return sum;
}

/// The softmax-weighted sum of the real taps by a kind of score; 0 where there are none.
template <class Score>
struct WeightedRule {
    static constexpr double padding_value = 0.0;

    template <class Scalar>
    static Reduction<Scalar> reduce(std::span<const Tap<Scalar>> folded, const WindowContext&) {
        Reduction<Scalar> result{.weights = softmax_weights(folded, Score{})};
        result.running = weighted_sum(folded, result.weights, Score{});
        result.output = static_cast<Scalar>(result.running);
        return result;
    }
};

/// `0.27·6 + 0.73·7 = 6.73`.
inline constexpr FormulaForm weighted_formula{
    .noun = word("weighted mean"),
    .joiner = " + ",
    .adds = true,
    .padding_counts = false,
    .head = [](const FormulaNumbers&) -> Pieces { return {}; },
    .item = [](const FormulaTap& tap, const FormulaNumbers& numbers) -> Pieces {
        return {{numbers.number(tap.weight), Role::weight},
                {"·", Role::plain},
                {numbers.number(tap.value), tap.role}};
    },
    .tail = [](const FormulaNumbers& numbers) -> Pieces {
        return {{" = ", Role::plain}, {numbers.number(numbers.output), Role::result}};
    }};

}  // namespace poolscope
