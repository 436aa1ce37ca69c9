/// What a layer's node reads: maps, and constants that were learnt.
#include <array>

#include "io/onnx/layer_nodes.hpp"

namespace poolscope::io {

bool has_planes(const Maps& maps) {
    return maps.dims.size() > 2 && maps.dims == dims_of(maps.shape, maps.dims.size());
}

Result<Maps> first_maps(const NodeAtHand& at) {
    const Maps* const maps = at.maps(0);
    if (maps != nullptr) return *maps;
    return not_read(say("it computes with numbers that do not depend on the input"));
}

Result<Maps> first_planes(const NodeAtHand& at) {
    auto maps = first_maps(at);
    if (maps && !has_planes(*maps))
        return not_read(
            say("its input has {0} axes, and it wants rows and columns", maps->dims.size()));
    return maps;
}

Result<Value> added(GraphBuilder& graph, const NodeAtHand& at, const Maps& input, AnyLayer layer) {
    const std::array inputs{input};
    return graph.add(at.node, std::move(layer), inputs).map([](Maps maps) {
        return Value(std::move(maps));
    });
}

Result<const StoredTensor*> weights_of(const NodeAtHand& at, std::size_t input) {
    const StoredTensor* const constant = at.constant(input);
    if (constant != nullptr) return constant;
    return not_read(at.has(input) ? say("its weights are computed by other nodes")
                                  : say("its weights are missing"));
}

Result<Weights> channel_weights(const NodeAtHand& at, std::size_t input, int count) {
    const auto constant = weights_of(at, input);
    if (!constant) return error_of(constant);
    if ((*constant)->count() != static_cast<std::size_t>(count))
        return fail(ErrorCode::bad_format,
                    say("its input {0} holds {1} numbers, and {2} are wanted", input,
                        (*constant)->count(), count),
                    say("export the file anew"));
    return as_weights(**constant, {1, count, 1, 1});
}

}  // namespace poolscope::io
