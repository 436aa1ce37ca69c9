/// Settles layers and lays them over inputs.
#include "poolscope/layer.hpp"

#include <array>
#include <string>
#include <utility>

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

}  // namespace

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
    if (!geometry) return error_of(geometry);
    placed.geometry = *geometry;
    return placed;
}

Result<Geometry> make_geometry(const Layer& layer, const Shape& input) {
    return place(layer, input).map([](const PlacedLayer& placed) { return placed.geometry; });
}

}  // namespace poolscope
