/// Stochastic pooling as a rule for whole windows.
#include "operators/stochastic.hpp"

#include <algorithm>
#include <cmath>

#include "operators/extremes.hpp"

namespace poolscope {

namespace {

/// What every real tap is picked in proportion to, where the largest value is `largest`: between 0
/// and 1, so that no sum overflows.
double chance_of(double value, double largest) {
    if (std::isnan(largest)) return std::isnan(value) ? 1.0 : 0.0;
    if (largest <= 0) return 1.0;
    if (std::isinf(largest)) return value == largest ? 1.0 : 0.0;
    return std::max(value, 0.0) / largest;
}

struct StochasticRule {
    static constexpr double padding_value = 0.0;

    template <class Scalar>
    static Reduction<Scalar> reduce(std::span<const Tap<Scalar>> folded,
                                    const WindowContext& context) {
        const Reduction<Scalar> max = reduce_taps<MaxRule, Scalar>(folded, context);
        Reduction<Scalar> result{.weights = std::vector<double>(folded.size(), 0.0)};
        if (!max.selected) return result;
        double total = 0.0;
        for (std::size_t i = 0; i < folded.size(); ++i) {
            if (folded[i].kind != TapKind::real) continue;
            const auto value = static_cast<double>(folded[i].value);
            // Of several NaNs the last is the one, as where the largest cell wins.
            const bool passed_over = std::isnan(max.running) && i != *max.selected;
            result.weights[i] = passed_over ? 0.0 : chance_of(value, max.running);
            total += result.weights[i];
        }
        double passed = 0.0;
        for (std::size_t i = 0; i < folded.size(); ++i) {
            result.weights[i] /= total;
            // The last likely tap is picked where the sum rounds to less than the draw.
            if (result.weights[i] > 0 && (!result.selected || passed <= context.draw))
                result.selected = i;
            passed += result.weights[i];
        }
        result.output = folded[*result.selected].value;
        result.running = static_cast<double>(result.output);
        result.ties = {*result.selected};
        return result;
    }
};

Pieces head(const FormulaNumbers&) {
    return {{"pick", Role::word}, {"( ", Role::plain}};
}

/// `6: 0.27`: a cell and its probability.
Pieces item(const FormulaTap& tap, const FormulaNumbers& numbers) {
    return {{numbers.number(tap.value), tap.role},
            {": ", Role::plain},
            {numbers.number(tap.weight), Role::weight}};
}

Pieces tail(const FormulaNumbers& numbers) {
    return {{"; u = ", Role::plain},
            {numbers.number(numbers.draw), Role::parameter},
            {" ) = ", Role::plain},
            {numbers.number(numbers.output), Role::result}};
}

}  // namespace

const Operator& stochastic_operator() {
    static constexpr Operator row{
        .id = "stochastic",
        .name = word("Stochastic"),
        .note = word(
            "A cell is picked at random in proportion to its value, and at test time one takes "
            "the mean weighted by the probabilities"),
        .selects = true,
        .weighs = true,
        .seeded = true,
        .padding_value = StochasticRule::padding_value,
        .formula = {.noun = word("pick"),
                    .running = word("picked so far "),
                    .padding_counts = false,
                    .head = head,
                    .item = item,
                    .tail = tail},
        .reduce = reduce_functions<StochasticRule, AnyScalar>(),
        .plane = plane_functions<StochasticRule, AnyScalar>(),
        .gradient = gradient_functions<ExtremeRule>()};
    return row;
}

}  // namespace poolscope
