/// Opens networks by their files' names.
#include "cli/network_argument.hpp"

#include <algorithm>

#include <CLI/CLI.hpp>

#include "cli/arguments.hpp"
#include "cli/message.hpp"
#include "i18n/tr.hpp"
#include "io/load.hpp"

namespace poolscope::cli {

namespace {

using i18n::tr;

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

/// The most bytes of a program that are read: more are refused by its reader, with their number.
constexpr std::size_t most_program_bytes = std::size_t{1} << 20;

bool has_program_name(const std::filesystem::path& path) {
    return path.extension() == ".py" || path.extension() == ".txt";
}

Result<io::OnnxNetwork> program_network(const std::string& path, const std::optional<Shape>& shape,
                                        std::uint64_t seed) {
    const auto bytes = io::read_file(path, most_program_bytes);
    if (!bytes) return error_of(bytes);
    const std::string_view code(reinterpret_cast<const char*>(bytes->data()), bytes->size());
    auto read = parse_network(code, {.seed = seed, .input = shape});
    const auto unknown_shape = [] {
        return fail(ErrorCode::bad_argument,
                    say("the code does not say the shape of the network's input"),
                    say("give it: --input-shape 1,3,224,224"));
    };
    if (!read && read.error().code == ErrorCode::bad_argument) return unknown_shape();
    if (!read) return error_of(read);
    if (!read->input) return unknown_shape();
    io::OnnxNetwork result;
    result.network = std::move(read->network);
    result.input = *read->input;
    result.output_layer = static_cast<int>(result.network.layers.size()) - 1;
    result.notes = std::move(read->notes);
    const NetworkShapes shapes = shapes_of(result.network, result.input);
    if (read->flat && !shapes.error) {
        const Shape& output = shapes.outputs.back();
        result.output_dims = {output.n, std::int64_t{output.c} * output.h * output.w};
    }
    return result;
}

Result<io::OnnxNetwork> onnx_network(const std::string& path, const std::optional<Shape>& shape) {
    const auto bytes = io::read_file(path, io::max_onnx_bytes);
    if (!bytes) return error_of(bytes);
    auto folder = std::filesystem::path(path).parent_path();
    if (folder.empty()) folder = ".";
    return io::read_onnx(*bytes, {.folder = std::move(folder), .input_shape = shape});
}

}  // namespace

void add_network_argument(CLI::App& app, NetworkArgument& argument, bool required, bool seeds) {
    app.add_option("NET", argument.path,
                   tr("network: .onnx, a program's text (.py, .txt), or a scene (.pool.toml)"))
        ->required(required)
        ->type_name("");
    if (seeds)
        app.add_option("--seed", argument.seed,
                       tr("a program's weights, which its text does not have (default: 1)"))
            ->type_name("N");
}

tl::expected<io::OnnxNetwork, Failure> open_network(const NetworkArgument& argument,
                                                    const std::optional<Shape>& shape) {
    std::uint64_t seed = 1;
    if (!argument.seed.empty()) {
        const auto given = parse_seed(argument.seed, "--seed");
        if (!given) return command_fault(given.error());
        seed = *given;
    }
    const std::string& path = argument.path;
    if (io::has_scene_name(path)) {
        auto scene = scene_network(path, shape);
        if (!scene) return input_fault(scene.error());
        return std::move(*scene);
    }
    auto opened =
        has_program_name(path) ? program_network(path, shape, seed) : onnx_network(path, shape);
    if (opened) return std::move(*opened);
    Error error = opened.error();
    const bool names_it = error.code == ErrorCode::not_found || error.code == ErrorCode::unreadable;
    if (!names_it) error.what = say("\"{0}\": {1}", path, error.located());
    error.place = {};
    return input_fault(std::move(error));
}

void print_notes(const io::OnnxNetwork& opened) {
    for (const Message& note : opened.notes) print_warning(tr(note));
    if (opened.unread)
        print_warning(tr(say("the list ends early: {0}", opened.unread->sentence())));
}

Result<int> layer_named(const Network& network, const std::string& text) {
    return layer_index(network.layers, text).map([](std::size_t index) {
        return static_cast<int>(index);
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
