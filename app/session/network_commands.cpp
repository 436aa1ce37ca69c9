/// Adds, removes and moves layers.
#include "session/network_commands.hpp"

#include <algorithm>

#include "io/number_text.hpp"
#include "model/layer_kinds.hpp"

namespace poolscope::session {

namespace {

/// What a layer at `at` would read, as far as it is known.
Shape shape_read(Session& session, std::size_t at) {
    const auto& shapes = session.store.outputs().shapes.outputs;
    const model::Document& network = session.whole();
    if (at == 0 || shapes.empty()) return network.shape();
    // In a chain the one before; of branches, what the layer in its place reads first.
    std::size_t before = std::min(at, shapes.size()) - 1;
    if (at < network.layers.size()) {
        const auto& inputs = network.layers[at].inputs;
        if (inputs.empty() || inputs.front() == network_input) return network.shape();
        before = std::min(static_cast<std::size_t>(inputs.front()), shapes.size() - 1);
    }
    return shapes[before];
}

/// Pooling with windows that fit what it reads.
Layer new_pooling(const Operator& op, const Shape& input) {
    Layer layer{.op = &op};
    const Extent side{std::min(input.h, 2), std::min(input.w, 2)};
    layer.params.kernel_size = layer.params.stride = side;
    return settled(std::move(layer));
}

std::optional<AnyLayer> made(Session& session, std::string_view id, std::size_t at) {
    const Shape input = shape_read(session, at);
    if (const auto op = find_operator(id)) return new_pooling(**op, input);
    const model::LayerKind* kind = model::find_kind(id);
    if (kind == nullptr) return std::nullopt;
    return model::new_layer(*kind, input, session.whole().seed + session.whole().layers.size());
}

}  // namespace

std::vector<LayerChoice> layer_choices() {
    std::vector<LayerChoice> choices;
    for (const Operator* op : operators())
        choices.push_back({std::string(op->id), tr_name(op->name), tr_name(op->note), true});
    for (const model::LayerKind& kind : model::layer_kinds())
        if (!kind.joins)
            choices.push_back({std::string(kind.id), tr_name(kind.name), tr_name(kind.note)});
    return choices;
}

void ask_for_layer(Session& session, std::size_t at) {
    session.ask(NewLayerPrompt{at});
}

void add_layer(Session& session, std::string_view id, std::size_t at) {
    auto layer = made(session, id, at);
    if (!layer) return;
    session.emit(model::AddLayer{at, std::move(*layer)});
    session.emit(model::LookAt{at});
}

void change_kind(Session& session, std::string_view id, std::size_t at) {
    if (auto layer = made(session, id, at)) session.emit(model::ChangeLayer{at, std::move(*layer)});
}

void remove_layer(Session& session, std::size_t at) {
    session.emit(model::RemoveLayer{at});
    session.emit(model::LookAt{at > 0 ? at - 1 : 0});
}

void move_layer(Session& session, std::size_t from, std::size_t to) {
    if (from == to || to >= session.whole().layers.size()) return;
    session.emit(model::MoveLayer{from, to});
    session.emit(model::LookAt{to});
}

void duplicate_layer(Session& session, std::size_t at) {
    const auto& layers = session.whole().layers;
    if (at >= layers.size() || !model::is_chain(layers)) return;
    session.emit(model::AddLayer{at + 1, layers[at].layer});
    session.emit(model::LookAt{at + 1});
}

void ask_for_name(Session& session, std::size_t at) {
    const auto& layers = session.whole().layers;
    if (at < layers.size()) session.ask(RenameLayerPrompt{at, layers[at].name});
}

void rename_layer(Session& session, std::size_t at, const std::string& name) {
    session.emit(model::RenameLayer{at, std::string(io::trimmed(io::printable(name)))});
}

void look_further(Session& session, int by) {
    const auto last = static_cast<int>(session.whole().layers.size()) - 1;
    const int at = std::clamp(static_cast<int>(session.store.at()) + by, 0, last);
    session.emit(model::LookAt{static_cast<std::size_t>(at)});
}

bool has_layers(const Session& session) {
    return model::is_network(session.whole());
}

}  // namespace poolscope::session
