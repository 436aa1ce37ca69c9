/// Takes the layer's modules out of a network of that layer alone.
#include "session/layer_code.hpp"

#include <array>

#include "session/layer_commands.hpp"

namespace poolscope::session {

namespace {

constexpr std::array forms{LayerForm{"pytorch", "PyTorch", "pytorch-sequential"},
                           LayerForm{"keras", "Keras", "keras"}};
constexpr std::string_view indent = "    ";

/// The lines within the brackets of `model = nn.Sequential(`, but for what says the input.
std::vector<std::string> modules_in(std::string_view text) {
    std::vector<std::string> modules;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!line.starts_with(indent)) continue;
        line.remove_prefix(indent.size());
        if (line.ends_with(',')) line.remove_suffix(1);
        if (!line.starts_with("keras.Input(")) modules.emplace_back(line);
    }
    return modules;
}

}  // namespace

std::span<const LayerForm> layer_forms() {
    return forms;
}

Result<std::vector<std::string>> layer_code(Session& session, const LayerForm& form) {
    const NetworkShapes& shapes = session.store.outputs().shapes;
    if (session.store.at() >= shapes.outputs.size() && shapes.error)
        return tl::unexpected<Error>(*shapes.error);
    const NetworkLayer& layer = shown_layer(session);
    if (layer.inputs.size() != 1)
        return fail(ErrorCode::not_expressible,
                    say("a layer of several inputs, or none, is no module of its own"),
                    say("copy the whole network as code"));
    const auto writer = find_network_form(form.form);
    if (!writer) return error_of(writer);
    const Network alone{{NetworkLayer{.layer = layer.layer}}};
    return (*writer)->write(alone, shape_read(session)).map(modules_in);
}

}  // namespace poolscope::session
