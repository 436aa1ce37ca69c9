/// `poolscope code [layer options]`: the layer as a call in each framework.
#include <memory>

#include <CLI/CLI.hpp>

#include "cli/arguments.hpp"
#include "cli/commands.hpp"
#include "cli/layer_arguments.hpp"
#include "cli/message.hpp"
#include "cli/stdout_text.hpp"
#include "i18n/tr.hpp"

namespace poolscope::cli {
namespace {

using i18n::tr;
using i18n::trf;

struct CodeArguments {
    std::string input = "1,3,224,224";
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

Outcome run(const CodeArguments& arguments) {
    const auto parsed = parse_shape(arguments.input, "--input-shape");
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
    app.add_option("--input-shape", arguments->input,
                   tr("what the layer is laid over (default: 1,3,224,224)"))
        ->type_name("W|H,W|C,H,W|N,C,H,W");
    add_layer_options(app, arguments->layer);
    return [arguments] { return run(*arguments); };
}

}  // namespace

const Command code_command{"code", word("Print a layer as a call in each framework"), attach};

}  // namespace poolscope::cli
