/// Mixed pooling as a rule for whole windows.
#include "operators/mixed.hpp"

#include <array>

#include "operators/extremes.hpp"
#include "operators/mean.hpp"

namespace poolscope {

namespace {

struct MixedRule {
    static constexpr double padding_value = 0.0;

    template <class Scalar>
    static Reduction<Scalar> reduce(std::span<const Tap<Scalar>> folded,
                                    const WindowContext& context) {
        const double mix = context.params.mix;
        const Reduction<Scalar> max = reduce_taps<MaxRule, Scalar>(folded, context);
        Reduction<Scalar> result{.output = max.output,
                                 .running = max.running,
                                 .divisor = mean_divisor(context.counts, context.params)};
        if (mix == 1) return result;
        double sum = 0.0;
        for (const Tap<Scalar>& tap : folded)
            if (tap.kind == TapKind::real) sum += static_cast<double>(tap.value);
        const double mean = context.counts.real == 0 ? 0.0 : sum / result.divisor;
        const double mixed = mix == 0 ? mean : mix * max.running + (1.0 - mix) * mean;
        result.output = static_cast<Scalar>(mixed) + Scalar{0};  // -0 becomes 0
        return result;
    }

    template <class Scalar>
    static std::vector<double> gradient(std::span<const Tap<Scalar>> taps,
                                        const Reduction<Scalar>& reduction,
                                        const WindowContext& context) {
        const double mix = context.params.mix;
        auto gradient = gradient_to_winner(taps, reduce_taps<MaxRule, Scalar>(taps, context));
        for (std::size_t i = 0; i < taps.size(); ++i) {
            gradient[i] *= mix;
            if (taps[i].kind == TapKind::real) gradient[i] += (1.0 - mix) / reduction.divisor;
        }
        return gradient;
    }
};

constexpr std::array parameters{
    NumberParameter{.id = "mix",
                    .symbol = "λ",
                    .name = word("Share of the maximum"),
                    .low = 0.0,
                    .high = 1.0,
                    .field = &PoolParams::mix,
                    .reason = word("the shares of the maximum and the mean lie between 0 and 1")}};

/// `0.5·8 + 0.5·( 5 + 6 + 7 + 8 ) / 4 = 7.25`: the maximum first.
Pieces head(const FormulaNumbers& numbers) {
    return {{numbers.number(numbers.params.mix), Role::parameter},
            {"·", Role::plain},
            {numbers.number(numbers.running), Role::winner},
            {" + ", Role::plain},
            {numbers.number(1.0 - numbers.params.mix), Role::parameter},
            {"·( ", Role::plain}};
}

}  // namespace

const Operator& mixed_operator() {
    static constexpr Operator row{.id = "mixed",
                                  .name = word("Mixed"),
                                  .note = word("The maximum and the mean are added in shares"),
                                  .padding_value = MixedRule::padding_value,
                                  .parameters = parameters,
                                  .divisor = &mean_divisor,
                                  .formula = {.noun = word("mix"),
                                              .joiner = " + ",
                                              .adds = true,
                                              .padding_counts = false,
                                              .head = head,
                                              .tail = mean_tail},
                                  .reduce = reduce_functions<MixedRule, FloatingScalar>(),
                                  .plane = plane_functions<MixedRule, FloatingScalar>(),
                                  .gradient = gradient_functions<MixedRule>()};
    return row;
}

}  // namespace poolscope
