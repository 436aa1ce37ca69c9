/// Convolutions and linear layers: cells times weights, summed.
#include "layers/pieces.hpp"
#include "layers/rows.hpp"
#include "operators/fold.hpp"

namespace poolscope::layers {

namespace {

struct WeightedSumRule {
    static constexpr double padding_value = 0.0;

    template <class Scalar>
    static Reduction<Scalar> reduce(std::span<const Tap<Scalar>> folded,
                                    const WindowContext& context) {
        Reduction<Scalar> result;
        for (const Tap<Scalar>& tap : folded)
            if (tap.kind == TapKind::real)
                result.running += static_cast<double>(tap.value) * tap.weight;
        if (context.weights != nullptr && context.bias_in)
            result.running += context.weights->bias_of(context.channel);
        result.output = static_cast<Scalar>(result.running);
        return result;
    }

    template <class Scalar>
    static std::vector<double> gradient(std::span<const Tap<Scalar>> taps,
                                        const Reduction<Scalar>& /*reduction*/,
                                        const WindowContext& /*context*/) {
        std::vector<double> gradient;
        gradient.reserve(taps.size());
        for (const Tap<Scalar>& tap : taps)
            gradient.push_back(tap.kind == TapKind::real ? tap.weight : 0.0);
        return gradient;
    }
};

/// `0.43·0.12`: padding is faint, as what it adds is 0.
Pieces item(const FormulaTap& tap, const FormulaNumbers& numbers) {
    const Role weight = tap.role == Role::faint ? Role::faint : Role::weight;
    return {{numbers.number(tap.weight), weight},
            {"·", Role::plain},
            {bracketed(tap.value, numbers.number), tap.role}};
}

/// ` + 0.57 = −0.35`.
Pieces tail(const FormulaNumbers& numbers) {
    Pieces pieces;
    if (numbers.weights != nullptr && numbers.weights->bias)
        pieces = added(numbers.weights->bias_of(numbers.channel), Role::parameter, numbers.number);
    for (Piece& piece : equals_tail(numbers)) pieces.push_back(std::move(piece));
    return pieces;
}

constexpr Operator row_of(std::string_view id, std::string_view name, std::string_view note) {
    return {.id = id,
            .name = name,
            .note = note,
            .padding_value = WeightedSumRule::padding_value,
            .placement = Placement::sliding,
            .formula = {.noun = word("sum"),
                        .running = word("sum so far "),
                        .joiner = " + ",
                        .adds = true,
                        .weight_leads = true,
                        .running_is_sum = true,
                        .head = no_head,
                        .item = item,
                        .tail = tail},
            .reduce = reduce_functions<WeightedSumRule, FloatingScalar>(),
            .plane = plane_functions<WeightedSumRule, FloatingScalar>(),
            .gradient = gradient_functions<WeightedSumRule>()};
}

}  // namespace

const Operator& conv_row() {
    static constexpr Operator row =
        row_of("conv", word("Convolution"),
               word("Each cell of the window is multiplied by the kernel's weight there, and the "
                    "products are added"));
    return row;
}

const Operator& linear_row() {
    static constexpr Operator row = row_of(
        "linear", word("Linear"),
        word("Every cell of every map is multiplied by a weight, and the products are added"));
    return row;
}

}  // namespace poolscope::layers
