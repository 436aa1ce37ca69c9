/// `poolscope code [layer options]`: the layer as a call in each framework; `poolscope code NET`:
/// a network as a program, or as an ONNX file with its weights.
#include <memory>

#include <CLI/CLI.hpp>

#include "cli/arguments.hpp"
#include "cli/commands.hpp"
#include "cli/layer_arguments.hpp"
#include "cli/message.hpp"
#include "cli/network_argument.hpp"
#include "cli/stdout_text.hpp"
#include "cli/write_together.hpp"
#include "i18n/tr.hpp"

namespace poolscope::cli {
namespace {

using i18n::tr;
using i18n::trf;

struct CodeArguments {
    std::string input;
    NetworkArgument network;
    std::string form;
    std::string output;
    std::string network_layer;
    LayerArguments layer;
};

/// One line a framework: its call, or why it has none.
std::string calls_of(const Layer& layer, const Shape& input) {
    std::string text;
    for (const Dialect* dialect : dialects()) {
        if (dialect->call == nullptr) continue;
        const auto call = dialect->call(layer, input);
        text += std::string(dialect->id) + ": " +
                (call ? *call : trf("none, since {0}", call.error().what)) + '\n';
    }
    return text;
}

/// Writes to standard output, or to the file that is named.
Outcome write_text(const std::string& text, const std::string& file) {
    if (!file.empty()) {
        const auto bytes = io::as_bytes(text);
        const OutputFile output{file, {bytes.begin(), bytes.end()}};
        const auto written = write_together(std::span(&output, 1));
        if (!written) return input_fault(written.error());
        return {};
    }
    StdoutText out;
    out.write(text);
    if (const auto written = out.finish(); !written) return input_fault(written.error());
    return {};
}

/// One layer as a network of its own, over what it reads.
Result<io::OnnxNetwork> one_layer(const io::OnnxNetwork& opened, const std::string& asked) {
    const auto index = layer_index(opened.network.layers, asked);
    if (!index) return error_of(index);
    NetworkLayer layer = opened.network.layers[*index];
    const NetworkShapes shapes = shapes_of(opened.network, opened.input);
    if (shapes.error && shapes.outputs.size() <= *index) return tl::unexpected(*shapes.error);
    if (layer.inputs.size() != 1)
        return fail(ErrorCode::bad_argument,
                    say("--layer {0} reads {1} others", asked, layer.inputs.size()),
                    say("write the whole network"));
    io::OnnxNetwork alone;
    const int from = layer.inputs.front();
    alone.input =
        from == network_input ? opened.input : shapes.outputs[static_cast<std::size_t>(from)];
    layer.inputs = {network_input};
    alone.network.layers.push_back(std::move(layer));
    return alone;
}

/// What means nothing beside a network, or without one.
Result<void> check_words(const CodeArguments& arguments) {
    const bool network = !arguments.network.path.empty();
    const bool onnx = io::has_onnx_name(arguments.output);
    LayerArguments layer = arguments.layer;
    layer.seed.clear();  // a network's too
    if (network && (says_layer(layer) || says_windows(layer)))
        return fail(ErrorCode::bad_argument, say("NET is a network, and layer options are given"),
                    say("leave one of them out"));
    if (!network &&
        !(arguments.form.empty() && arguments.output.empty() && arguments.network_layer.empty()))
        return fail(ErrorCode::bad_argument, say("--for, -o and --layer are of a network"),
                    say("name its file"));
    if (onnx && !arguments.form.empty())
        return fail(ErrorCode::bad_argument, say("an ONNX file is no code, and --for asks for it"),
                    say("leave one of them out"));
    if (!onnx && !arguments.output.empty() && !arguments.output.ends_with(".py") &&
        !arguments.output.ends_with(".txt"))
        return fail(ErrorCode::bad_argument, say("\"{0}\" is no name of code", arguments.output),
                    say("end it in .py, .txt or .onnx"));
    return {};
}

Outcome run_network(const CodeArguments& arguments) {
    std::optional<Shape> shape;
    if (!arguments.input.empty()) {
        const auto parsed = parse_shape(arguments.input, "--input-shape");
        if (!parsed) return command_fault(parsed.error());
        shape = parsed->shape;
    }
    const auto form = find_network_form(arguments.form.empty() ? "pytorch" : arguments.form);
    if (!form) return command_fault(form.error());
    NetworkArgument argument = arguments.network;
    argument.seed = arguments.layer.seed;
    auto opened = open_network(argument, shape);
    if (!opened) return error_of(opened);
    if (opened->unread) return input_fault(*opened->unread);
    opened->network.layers.resize(static_cast<std::size_t>(opened->output_layer) + 1);
    const bool onnx = io::has_onnx_name(arguments.output);
    if (onnx) print_notes(*opened);
    if (!arguments.network_layer.empty()) {
        auto alone = one_layer(*opened, arguments.network_layer);
        if (!alone) return command_fault(alone.error());
        *opened = std::move(*alone);
        const auto* const layer = std::get_if<Layer>(&opened->network.layers.front().layer);
        if (layer != nullptr && arguments.form.empty() && !onnx)
            return write_text(calls_of(*layer, opened->input), arguments.output);
    }
    if (onnx) {
        auto bytes = io::write_onnx(opened->network, opened->input);
        if (!bytes) return input_fault(bytes.error());
        const OutputFile file{arguments.output, std::move(*bytes)};
        const auto written = write_together(std::span(&file, 1));
        if (!written) return input_fault(written.error());
        return {};
    }
    const auto text = (*form)->write(opened->network, opened->input);
    if (!text) return input_fault(text.error());
    return write_text(*text, arguments.output);
}

Outcome run(const CodeArguments& arguments) {
    if (const auto checked = check_words(arguments); !checked)
        return command_fault(checked.error());
    if (!arguments.network.path.empty()) return run_network(arguments);
    const auto parsed =
        parse_shape(arguments.input.empty() ? "1,3,224,224" : arguments.input, "--input-shape");
    if (!parsed) return command_fault(parsed.error());
    const LayerInput input{parsed->shape, parsed->axes == 1};
    const auto rules = choose_rules(arguments.layer);
    if (!rules) return command_fault(rules.error());
    const auto chosen = make_layer(arguments.layer, *rules, input);
    if (!chosen) return error_of(chosen);
    for (const Message& warning : chosen->warnings) print_warning(tr(warning));
    if (rules->pasted && !rules->pasted->layout.empty()) {
        print_warning(trf("--code says that arrays are {0}, which the calls do not say",
                          rules->pasted->layout));
    }
    StdoutText out;
    out.write(calls_of(chosen->placed.layer, input.shape));
    if (const auto written = out.finish(); !written) return input_fault(written.error());
    return {};
}

std::function<Outcome()> attach(CLI::App& app) {
    auto arguments = std::make_shared<CodeArguments>();
    add_network_argument(app, arguments->network, false, false);
    std::string forms;
    for (const NetworkForm* const form : network_forms())
        forms += (forms.empty() ? "" : "|") + std::string(form->id);
    app.add_option("--for", arguments->form, tr("the form of a network's code (default: pytorch)"))
        ->type_name(forms);
    app.add_option("-o,--output", arguments->output,
                   tr("where a network goes: .py or .txt for code, .onnx with its weights"))
        ->type_name("OUT");
    app.add_option("--layer", arguments->network_layer,
                   tr("one layer of a network: a number from 1, or a name"))
        ->type_name("K|NAME");
    app.add_option("--input-shape", arguments->input,
                   tr("what the layer is laid over (default: 1,3,224,224; a network's own)"))
        ->type_name("W|H,W|C,H,W|N,C,H,W");
    add_layer_options(app, arguments->layer);
    return [arguments] { return run(*arguments); };
}

}  // namespace

const Command code_command{
    "code", word("Print a layer as a call in each framework, or a network as code"), attach};

}  // namespace poolscope::cli
