/// Lays layers one after the other: their shapes, and their outputs.
#include "poolscope/network.hpp"

#include <algorithm>
#include <new>

#include "check_cells.hpp"
#include "layers/layers.hpp"

namespace poolscope {

namespace {

Result<void> check_order(const NetworkLayer& one, std::size_t index) {
    for (const int input : one.inputs)
        if (input < network_input || input >= static_cast<int>(index))
            return fail(ErrorCode::bad_index, say("it reads what comes after it"),
                        say("put the layers in order"));
    return {};
}

Result<Shape> shape_at(const NetworkLayer& one, std::size_t index, const Shape& input,
                       std::span<const Shape> before) {
    if (const auto checked = check_order(one, index); !checked) return error_of(checked);
    std::vector<Shape> inputs;
    for (const int from : one.inputs)
        inputs.push_back(from == network_input ? input : before[static_cast<std::size_t>(from)]);
    return output_shape(one.layer, inputs);
}

/// The last layer that reads the output of each; its own index where none does.
std::vector<std::size_t> last_readers(const Network& network) {
    std::vector<std::size_t> readers(network.layers.size());
    for (std::size_t i = 0; i < readers.size(); ++i) {
        readers[i] = i;
        for (const int from : network.layers[i].inputs)
            if (from != network_input) readers[static_cast<std::size_t>(from)] = i;
    }
    return readers;
}

/// Whether a layer's output is known, as are those of all that it reads.
bool keeps(const NetworkLayer& one, std::size_t index, const Shape& shape,
           std::span<const SharedOutput> known, const std::vector<bool>& computed) {
    if (index >= known.size() || !known[index] || known[index]->shape() != shape) return false;
    return std::ranges::none_of(one.inputs, [&](int from) {
        return from != network_input && computed[static_cast<std::size_t>(from)];
    });
}

Result<SharedOutput> compute(const NetworkLayer& one, const Shape& shape, TensorView<float> input,
                             std::span<const SharedOutput> outputs, const NetworkOptions& options) {
    std::vector<TensorView<float>> inputs;
    for (const int from : one.inputs)
        if (from == network_input)
            inputs.push_back(input);
        else
            inputs.emplace_back(*outputs[static_cast<std::size_t>(from)]);
    try {
        auto output = std::make_shared<Tensor<float>>(shape);
        const layers::Task task{inputs, *output, options.threads, options.stop};
        return std::visit([&](const auto& layer) { return layers::compute(layer, task); },
                          one.layer)
            .map([&] { return SharedOutput(std::move(output)); });
    } catch (const std::bad_alloc&) {
        return layers::no_memory();
    }
}

}  // namespace

std::string_view kind_id(const AnyLayer& layer) {
    return std::visit([](const auto& kind) { return layers::id_of(kind); }, layer);
}

Result<Shape> output_shape(const AnyLayer& layer, std::span<const Shape> inputs) {
    const std::size_t most = std::holds_alternative<Join>(layer) ? inputs.size() : 1;
    const bool none = std::holds_alternative<Constant>(layer);
    if (inputs.empty() != none || inputs.size() > most)
        return fail(ErrorCode::bad_shape,
                    say("it has {0} inputs, and takes {1}", inputs.size(), none ? 0 : 1),
                    say("join them first"));
    const auto shape =
        std::visit([&](const auto& kind) { return layers::shape_of(kind, inputs); }, layer);
    if (!shape) return shape;
    const auto fits = check_cells(word("its output"), *shape, word("make the input smaller"));
    if (!fits) return error_of(fits);
    return shape;
}

Result<PlacedLayer> as_windows(const AnyLayer& layer, std::span<const Shape> inputs) {
    if (const auto shape = output_shape(layer, inputs); !shape) return error_of(shape);
    return std::visit([&](const auto& kind) { return layers::windows_of(kind, inputs); }, layer);
}

NetworkShapes shapes_of(const Network& network, const Shape& input) {
    NetworkShapes shapes;
    for (std::size_t i = 0; i < network.layers.size(); ++i) {
        const auto shape = shape_at(network.layers[i], i, input, shapes.outputs);
        if (!shape) {
            shapes.error = layers::at_layer(shape.error(), network.layers[i], i);
            break;
        }
        shapes.outputs.push_back(*shape);
    }
    return shapes;
}

std::size_t activation_bytes(const Network& network, const NetworkShapes& shapes, bool keep_all) {
    const auto readers = last_readers(network);
    std::size_t now = 0, most = 0;
    for (std::size_t i = 0; i < shapes.outputs.size(); ++i) {
        now += shapes.outputs[i].count() * sizeof(float);
        most = std::max(most, now);
        for (std::size_t before = 0; before < i && !keep_all; ++before)
            if (readers[before] == i) now -= shapes.outputs[before].count() * sizeof(float);
    }
    return most;
}

Result<std::vector<SharedOutput>> forward(const Network& network, TensorView<float> input,
                                          const NetworkOptions& options) {
    const NetworkShapes made = options.shapes ? NetworkShapes{} : shapes_of(network, input.shape());
    const NetworkShapes& shapes = options.shapes ? *options.shapes : made;
    if (shapes.error) return tl::unexpected(*shapes.error);
    const auto readers = last_readers(network);
    std::vector<SharedOutput> outputs(network.layers.size());
    std::vector<bool> computed(outputs.size());
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        const NetworkLayer& one = network.layers[i];
        if (keeps(one, i, shapes.outputs[i], options.known, computed)) {
            outputs[i] = options.known[i];
        } else {
            computed[i] = true;
            auto output = compute(one, shapes.outputs[i], input, outputs, options);
            if (!output) return tl::unexpected(layers::at_layer(output.error(), one, i));
            outputs[i] = std::move(*output);
        }
        if (options.keep_all) continue;
        for (std::size_t before = 0; before < i; ++before)
            if (readers[before] == i) outputs[before] = {};
    }
    return outputs;
}

namespace layers {

Error at_layer(Error error, const NetworkLayer& one, std::size_t index) {
    const Message called = say("layer {0} ({1})", index + 1,
                               one.name.empty() ? std::string(kind_id(one.layer)) : one.name);
    error.what = say("{0}: {1}", called, error.what);
    return error;
}

Result<void> check_weights(const char* name, const Weights& weights, const Shape& shape) {
    if (weights && weights->shape() == shape) return {};
    if (!weights)
        return fail(ErrorCode::bad_shape, say("{0} is missing", name),
                    say("give it the shape {0}", shape_text(shape)));
    return fail(
        ErrorCode::bad_shape,
        say("{0} is {1}, and {2} is wanted", name, shape_text(weights->shape()), shape_text(shape)),
        say("use weights that were made for this layer"));
}

}  // namespace layers

}  // namespace poolscope
