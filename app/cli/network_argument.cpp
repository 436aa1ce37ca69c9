/// Opens networks by their files' names.
#include "cli/network_argument.hpp"

#include <algorithm>

#include "cli/arguments.hpp"
#include "io/load.hpp"

namespace poolscope::cli {

namespace {

Result<io::OnnxNetwork> scene_network(const std::string& path, const std::optional<Shape>& shape) {
    const auto opened = io::open_document(path);
    if (!opened) return error_of(opened);
    io::OnnxNetwork result;
    result.input = shape.value_or(opened->document.shape());
    result.network.layers = opened->document.layers;
    for (std::size_t i = 0; i < result.network.layers.size(); ++i) {
        NetworkLayer& one = result.network.layers[i];
        if (one.name.empty())
            one.name = std::string(kind_id(one.layer)) + "_" + std::to_string(i + 1);
    }
    result.output_layer = static_cast<int>(result.network.layers.size()) - 1;
    return result;
}

}  // namespace

Result<io::OnnxNetwork> open_network(const std::string& path, const std::optional<Shape>& shape) {
    if (io::has_scene_name(path)) return scene_network(path, shape);
    const auto bytes = io::read_file(path, io::max_onnx_bytes);
    if (!bytes) return error_of(bytes);
    auto folder = std::filesystem::path(path).parent_path();
    if (folder.empty()) folder = ".";
    return io::read_onnx(*bytes, {.folder = std::move(folder), .input_shape = shape})
        .map_error([&path](Error error) {
            error.what = say("\"{0}\": {1}", path, error.what);
            return error;
        });
}

Result<std::size_t> layer_index(const std::vector<NetworkLayer>& layers, const std::string& text) {
    const auto named = std::ranges::find(layers, text, &NetworkLayer::name);
    if (named != layers.end()) return static_cast<std::size_t>(named - layers.begin());
    const auto number = parse_int(text, "--layer");
    const int count = static_cast<int>(layers.size());
    if (number && *number >= 1 && *number <= count) return static_cast<std::size_t>(*number - 1);
    return fail(ErrorCode::bad_argument, say("--layer {0} is none of the network's", text),
                say("give a number from 1 to {0}, or a name that `poolscope layers` lists", count));
}

}  // namespace poolscope::cli
