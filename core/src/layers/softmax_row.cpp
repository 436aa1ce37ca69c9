/// Softmax: one channel's share at a place.
#include <algorithm>
#include <cmath>

#include "layers/pieces.hpp"
#include "layers/rows.hpp"
#include "operators/fold.hpp"

namespace poolscope::layers {

namespace {

struct SoftmaxRule {
    static constexpr double padding_value = 0.0;

    template <class Scalar>
    static Reduction<Scalar> reduce(std::span<const Tap<Scalar>> folded,
                                    const WindowContext& context) {
        double largest = context.own;
        for (const Tap<Scalar>& tap : folded)
            largest = std::max(largest, static_cast<double>(tap.value));
        Reduction<Scalar> result;
        double total = 0.0;
        for (const Tap<Scalar>& tap : folded) {
            result.weights.push_back(std::exp(static_cast<double>(tap.value) - largest));
            total += result.weights.back();
        }
        for (double& weight : result.weights) weight /= total;
        result.running = std::exp(context.own - largest) / total;
        result.output = static_cast<Scalar>(result.running);
        return result;
    }

    template <class Scalar>
    static std::vector<double> gradient(std::span<const Tap<Scalar>> taps,
                                        const Reduction<Scalar>& reduction,
                                        const WindowContext& context) {
        const double own = reduction.running;
        std::vector<double> gradient;
        for (std::size_t i = 0; i < taps.size(); ++i) {
            const bool is_own = i == static_cast<std::size_t>(context.filter);
            gradient.push_back(own * ((is_own ? 1.0 : 0.0) - reduction.weights[i]));
        }
        return gradient;
    }
};

/// `e^3 / ( e^3 + e^1 ) = 0.881`.
Pieces head(const FormulaNumbers& numbers) {
    return {
        {"e^", Role::plain}, {numbers.number(numbers.own), Role::winner}, {" / ( ", Role::plain}};
}

Pieces item(const FormulaTap& tap, const FormulaNumbers& numbers) {
    return {{"e^", Role::plain}, {numbers.number(tap.value), tap.role}};
}

}  // namespace

const Operator& softmax_row() {
    static constexpr Operator row{
        .id = "softmax",
        .name = word("Softmax"),
        .note = word("Each channel's share: e to its cell, divided by the sum over all channels"),
        .weighs = true,
        .padding_value = SoftmaxRule::padding_value,
        .placement = Placement::sliding,
        .formula = {.noun = word("share"), .joiner = " + ", .head = head, .item = item},
        .reduce = reduce_functions<SoftmaxRule, FloatingScalar>(),
        .plane = plane_functions<SoftmaxRule, FloatingScalar>(),
        .gradient = gradient_functions<SoftmaxRule>()};
    return row;
}

}  // namespace poolscope::layers
