/// The nodes of several inputs: maps of layers, and constants, which become layers of their own.
#include <algorithm>

#include "io/onnx/layer_nodes.hpp"

namespace poolscope::io {

namespace {

/// A constant beside maps as maps of its own; its axes begin from the right, as ONNX broadcasts.
Result<Maps> constant_maps(GraphBuilder& graph, const NodeAtHand& at, const StoredTensor& constant,
                           const Maps& beside) {
    if (constant.dims.size() > beside.dims.size())
        return not_read(say("what it joins has more axes than its input"));
    Integers dims(beside.dims.size() - constant.dims.size(), 1);
    dims.insert(dims.end(), constant.dims.begin(), constant.dims.end());
    Shape shape{1, beside.shape.c, beside.shape.h, beside.shape.w};
    if (has_planes(beside) || constant.count() != shape.count()) {
        const auto own = shape_of_dims(dims);
        if (!own) return error_of(own);
        shape = *own;
    }
    auto weights = as_weights(constant, shape);
    if (!weights) return error_of(weights);
    auto maps = graph.add(at.node, Constant{std::move(*weights)}, {});
    if (maps) maps->dims = dims;
    return maps;
}

/// All inputs as maps; constants become layers.
Result<std::vector<Maps>> all_maps(GraphBuilder& graph, const NodeAtHand& at) {
    const Maps* beside = nullptr;
    for (std::size_t i = 0; i < at.inputs.size() && beside == nullptr; ++i) beside = at.maps(i);
    std::vector<Maps> all;
    for (std::size_t i = 0; i < at.inputs.size(); ++i) {
        if (at.maps(i) != nullptr) {
            all.push_back(*at.maps(i));
        } else if (at.constant(i) != nullptr) {
            auto maps = constant_maps(graph, at, *at.constant(i), *beside);
            if (!maps) return error_of(maps);
            all.push_back(std::move(*maps));
        }
        if (all.empty() || all.back().dims.size() != beside->dims.size())
            return not_read(say("its inputs have other numbers of axes"));
    }
    return all;
}

Result<Value> read_join(GraphBuilder& graph, const NodeAtHand& at, Joining joining) {
    const auto maps = all_maps(graph, at);
    if (!maps) return error_of(maps);
    return graph.add(at.node, Join{joining}, *maps).map([](Maps joined) {
        return Value(std::move(joined));
    });
}

}  // namespace

Result<Value> read_sum(GraphBuilder& graph, const NodeAtHand& at) {
    return read_join(graph, at, Joining::add);
}

Result<Value> read_product(GraphBuilder& graph, const NodeAtHand& at) {
    return read_join(graph, at, Joining::multiply);
}

Result<Value> read_concat(GraphBuilder& graph, const NodeAtHand& at) {
    const auto maps = all_maps(graph, at);
    if (!maps) return error_of(maps);
    const std::size_t axes = maps->front().dims.size();
    const std::size_t channels = axes == 1 ? 0 : 1;
    if (axis_of(at.attributes.integer("axis", 1), axes) != channels)
        return not_read(say("it concatenates along another axis than the channels"));
    const bool flat = std::ranges::any_of(
        *maps, [](const Maps& one) { return !has_planes(one) && one.shape.plane_count() > 1; });
    if (flat) return not_read(say("it concatenates flattened maps"));
    return graph.add(at.node, Join{Joining::concatenate}, *maps).map([](Maps joined) {
        return Value(std::move(joined));
    });
}

}  // namespace poolscope::io
