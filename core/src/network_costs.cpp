/// A network in numbers: what its layers learn, multiply and see.
#include <algorithm>

#include "layers/layers.hpp"

namespace poolscope {

namespace {

/// Positions of the network's input, both ends included; empty where last < first.
struct Interval {
    std::int64_t first = 0;
    std::int64_t last = -1;
    [[nodiscard]] bool empty() const { return last < first; }
};

Interval hull(const Interval& a, const Interval& b) {
    if (a.empty() || b.empty()) return a.empty() ? b : a;
    return {std::min(a.first, b.first), std::max(a.last, b.last)};
}

/// What the outputs along one axis see: as a rule, or each for itself.
struct Sight {
    bool regular = true;
    std::int64_t size = 1;   ///< cells of one output's field
    std::int64_t jump = 1;   ///< from one output's first cell to the next one's
    std::int64_t start = 0;  ///< the first cell of output 0's
    /// Where there is no rule, clipped to the input: of each output, or one for all.
    std::vector<Interval> each{};

    [[nodiscard]] Interval at(int index, int input) const {
        if (!regular) return each[std::min(static_cast<std::size_t>(index), each.size() - 1)];
        const std::int64_t first = start + index * jump;
        return {std::max<std::int64_t>(first, 0), std::min<std::int64_t>(first + size, input) - 1};
    }
};

/// Of longer axes without a rule all outputs are said to see what any does.
constexpr int most_places = 1 << 16;

/// Along one axis: the extents of the network's input, of a layer's input, and of its output.
struct Extents {
    int network;
    int input;
    int output;
};

/// The sight of a layer whose outputs see all that `before` does.
Sight of_everything(const Sight& before, const Extents& extents) {
    Interval all;
    if (before.regular)
        all = hull(before.at(0, extents.network), before.at(extents.input - 1, extents.network));
    else
        for (const Interval& one : before.each) all = hull(all, one);
    return {.regular = false, .each = {all}};
}

Sight through_windows(const Sight& before, const Axis& axis, const Extents& extents) {
    if (before.regular && axis.regular()) {
        Sight after = before;
        after.size += std::int64_t{axis.dilation} * (axis.kernel_size - 1) * before.jump;
        after.jump *= axis.stride;
        after.start -= std::int64_t{axis.pad_begin} * before.jump;
        return after;
    }
    if (axis.output > most_places) return of_everything(before, extents);
    Sight after{.regular = false};
    for (int i = 0; i < axis.output; ++i) {
        const AxisSpan span = axis.span_at(i);
        const AxisTaps taps = axis.taps_of(span);
        Interval seen;
        for (int tap = taps.first_real; tap < taps.first_real + taps.real; ++tap)
            seen = hull(seen, before.at(span.at(tap), extents.network));
        after.each.push_back(seen);
    }
    return after;
}

Sight through(const Sight& before, const layers::Reach& reach, const Extents& extents) {
    if (reach.windows) return through_windows(before, *reach.windows, extents);
    if (reach.everything) return of_everything(before, extents);
    if (extents.input == extents.output) return before;
    // One place that goes with every other.
    return {.regular = false, .each = {before.at(0, extents.network)}};
}

bool sees_nothing(const Sight& sight) {
    return !sight.regular && std::ranges::all_of(sight.each, &Interval::empty);
}

/// What is seen by way of either.
Sight both(const Sight& a, const Sight& b, const Extents& extents) {
    if (sees_nothing(a) || sees_nothing(b)) return sees_nothing(a) ? b : a;
    if (a.regular && b.regular && a.jump == b.jump) {
        Sight joined = a;
        joined.start = std::min(a.start, b.start);
        joined.size = std::max(a.start + a.size, b.start + b.size) - joined.start;
        return joined;
    }
    Sight joined{.regular = false};
    for (int i = 0; i < std::min(extents.output, most_places); ++i)
        joined.each.push_back(hull(a.at(i, extents.network), b.at(i, extents.network)));
    return joined;
}

ReceptiveField field_of(const Sight& sight) {
    if (sight.regular)
        return {static_cast<int>(std::min<std::int64_t>(sight.size, max_extent)),
                static_cast<int>(std::min<std::int64_t>(sight.jump, max_extent))};
    std::int64_t largest = 0;
    for (const Interval& one : sight.each) largest = std::max(largest, one.last - one.first + 1);
    return {static_cast<int>(largest), std::nullopt};
}

int extent_of(const Shape& shape, layers::AxisId axis) {
    return axis == layers::AxisId::rows ? shape.h : shape.w;
}

/// What each layer sees along one axis.
std::vector<Sight> sights(const Network& network, const Shape& input, const NetworkShapes& shapes,
                          layers::AxisId axis) {
    std::vector<Sight> all;
    for (std::size_t i = 0; i < shapes.outputs.size(); ++i) {
        const NetworkLayer& one = network.layers[i];
        std::optional<Sight> joined;
        for (const int from : one.inputs) {
            const auto index = static_cast<std::size_t>(from);
            const Shape& shape = from == network_input ? input : shapes.outputs[index];
            const Sight before = from == network_input ? Sight{} : all[index];
            const Extents extents{extent_of(input, axis), extent_of(shape, axis),
                                  extent_of(shapes.outputs[i], axis)};
            const auto reach = std::visit(
                [&](const auto& layer) { return layers::reach_of(layer, shape, axis); }, one.layer);
            const Sight after = through(before, reach, extents);
            joined = joined ? both(*joined, after, extents) : after;
        }
        // A constant sees nothing.
        all.push_back(joined ? std::move(*joined) : Sight{.regular = false, .each = {Interval{}}});
    }
    return all;
}

}  // namespace

std::vector<LayerCosts> costs_of(const Network& network, const Shape& input,
                                 const NetworkShapes& shapes) {
    const auto rows = sights(network, input, shapes, layers::AxisId::rows);
    const auto cols = sights(network, input, shapes, layers::AxisId::cols);
    std::vector<LayerCosts> costs;
    for (std::size_t i = 0; i < shapes.outputs.size(); ++i) {
        const NetworkLayer& one = network.layers[i];
        std::vector<Shape> inputs;
        for (const int from : one.inputs)
            inputs.push_back(
                from == network_input ? input : shapes.outputs[static_cast<std::size_t>(from)]);
        const auto own = std::visit(
            [&](const auto& layer) { return layers::costs_of(layer, inputs, shapes.outputs[i]); },
            one.layer);
        costs.push_back({own.parameters, own.macs, own.taps, field_of(rows[i]), field_of(cols[i])});
    }
    return costs;
}

}  // namespace poolscope
