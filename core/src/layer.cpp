/// Settles layers and lays them over inputs.
#include "poolscope/layer.hpp"

#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "check_cells.hpp"
#include "support/digits.hpp"

namespace poolscope {

namespace {

/// "0.5", "inf".
std::string short_number(double value) {
    std::array<char, 32> text{};
    const auto end = to_digits(text.data(), text.data() + text.size(), value).ptr;
    return {text.data(), end};
}

/// "make norm 1 or more", "make mix 0 to 1".
Message range_remedy(const NumberParameter& number) {
    const std::string low = short_number(number.low);
    if (number.unbounded) return say("make {0} {1} or more", number.id, low);
    return say("make {0} {1} to {2}", number.id, low, short_number(number.high));
}

/// Nothing, or why a tensor that weights hold is not of `count` numbers; none is.
Result<void> check_count(const char* name, const Shared<Tensor<float>>& numbers,
                         std::size_t count) {
    if (!numbers || numbers->cells().size() == count) return {};
    return fail(
        ErrorCode::bad_shape,
        say("{0} has {1} numbers, and {2} are wanted", name, numbers->cells().size(), count),
        say("use weights that were made for this layer"));
}

/// The geometry of windows that span channels in groups, from that of one channel.
Result<Geometry> grouped(Geometry geometry, const WindowWeights& weights) {
    const Shape& input = geometry.input;
    if (weights.channel_group < 1 || weights.group_outputs < 1 ||
        input.c % weights.channel_group != 0)
        return fail(ErrorCode::bad_channel_group,
                    say("its windows span {0} channels at a time, which do not divide {1}",
                        weights.channel_group, input.c),
                    say("use an input of another number of channels"));
    geometry.channel_group = weights.channel_group;
    geometry.group_outputs = weights.group_outputs;
    const std::int64_t outputs =
        std::int64_t{input.c / weights.channel_group} * weights.group_outputs;
    const std::int64_t taps = std::int64_t{geometry.rows.widest()} * geometry.cols.widest() *
                              std::int64_t{geometry.channel_group};
    if (outputs > max_extent || taps > max_taps)
        return fail(ErrorCode::too_large,
                    say("it has {0} output channels of {1} taps each, and the most are {2} and {3}",
                        outputs, taps, max_extent, max_taps),
                    say("use a smaller layer"));
    geometry.output.c = static_cast<int>(outputs);
    const auto count = static_cast<std::size_t>(outputs);
    const auto checked = first_error(
        {check_cells(word("the output"), geometry.output, word("make the input smaller")),
         check_count("weight", weights.weight, count * static_cast<std::size_t>(taps)),
         check_count("bias", weights.bias, count), check_count("mean", weights.mean, count),
         check_count("variance", weights.variance, count)});
    if (!checked) return error_of(checked);
    // Batch normalisation's is one with its only tap.
    geometry.biased = weights.bias && !weights.mean;
    return geometry;
}

/// sqrt(variance + epsilon) of a channel.
double deviation_of(const WindowWeights& weights, std::size_t channel) {
    return std::sqrt(double{weights.variance->cells()[channel]} + double{weights.epsilon});
}

}  // namespace

double WindowWeights::weight_at(int output_channel, std::size_t tap, std::size_t taps) const {
    if (!weight) return 1.0;
    const auto channel = static_cast<std::size_t>(output_channel);
    const double own{weight->cells()[channel * taps + tap]};
    return mean ? own / deviation_of(*this, channel) : own;
}

double WindowWeights::bias_of(int output_channel) const {
    return bias ? double{bias->cells()[static_cast<std::size_t>(output_channel)]} : 0.0;
}

double WindowWeights::offset_of(int channel) const {
    const double first = mean ? double{mean->cells()[static_cast<std::size_t>(channel)]} : 0.0;
    return bias_of(channel) - first * weight_at(channel, 0, 1);
}

Layer settled(Layer layer) {
    PoolParams& params = layer.params;
    const bool bound =
        params.placement == Placement::fractional || params.placement == Placement::channels;
    if (layer.op->placement)
        params.placement = *layer.op->placement;
    else if (bound)
        params.placement = Placement::sliding;
    // What the layer does not use need not fit it.
    if (!layer.op->scored) params.scores = {};
    if (params.placement != Placement::fractional) params.samples = {};
    return layer;
}

Result<void> check_parameters(const Layer& layer) {
    for (const NumberParameter& number : layer.op->parameters) {
        const double value = layer.params.*number.field;
        if (value >= number.low && (number.unbounded || value <= number.high)) continue;
        return fail(
            ErrorCode::bad_parameter,
            say("{0} is {1}, and {2}", number.id, short_number(value), named(number.reason)),
            range_remedy(number));
    }
    return {};
}

Result<PlacedLayer> place(Layer layer, const Shape& input) {
    if (auto checked = check_parameters(layer); !checked) return error_of(checked);
    PlacedLayer placed{.layer = settled(std::move(layer))};
    auto geometry = make_geometry(input, placed.layer.params);
    if (geometry && placed.layer.weights) geometry = grouped(*geometry, *placed.layer.weights);
    if (!geometry) return error_of(geometry);
    placed.geometry = *geometry;
    return placed;
}

Result<Geometry> make_geometry(const Layer& layer, const Shape& input) {
    return place(layer, input).map([](const PlacedLayer& placed) { return placed.geometry; });
}

}  // namespace poolscope
