/// Log-sum-exp pooling as a rule for whole windows.
#include "operators/lse.hpp"

#include <array>

#include "operators/extremes.hpp"
#include "operators/weighted.hpp"

namespace poolscope {

namespace {

struct LseRule {
    static constexpr double padding_value = -std::numeric_limits<double>::infinity();

    template <class Scalar>
    static Reduction<Scalar> reduce(std::span<const Tap<Scalar>> folded,
                                    const WindowContext& context) {
        const double r = context.params.sharpness;
        const Reduction<Scalar> max = reduce_taps<MaxRule, Scalar>(folded, context);
        const double largest = max.running;
        // mean exp(d) = 1 + mean expm1(d), which keeps its digits where r is small.
        double sum = 0.0;
        int count = 0;
        for (const Tap<Scalar>& tap : folded) {
            if (tap.kind != TapKind::real) continue;
            const auto value = static_cast<double>(tap.value);
            sum += value == largest ? 0.0 : std::expm1(r * (value - largest));
            ++count;
        }
        Reduction<Scalar> result{.running = largest};
        if (count > 0) result.running += std::log1p(sum / count) / r;
        result.output = static_cast<Scalar>(result.running);
        return result;
    }

    template <class Scalar>
    static std::vector<double> gradient(std::span<const Tap<Scalar>> taps, const Reduction<Scalar>&,
                                        const WindowContext& context) {
        return softmax_weights(taps, ScoreByValue{}, context.params.sharpness);
    }
};

constexpr std::array parameters{
    NumberParameter{.id = "sharpness",
                    .symbol = "r",
                    .name = word("Sharpness"),
                    .low = 0.01,
                    .high = 10.0,
                    .unbounded = true,
                    .field = &PoolParams::sharpness,
                    .reason = word("the logarithm is divided by it, so it is no less than 0.01")}};

Pieces head(const FormulaNumbers& numbers) {
    return {{"1/", Role::plain},
            {numbers.number(numbers.params.sharpness), Role::parameter},
            {" · ", Role::plain},
            {"ln", Role::word},
            {"( ( ", Role::plain}};
}

Pieces item(const FormulaTap& tap, const FormulaNumbers& numbers) {
    return {{"e^(", Role::plain},
            {numbers.number(numbers.params.sharpness), Role::parameter},
            {"·", Role::plain},
            {numbers.number(tap.value), tap.role},
            {")", Role::plain}};
}

Pieces tail(const FormulaNumbers& numbers) {
    return {{" ) / ", Role::plain},
            {numbers.number(numbers.counts.real), Role::plain},
            {" ) = ", Role::plain},
            {numbers.number(numbers.output), Role::result}};
}

}  // namespace

const Operator& lse_operator() {
    static constexpr Operator row{
        .id = "lse",
        .name = word("Log-sum-exp"),
        .note = word("A smooth maximum: the logarithm of the cells' mean exponential"),
        .padding_value = LseRule::padding_value,
        .parameters = parameters,
        .formula = {.noun = word("log-sum-exp"),
                    .joiner = " + ",
                    .padding_counts = false,
                    .head = head,
                    .item = item,
                    .tail = tail},
        .reduce = reduce_functions<LseRule, FloatingScalar>(),
        .plane = plane_functions<LseRule, FloatingScalar>(),
        .gradient = gradient_functions<LseRule>()};
    return row;
}

}  // namespace poolscope
