/// Sends a gradient back through a network, layer by layer.
#include <new>

#include "layers/layers.hpp"

namespace poolscope {

namespace {

Result<void> check_has(const char* name, const Shape& given, const Shape& wanted) {
    if (given == wanted) return {};
    return fail(
        ErrorCode::bad_shape,
        say("{0} has shape {1}, and must have {2}", name, shape_text(given), shape_text(wanted)),
        say("give a {0} of that shape", name));
}

/// Whether the outputs up to `layer` are those of the network.
Result<void> check_outputs(const NetworkShapes& shapes, std::span<const SharedOutput> outputs,
                           int layer, const Shape& grad_output) {
    const int count = static_cast<int>(std::min(shapes.outputs.size(), outputs.size()));
    if (layer < 0 || layer >= count)
        return fail(ErrorCode::bad_index, say("layer {0} is none of {1}", layer + 1, count),
                    say("give one of them"));
    for (std::size_t i = 0; i <= static_cast<std::size_t>(layer); ++i) {
        const Shape given = outputs[i] ? outputs[i]->shape() : Shape{};
        if (auto checked = check_has("output", given, shapes.outputs[i]); !checked) return checked;
    }
    return check_has("grad_output", grad_output, shapes.outputs[static_cast<std::size_t>(layer)]);
}

/// Sends the gradient of layer `index` to its inputs'.
Result<void> send_back(const Network& network, std::size_t index, TensorView<float> input,
                       std::span<const SharedOutput> outputs, NetworkGradients& gradients,
                       const NetworkOptions& options) {
    const NetworkLayer& one = network.layers[index];
    std::vector<TensorView<float>> inputs;
    std::vector<Tensor<float>*> grad_inputs;
    for (const int from : one.inputs) {
        const auto place = static_cast<std::size_t>(from);
        inputs.push_back(from == network_input ? input : TensorView<float>(*outputs[place]));
        grad_inputs.push_back(from == network_input ? &gradients.input : &gradients.outputs[place]);
        if (grad_inputs.back()->cells().empty())
            *grad_inputs.back() = Tensor<float>(inputs.back().shape());
    }
    const layers::BackTask task{inputs,      *outputs[index], gradients.outputs[index],
                                grad_inputs, options.threads, options.stop};
    const auto sent =
        std::visit([&](const auto& layer) { return layers::send_back(layer, task); }, one.layer);
    if (!sent) return tl::unexpected(layers::at_layer(sent.error(), one, index));
    return {};
}

}  // namespace

Result<NetworkGradients> backward(const Network& network, TensorView<float> input,
                                  std::span<const SharedOutput> outputs, int layer,
                                  TensorView<float> grad_output, const NetworkOptions& options) {
    const NetworkShapes made = options.shapes ? NetworkShapes{} : shapes_of(network, input.shape());
    const NetworkShapes& shapes = options.shapes ? *options.shapes : made;
    if (shapes.error && layer >= static_cast<int>(shapes.outputs.size()))
        return tl::unexpected(*shapes.error);
    const auto checked = check_outputs(shapes, outputs, layer, grad_output.shape());
    if (!checked) return error_of(checked);
    try {
        NetworkGradients gradients;
        gradients.outputs.resize(network.layers.size());
        const auto last = static_cast<std::size_t>(layer);
        gradients.outputs[last] = Tensor<float>(
            grad_output.shape(), {grad_output.cells().begin(), grad_output.cells().end()});
        for (std::size_t i = last + 1; i-- > 0;) {
            Tensor<float>& own = gradients.outputs[i];
            if (!own.cells().empty()) {
                const auto sent = send_back(network, i, input, outputs, gradients, options);
                if (!sent) return error_of(sent);
            }
            // What nothing came to has a gradient of 0.
            if (!options.keep_all)
                own = {};
            else if (own.cells().empty())
                own = Tensor<float>(shapes.outputs[i]);
        }
        if (gradients.input.cells().empty()) gradients.input = Tensor<float>(input.shape());
        return gradients;
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::too_large, say("there is not enough memory for the gradient"),
                    say("make the input smaller"));
    }
}

}  // namespace poolscope
