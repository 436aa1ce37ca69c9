/// `poolscope run NET IN -o OUT`: a network's output, or any layer's.
#include <algorithm>
#include <memory>

#include <CLI/CLI.hpp>

#include "cli/arguments.hpp"
#include "cli/array_file.hpp"
#include "cli/commands.hpp"
#include "cli/message.hpp"
#include "cli/network_argument.hpp"
#include "cli/reading_options.hpp"
#include "cli/write_together.hpp"
#include "i18n/tr.hpp"
#include "io/folders.hpp"
#include "io/narrow.hpp"

namespace poolscope::cli {
namespace {

using i18n::tr;

struct RunArguments {
    std::string network;
    std::string input;
    std::string output;
    std::string layer;
    std::string all;
    std::string layout;
    std::string array;
};

/// What all outputs may take together, in bytes.
constexpr std::size_t most_bytes = std::size_t{8} << 30;

/// The layer that is asked for: by its number from 1 or its name; else the file's output.
Result<int> layer_of(const RunArguments& arguments, const io::OnnxNetwork& opened) {
    const auto& layers = opened.network.layers;
    if (arguments.layer.empty()) {
        if (opened.unread && arguments.all.empty()) return tl::unexpected(*opened.unread);
        return opened.output_layer;
    }
    const auto named = std::ranges::find(layers, arguments.layer, &NetworkLayer::name);
    if (named != layers.end()) return static_cast<int>(named - layers.begin());
    const auto number = parse_int(arguments.layer, "--layer");
    const int count = static_cast<int>(layers.size());
    if (number && *number >= 1 && *number <= count) return *number - 1;
    return fail(ErrorCode::bad_argument,
                say("--layer {0} is none of the network's", arguments.layer),
                say("give a number from 1 to {0}, or a name that `poolscope layers` lists", count));
}

Result<void> check_memory(const Network& network, const Shape& input, bool keep_all) {
    const NetworkShapes shapes = shapes_of(network, input);
    if (shapes.error) return tl::unexpected(*shapes.error);
    const std::size_t bytes = activation_bytes(network, shapes, keep_all);
    if (bytes <= most_bytes) return {};
    return fail(ErrorCode::too_large,
                say("the layers' outputs would take {0} bytes, more than {1}", bytes, most_bytes),
                say("use a smaller input"));
}

/// "03-conv1.npy": a name that every file system takes.
std::string file_name(std::size_t index, std::size_t count, std::string name) {
    for (char& c : name) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
        if (!plain) c = '_';
    }
    std::string number = std::to_string(index + 1);
    number.insert(0, std::to_string(count).size() - number.size(), '0');
    return number + "-" + name.substr(0, 100) + ".npy";
}

/// A layer's output as its file gets it: the axes that the network's file counts where it is the
/// network's own, else (n, c, h, w).
ArrayFile file_of(const io::OnnxNetwork& opened, int layer, const Tensor<float>& output) {
    const auto& dims = opened.output_dims;
    if (layer != opened.output_layer || dims.empty() || dims.size() > 4)
        return {.tensor = output, .rank = 4};
    int extents[4] = {1, 1, 1, 1};
    for (std::size_t i = 0; i < dims.size(); ++i)
        extents[4 - dims.size() + i] = static_cast<int>(dims[i]);
    const auto cells = output.cells();
    return {.tensor = Tensor<float>({extents[0], extents[1], extents[2], extents[3]},
                                    {cells.begin(), cells.end()}),
            .rank = static_cast<int>(dims.size())};
}

Outcome write_outputs(const RunArguments& arguments, const io::OnnxNetwork& opened, int layer,
                      const std::vector<Tensor<float>>& outputs) {
    std::vector<OutputFile> files;
    const auto add = [&](const std::filesystem::path& path, int index) -> Result<void> {
        const ArrayFile file = file_of(opened, index, outputs[static_cast<std::size_t>(index)]);
        auto bytes = encode_array(path, file.tensor, file);
        if (!bytes) return error_of(bytes);
        files.push_back({path, std::move(*bytes)});
        return {};
    };
    if (!arguments.output.empty())
        if (const auto added = add(arguments.output, layer); !added)
            return command_fault(added.error());
    if (!arguments.all.empty()) {
        io::make_folder(arguments.all);
        for (std::size_t i = 0; i < outputs.size(); ++i) {
            const auto name = file_name(i, outputs.size(), opened.network.layers[i].name);
            if (const auto added =
                    add(std::filesystem::path(arguments.all) / name, static_cast<int>(i));
                !added)
                return command_fault(added.error());
        }
    }
    if (const auto written = write_together(files); !written) return input_fault(written.error());
    return {};
}

Outcome run(const RunArguments& arguments) {
    if (arguments.output.empty() && arguments.all.empty())
        return command_fault(say("nothing is asked for"), say("give -o OUT or --all DIR"));
    if (const auto named = check_array_name(arguments.output, "-o"); !named)
        return command_fault(named.error());
    const auto layout = io::parse_layout(arguments.layout.empty() ? "nchw" : arguments.layout);
    if (!layout) return command_fault(layout.error());
    const auto input = read_array(arguments.input, *layout, arguments.array);
    if (!input) return input_fault(input.error());
    if (arguments.layout.empty() && input->other_layout_fits())
        warn_of_layout(arguments.input, input->shape(), *layout);
    const auto values = io::narrowed(input->tensor);
    if (!values) return input_fault(values.error());
    if (values->rounded) print_warning(tr(*values->rounded));
    const auto opened = open_network(arguments.network, values->values.shape());
    if (!opened) return input_fault(opened.error());
    const auto layer = layer_of(arguments, *opened);
    if (!layer)
        return arguments.layer.empty() ? Outcome(input_fault(layer.error()))
                                       : Outcome(command_fault(layer.error()));
    const bool keep_all = !arguments.all.empty();
    Network network = opened->network;
    if (!keep_all) network.layers.resize(static_cast<std::size_t>(*layer) + 1);
    const Shape& shape = values->values.shape();
    if (const auto fits = check_memory(network, shape, keep_all); !fits)
        return input_fault(fits.error());
    const auto outputs = forward(network, values->values, {.keep_all = keep_all});
    if (!outputs) return input_fault(outputs.error());
    warn_of_unread(*opened);
    return write_outputs(arguments, *opened, *layer, *outputs);
}

std::function<Outcome()> attach(CLI::App& app) {
    auto arguments = std::make_shared<RunArguments>();
    app.add_option("NET", arguments->network, tr("network: .onnx, or a scene (.pool.toml)"))
        ->required()
        ->type_name("");
    app.add_option("IN", arguments->input,
                   tr("array of its input: .npy of 1 to 4 axes, .npz, or a grid of text (.csv)"))
        ->required()
        ->type_name("");
    app.add_option("-o,--output", arguments->output, tr("where the output goes: .npy, or .csv"))
        ->type_name("OUT");
    app.add_option("--layer", arguments->layer,
                   tr("whose output: a number from 1, or a name (default: the network's)"))
        ->type_name("K|NAME");
    app.add_option("--all", arguments->all,
                   tr("folder for every layer's output: 01-conv.npy, 02-relu.npy, ..."))
        ->type_name("DIR");
    add_layout_option(app, arguments->layout, "nchw");
    add_array_option(app, arguments->array);
    return [arguments] { return run(*arguments); };
}

}  // namespace

const Command run_command{"run", word("Run a network over an array file"), attach};

}  // namespace poolscope::cli
