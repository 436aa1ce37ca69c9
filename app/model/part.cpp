/// Cuts one layer out of a network.
#include "model/part.hpp"

#include <algorithm>

#include "model/layer_edits.hpp"

namespace poolscope::model {

namespace {

/// The shapes of what layer `at` reads, which those before it must have.
std::vector<Shape> shapes_read(const Document& network, const LayerOutputs& outputs,
                               std::size_t at) {
    std::vector<Shape> shapes;
    for (const int from : network.layers[at].inputs)
        shapes.push_back(from == network_input
                             ? network.shape()
                             : outputs.shapes.outputs[static_cast<std::size_t>(from)]);
    return shapes;
}

/// What layer `at` reads; nothing where some of it is not there yet.
std::vector<std::shared_ptr<const Values>> values_read(const Document& network,
                                                       const LayerOutputs& outputs,
                                                       std::size_t at) {
    std::vector<std::shared_ptr<const Values>> values;
    for (const int from : network.layers[at].inputs) {
        const SharedValues& one =
            from == network_input ? network.input : outputs.outputs[static_cast<std::size_t>(from)];
        if (!one) return {};
        values.push_back(one->whole());
    }
    return values;
}

/// The values under the layer's windows; zeros where they are not there yet.
SharedValues input_under(const Document& network, const LayerOutputs& outputs, std::size_t at,
                         const Shape& shape) {
    if (network.layers[at].inputs == std::vector<int>{network_input}) return network.input;
    const auto values = values_read(network, outputs, at);
    if (values.empty()) return std::make_shared<const Values>(shape);
    const auto& inputs = network.layers[at].inputs;
    if (inputs.size() == 1) return outputs.outputs[static_cast<std::size_t>(inputs.front())];
    std::vector<TensorView<float>> views;
    for (const auto& one : values) views.emplace_back(*one);
    auto joined = joined_inputs(std::get<Join>(network.layers[at].layer), views);
    if (!joined) return std::make_shared<const Values>(shape);
    return std::make_shared<const Values>(std::move(*joined));
}

/// A part of a layer that cannot be, over what it would read as far as that is known.
Run refused(const Document& network, const LayerOutputs& outputs, std::size_t at, Error error) {
    Run run;
    run.document.input = network.input;
    for (const int from : network.layers[at].inputs) {
        if (from == network_input || from >= static_cast<int>(outputs.outputs.size())) break;
        if (const SharedValues& one = outputs.outputs[static_cast<std::size_t>(from)]; one)
            run.document.input = one;
        break;
    }
    run.document.picture = network.picture && run.document.input == network.input;
    run.document.channel_names =
        default_channel_names(run.document.shape().c, run.document.picture);
    if (const auto* pooling = std::get_if<Layer>(&network.layers[at].layer))
        run.document.layer() = *pooling;
    if (const auto* conv = std::get_if<Conv2d>(&network.layers[at].layer))
        run.document.layer() = windows_of(*conv);
    run.results = outline_results(run.document);
    run.results.geometry = tl::unexpected<Error>(std::move(error));
    run.results.computing = false;
    return run;
}

}  // namespace

Run part_alone(const Document& network, std::size_t at) {
    Document until = network;
    until.layers.resize(at + 1);
    Run run = part_of(until, layer_outputs(until), at);
    const auto& [part, results] = run;
    if (results.geometry && picks_by_draw(*part.layer().op)) run.results = compute_results(part);
    return run;
}

Run part_of(const Document& network, const LayerOutputs& outputs, std::size_t at) {
    const NetworkShapes& shapes = outputs.shapes;
    if (outputs.error) return refused(network, outputs, at, *outputs.error);
    if (at > shapes.outputs.size() || (at == shapes.outputs.size() && shapes.error))
        return refused(network, outputs, at, *shapes.error);
    auto placed = as_windows(network.layers[at].layer, shapes_read(network, outputs, at));
    if (!placed) return refused(network, outputs, at, placed.error());
    Run run;
    Document& part = run.document;
    part.layers = {NetworkLayer{.name = network.layers[at].name, .layer = placed->layer}};
    part.input = input_under(network, outputs, at, placed->geometry.input);
    const bool first = part.input == network.input;
    part.picture = network.picture && first;
    part.channel_names =
        first ? network.channel_names : default_channel_names(part.shape().c, false);
    part.source = first ? network.source : std::filesystem::path();
    part.seed = network.seed;
    if (at + 1 == network.layers.size()) part.grad_output = network.grad_output;
    run.results = outline_results(part);
    if (run.results.geometry) {
        run.results.geometry = placed->geometry;
        run.results.output = outputs.outputs[at];
        run.results.computing = !run.results.output;
    }
    return run;
}

}  // namespace poolscope::model
