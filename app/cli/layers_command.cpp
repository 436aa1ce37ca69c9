/// `poolscope layers NET`: the ledger of a network.
#include <algorithm>
#include <memory>

#include <CLI/CLI.hpp>

#include "cli/arguments.hpp"
#include "cli/commands.hpp"
#include "cli/network_argument.hpp"
#include "cli/stdout_text.hpp"
#include "export/ledger.hpp"
#include "i18n/tr.hpp"

namespace poolscope::cli {
namespace {

using exporting::LedgerFormat;
using i18n::tr;

struct LayersArguments {
    NetworkArgument network;
    std::string input_shape;
    bool json = false;
    bool csv = false;
    bool markdown = false;
    bool latex = false;
};

/// "1,3,224,224", as far as such an array can be.
Result<Shape> input_shape(const std::string& text) {
    const auto parsed = parse_shape(text, "--input-shape", 4);
    if (!parsed) return error_of(parsed);
    const Shape& shape = parsed->shape;
    const auto extents = {shape.n, shape.c, shape.h, shape.w};
    const double cells = static_cast<double>(shape.n) * shape.c * shape.h * shape.w;
    if (std::ranges::max(extents) > max_extent || cells > static_cast<double>(max_cells))
        return fail(ErrorCode::too_large, say("--input-shape {0} has too many cells", text),
                    say("make it smaller"));
    return shape;
}

LedgerFormat format_of(const LayersArguments& arguments) {
    if (arguments.json) return LedgerFormat::json;
    if (arguments.csv) return LedgerFormat::csv;
    if (arguments.markdown) return LedgerFormat::markdown;
    return arguments.latex ? LedgerFormat::latex : LedgerFormat::table;
}

Outcome run(const LayersArguments& arguments) {
    if (arguments.json + arguments.csv + arguments.markdown + arguments.latex > 1)
        return command_fault(say("one form is printed, and several are asked for"),
                             say("leave all but one out"));
    std::optional<Shape> shape;
    if (!arguments.input_shape.empty()) {
        const auto parsed = input_shape(arguments.input_shape);
        if (!parsed) return command_fault(parsed.error());
        shape = *parsed;
    }
    const auto opened = open_network(arguments.network, shape);
    if (!opened) return error_of(opened);
    const NetworkShapes shapes = shapes_of(opened->network, opened->input);
    StdoutText out;
    out.write(exporting::ledger_text(exporting::ledger_of(opened->network, opened->input, shapes),
                                     format_of(arguments)));
    if (const auto written = out.finish(); !written) return input_fault(written.error());
    if (shapes.error) return input_fault(*shapes.error);
    print_notes(*opened);
    return {};
}

std::function<Outcome()> attach(CLI::App& app) {
    auto arguments = std::make_shared<LayersArguments>();
    add_network_argument(app, arguments->network, true, true);
    app.add_option("--input-shape", arguments->input_shape,
                   tr("the input's samples, channels, rows and columns (default: the file's)"))
        ->type_name("N,C,H,W");
    app.add_flag("--json", arguments->json, tr("as JSON"));
    app.add_flag("--csv", arguments->csv, tr("as CSV, a row a layer"));
    app.add_flag("--markdown", arguments->markdown, tr("as a table of Markdown"));
    app.add_flag("--latex", arguments->latex, tr("as a tabular of LaTeX"));
    return [arguments] { return run(*arguments); };
}

}  // namespace

const Command layers_command{
    "layers", word("List a network's layers, with what each costs and sees"), attach};

}  // namespace poolscope::cli
