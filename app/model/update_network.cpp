/// What each action does to the layers of a network.
#include <algorithm>
#include <optional>

#include "model/action.hpp"
#include "model/layer_edits.hpp"

namespace poolscope::model {

namespace {

/// The most layers that a document may have.
constexpr std::size_t max_layers = 1000;

Result<void> check_index(const Document& document, std::size_t at) {
    if (at < document.layers.size()) return {};
    return fail(ErrorCode::bad_index, say("there is no layer {0}", at + 1),
                say("choose one of the {0} that there are", document.layers.size()));
}

/// A layer as a document keeps it.
AnyLayer as_kept(AnyLayer layer) {
    if (auto* pooling = std::get_if<Layer>(&layer)) *pooling = settled(std::move(*pooling));
    return layer;
}

/// Calls `change` with every index of a layer that is read.
template <class Change>
void each_input(std::vector<NetworkLayer>& layers, const Change& change) {
    for (NetworkLayer& one : layers)
        for (int& input : one.inputs)
            if (input != network_input) change(input);
}

Result<Document> apply(const Document& document, const AddLayer& action) {
    if (document.layers.size() >= max_layers)
        return fail(ErrorCode::too_large, say("the network has {0} layers already", max_layers),
                    say("take one out first"));
    const std::size_t at = std::min(action.at, document.layers.size());
    const auto place = static_cast<int>(at);
    Document next = document;
    // At the end it reads the last one; else what the layer in its place read first.
    const bool last = at == document.layers.size();
    int reads = last ? place - 1 : network_input;
    if (!last && !next.layers[at].inputs.empty()) reads = next.layers[at].inputs.front();
    each_input(next.layers, [&](int& input) {
        if (input >= place) ++input;
    });
    if (!last && !next.layers[at].inputs.empty()) next.layers[at].inputs.front() = place;
    next.layers.insert(next.layers.begin() + place,
                       {.name = action.name, .layer = as_kept(action.layer), .inputs = {reads}});
    return next;
}

Result<Document> apply(const Document& document, const RemoveLayer& action) {
    if (const auto there = check_index(document, action.at); !there) return error_of(there);
    if (document.layers.size() == 1)
        return fail(ErrorCode::bad_argument, say("this is the only layer"),
                    say("add another one before you take it out"));
    const auto place = static_cast<int>(action.at);
    Document next = document;
    const auto& inputs = next.layers[action.at].inputs;
    const int instead = inputs.empty() ? network_input : inputs.front();
    for (NetworkLayer& one : next.layers)
        for (int& input : one.inputs) {
            if (input == place) input = instead;
            if (input > place) --input;
        }
    next.layers.erase(next.layers.begin() + place);
    return next;
}

Result<Document> apply(const Document& document, const MoveLayer& action) {
    for (const std::size_t at : {action.from, action.to})
        if (const auto there = check_index(document, at); !there) return error_of(there);
    if (!is_chain(document.layers))
        return fail(ErrorCode::unsupported,
                    say("this network branches, and its layers keep their places"),
                    say("take the layer out, and add it elsewhere"));
    Document next = document;
    const auto from = next.layers.begin() + static_cast<std::ptrdiff_t>(action.from);
    const auto to = next.layers.begin() + static_cast<std::ptrdiff_t>(action.to);
    if (from < to)
        std::rotate(from, from + 1, to + 1);
    else
        std::rotate(to, from, from + 1);
    for (std::size_t i = 0; i < next.layers.size(); ++i)
        next.layers[i].inputs = {static_cast<int>(i) - 1};
    return next;
}

Result<Document> apply(const Document& document, const ChangeLayer& action) {
    if (const auto there = check_index(document, action.at); !there) return error_of(there);
    Document next = document;
    next.layers[action.at].layer = as_kept(action.layer);
    return next;
}

/// A layer's kernels in other numbers; null for one that has none, or whose groups would not
/// divide its channels.
std::optional<AnyLayer> with_outputs(const AnyLayer& layer, const SetOutputs& action,
                                     std::uint64_t seed) {
    if (action.outputs < 1 || action.groups < 1) return std::nullopt;
    if (const auto* linear = std::get_if<Linear>(&layer); linear != nullptr && linear->weight)
        return resized(*linear, action.outputs, linear->weight->shape().w, seed);
    const auto* conv = std::get_if<Conv2d>(&layer);
    if (conv == nullptr) return std::nullopt;
    KernelExtents to = extents_of(*conv);
    to.outputs = action.outputs;
    to.groups = action.groups;
    if (to.outputs % to.groups != 0 || to.inputs % to.groups != 0) return std::nullopt;
    return resized(*conv, to, seed);
}

/// Numbers that the outputs have, all together.
std::size_t weights_of(const AnyLayer& layer, int outputs) {
    const auto* linear = std::get_if<Linear>(&layer);
    const auto* conv = std::get_if<Conv2d>(&layer);
    const Weights weight = linear != nullptr ? linear->weight
                           : conv != nullptr ? conv->weight
                                             : Weights();
    if (!weight) return 0;
    const Shape& shape = weight->shape();
    const auto now = static_cast<std::size_t>(linear != nullptr ? shape.h : shape.n);
    return shape.count() / std::max<std::size_t>(now, 1) * static_cast<std::size_t>(outputs);
}

Result<Document> apply(const Document& document, const SetOutputs& action) {
    if (const auto there = check_index(document, action.at); !there) return error_of(there);
    const AnyLayer& layer = document.layers[action.at].layer;
    if (weights_of(layer, std::max(action.outputs, 1)) > most_weights)
        return fail(ErrorCode::too_large, say("{0} outputs have too many weights", action.outputs),
                    say("use fewer"));
    auto next_layer = with_outputs(layer, action, document.seed + action.at);
    if (!next_layer)
        return fail(
            ErrorCode::bad_argument,
            say("this layer cannot have {0} outputs in {1} groups", action.outputs, action.groups),
            say("make groups a divisor of the channels"));
    Document next = document;
    next.layers[action.at].layer = std::move(*next_layer);
    return next;
}

Result<Document> apply(const Document& document, const FitLayers& action) {
    if (const auto there = check_index(document, action.from); !there) return error_of(there);
    Document next = document;
    next.layers = fitted_layers(document, action.from);
    return next;
}

Result<Document> apply(const Document& document, const RenameLayer& action) {
    if (const auto there = check_index(document, action.at); !there) return error_of(there);
    Document next = document;
    next.layers[action.at].name = action.name;
    return next;
}

/// The network's input with a layer of its own, for actions on the input alone.
Document over_input(const Document& network) {
    Document part = network;
    part.layers = {NetworkLayer{.layer = Layer{}}};
    return part;
}

Result<Document> apply(const Document& document, const SetLayers& action) {
    if (action.layers.empty())
        return fail(ErrorCode::bad_argument, say("the network has no layers"),
                    say("give it at least one"));
    auto next =
        action.input ? update(over_input(document), *action.input) : Result<Document>(document);
    if (!next) return next;
    next->layers = action.layers;
    next->grad_output.reset();
    return next;
}

/// Whether the one layer of a document stands for a convolution.
bool is_windows_of_conv(const Document& part) {
    return part.layer().op == windows_of(Conv2d{}).op;
}

/// The network with what an action made of its layer `at` alone.
Document put_back(const Document& network, std::size_t at, const Document& part,
                  const Document& changed) {
    Document next = network;
    const auto* conv = std::get_if<Conv2d>(&network.layers[at].layer);
    if (conv != nullptr && is_windows_of_conv(changed))
        next.layers[at].layer = placed_by(*conv, changed.layer().params, network.seed + at);
    else if (!(part.layers == changed.layers))
        next.layers[at].layer = changed.layers.front().layer;
    if (changed.input != part.input) {
        next.input = changed.input;
        next.channel_names = changed.channel_names;
        next.picture = changed.picture;
        next.source = changed.source;
        next.seed = changed.seed;
    }
    if (changed.grad_output != part.grad_output) next.grad_output = changed.grad_output;
    return next;
}

bool reads_input(const Document& network, std::size_t at) {
    return network.layers[at].inputs == std::vector<int>{network_input};
}

/// Nothing, or why an action on the grids or numbers of layer `at` cannot be.
Result<void> check_part(const Document& network, std::size_t at, const DocumentAction& action) {
    const auto on_grid = [&](Grid grid) -> Result<void> {
        if (grid == Grid::input && !reads_input(network, at))
            return fail(ErrorCode::bad_argument,
                        say("these cells are what the layers before put out"),
                        say("look at the first layer to change the input"));
        if (grid == Grid::grad_output && at + 1 < network.layers.size())
            return fail(ErrorCode::bad_argument,
                        say("this gradient comes back from the layers behind"),
                        say("look at the last layer to change it"));
        return {};
    };
    const bool pooling = std::holds_alternative<Layer>(network.layers[at].layer);
    const bool windows = pooling || std::holds_alternative<Conv2d>(network.layers[at].layer);
    if (const auto* cell = std::get_if<SetCell>(&action)) return on_grid(cell->grid);
    if (const auto* line = std::get_if<PaintLine>(&action)) return on_grid(line->grid);
    if (const auto* reset = std::get_if<ResetGrid>(&action)) return on_grid(reset->grid);
    const bool on_pooling =
        std::holds_alternative<SetOperator>(action) || std::holds_alternative<SetDialect>(action);
    const bool on_windows = std::holds_alternative<SetParams>(action);
    if ((on_pooling && !pooling) || (on_windows && !windows))
        return fail(ErrorCode::bad_argument, say("this layer is no pooling layer"),
                    say("look at one that is"));
    return {};
}

bool is_on_input(const DocumentAction& action) {
    return std::holds_alternative<ResizeInput>(action) ||
           std::holds_alternative<FillInput>(action) ||
           std::holds_alternative<ReplaceInput>(action) ||
           std::holds_alternative<ShiftInput>(action);
}

}  // namespace

Result<Document> update(const Document& document, const LayersAction& action) {
    return std::visit([&](const auto& one) { return apply(document, one); }, action);
}

Result<Document> update_at(const Document& network, std::size_t at, const Document& part,
                           const DocumentAction& action) {
    if (!is_network(network) || std::holds_alternative<LayersAction>(action))
        return update(network, action);
    // Whatever is looked at, the input is the network's.
    const Document one =
        is_on_input(action) && !reads_input(network, at) ? over_input(network) : part;
    if (const auto checked = check_part(network, at, action); !checked) return error_of(checked);
    return update(one, action).map([&](const Document& changed) {
        return put_back(network, at, one, changed);
    });
}

}  // namespace poolscope::model
