/// Batch normalisation of a cell.
#include <cmath>

#include "layers/pieces.hpp"
#include "layers/rows.hpp"
#include "operators/fold.hpp"

namespace poolscope::layers {

namespace {

/// The numbers of one channel, in double.
struct Channel {
    double mean = 0.0;
    double variance = 1.0;
    double epsilon = 0.0;
    double scale = 1.0;
    double shift = 0.0;
};

Channel channel_of(const WindowWeights* weights, int channel) {
    if (weights == nullptr || !weights->mean) return {};
    const auto at = static_cast<std::size_t>(channel);
    return {.mean = weights->mean->cells()[at],
            .variance = weights->variance->cells()[at],
            .epsilon = weights->epsilon,
            .scale = weights->weight->cells()[at],
            .shift = weights->bias->cells()[at]};
}

struct BatchNormRule {
    static constexpr double padding_value = 0.0;

    template <class Scalar>
    static Reduction<Scalar> reduce(std::span<const Tap<Scalar>> folded,
                                    const WindowContext& context) {
        const Channel own = channel_of(context.weights, context.channel);
        const double x = static_cast<double>(folded.front().value);
        const double y =
            (x - own.mean) / std::sqrt(own.variance + own.epsilon) * own.scale + own.shift;
        return {.output = static_cast<Scalar>(y), .running = y};
    }

    template <class Scalar>
    static std::vector<double> gradient(std::span<const Tap<Scalar>> taps,
                                        const Reduction<Scalar>& /*reduction*/,
                                        const WindowContext& /*context*/) {
        return {taps.front().weight};
    }
};

void append(Pieces& pieces, Pieces more) {
    for (Piece& piece : more) pieces.push_back(std::move(piece));
}

/// `( 3 − 1.2 ) / √( 0.5 + 0.00001 )·2 + 0.1 = 3·2.83 − 3.29 = 5.19`: as it is defined, and as the
/// one multiplication and addition that it comes to.
Pieces item(const FormulaTap& tap, const FormulaNumbers& numbers) {
    const Channel own = channel_of(numbers.weights, numbers.channel);
    Pieces pieces{{"( ", Role::plain}, {numbers.number(tap.value), tap.role}};
    append(pieces, added(-own.mean, Role::parameter, numbers.number));
    pieces.push_back({" ) / √( ", Role::plain});
    pieces.push_back({numbers.number(own.variance), Role::parameter});
    append(pieces, added(own.epsilon, Role::parameter, numbers.number));
    append(pieces, {{" )·", Role::plain}, {bracketed(own.scale, numbers.number), Role::weight}});
    append(pieces, added(own.shift, Role::parameter, numbers.number));
    if (numbers.weights == nullptr) return pieces;
    const double factor = numbers.weights->weight_at(numbers.channel, 0, 1);
    append(pieces, {{" = ", Role::plain},
                    {numbers.number(tap.value), tap.role},
                    {"·", Role::plain},
                    {bracketed(factor, numbers.number), Role::weight}});
    append(pieces,
           added(numbers.weights->offset_of(numbers.channel), Role::parameter, numbers.number));
    return pieces;
}

}  // namespace

const Operator& batch_norm_row() {
    static constexpr Operator row{
        .id = "batch_norm",
        .name = word("Batch normalisation"),
        .note = word("Each channel is shifted and scaled by what its mean and variance were in "
                     "training"),
        .padding_value = BatchNormRule::padding_value,
        .placement = Placement::sliding,
        .formula = {.head = no_head, .item = item, .tail = equals_tail},
        .reduce = reduce_functions<BatchNormRule, FloatingScalar>(),
        .plane = plane_functions<BatchNormRule, FloatingScalar>(),
        .gradient = gradient_functions<BatchNormRule>()};
    return row;
}

}  // namespace poolscope::layers
