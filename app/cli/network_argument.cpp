/// Opens networks by their files' names.
#include "cli/network_argument.hpp"

#include "cli/message.hpp"
#include "i18n/tr.hpp"
#include "io/load.hpp"

namespace poolscope::cli {

namespace {

Result<io::OnnxNetwork> scene_network(const std::string& path, const std::optional<Shape>& shape) {
    const auto opened = io::open_document(path);
    if (!opened) return error_of(opened);
    io::OnnxNetwork result;
    result.input = shape.value_or(opened->document.shape());
    for (const Layer& layer : opened->document.layers) {
        const int index = static_cast<int>(result.network.layers.size());
        const std::string name = layer.name.empty()
                                     ? std::string(layer.op->id) + "_" + std::to_string(index + 1)
                                     : layer.name.english();
        result.network.layers.push_back({name, layer, {index - 1}});
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

void warn_of_unread(const io::OnnxNetwork& opened) {
    if (opened.unread)
        print_warning(i18n::tr(say("the list ends early: {0}", opened.unread->sentence())));
}

}  // namespace poolscope::cli
