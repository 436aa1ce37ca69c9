/// The layer options as the help lists them.
#include <CLI/CLI.hpp>

#include "cli/layer_arguments.hpp"
#include "i18n/tr.hpp"
#include "io/number_parameters.hpp"

namespace poolscope::cli {
namespace {

using i18n::tr;
using i18n::trf;

/// The heading that the layer's options stand under.
const char* group() {
    return tr("help|Layer");
}

template <class Row>
std::string ids_of(std::span<const Row* const> rows) {
    std::string ids;
    for (const Row* row : rows) ids += (ids.empty() ? "" : "|") + std::string(row->id);
    return ids;
}

/// "lp: power p", for every operator that takes the number.
std::string description_of(const NumberParameter& number) {
    std::string takers;
    for (const Operator* op : operators())
        if (io::takes(*op, number.id)) takers += (takers.empty() ? "" : ", ") + std::string(op->id);
    return trf("{0}: {1}", takers, named(number.name));
}

void add_window_options(CLI::App& app, LayerArguments& arguments) {
    app.add_option("--kernel", arguments.kernel, tr("kernel_size in cells, rows first"))
        ->type_name("K|KH,KW")
        ->group(group());
    app.add_option("--stride", arguments.stride,
                   tr("stride in cells (default: the kernel; 1 in ONNX)"))
        ->type_name("S|SH,SW")
        ->group(group());
    app.add_option("--padding", arguments.padding,
                   tr("padding in cells, or same-upper, same-lower, valid (default: 0)"))
        ->type_name("P|PH,PW|T,L,B,R|NAME")
        ->group(group());
    app.add_option("--dilation", arguments.dilation, tr("dilation in cells (default: 1)"))
        ->type_name("D|DH,DW")
        ->group(group());
    app.add_flag("--ceil-mode", arguments.ceil_mode, tr("round the output size up"))
        ->group(group());
    app.add_option("--output-size", arguments.output_size,
                   tr("adaptive windows: so many outputs; fractional: needed"))
        ->type_name("N|OH,OW")
        ->group(group());
    app.add_flag("--global", arguments.global, tr("one window: the whole plane"))->group(group());
    app.add_option("--channel-group", arguments.channel_group,
                   tr("maxout: channels that one window spans (default: 2)"))
        ->type_name("G")
        ->group(group());
}

void add_operator_options(CLI::App& app, LayerArguments& arguments) {
    app.add_flag("--exclude-pad", arguments.exclude_pad,
                 tr("avg: leave padding out of the divisor (count_include_pad=False)"))
        ->group(group());
    app.add_option("--divisor", arguments.divisor, tr("avg: divide by N (divisor_override)"))
        ->type_name("N")
        ->group(group());
    for (const NumberParameter* number : io::number_parameters()) {
        std::string name = "--" + std::string(number->id);
        std::ranges::replace(name, '_', '-');
        app.add_option(name, arguments.numbers[std::string(number->id)], description_of(*number))
            ->type_name(std::string(number->symbol))
            ->group(group());
    }
    app.add_option("--seed", arguments.seed,
                   tr("stochastic, fractional: what is drawn (default: 1)"))
        ->type_name("N")
        ->group(group());
}

}  // namespace

void add_layer_options(CLI::App& app, LayerArguments& arguments) {
    app.add_option("--op", arguments.op, tr("operator (default: max)"))
        ->type_name(ids_of(operators()))
        ->group(group());
    add_window_options(app, arguments);
    add_operator_options(app, arguments);
    app.add_option("--dialect", arguments.dialect,
                   tr("whose rules, limits and defaults hold (default: explicit, or the code's)"))
        ->type_name(ids_of(dialects()))
        ->group(group());
    app.add_option("--code", arguments.code,
                   tr("the layer as a framework's call, as \"nn.MaxPool2d(3, stride=2)\""))
        ->type_name("CALL")
        ->group(group());
}

void add_beside_options(CLI::App& app, LayerArguments& arguments) {
    app.add_option("--samples", arguments.samples,
                   tr("fractional: samples of [0, 1), shape (N, C, 2), in place of drawn ones"))
        ->type_name("FILE")
        ->group(tr("help|Arrays beside the input"));
    app.add_option("--scores", arguments.scores,
                   tr("attention: the score of each cell, shape (H, W) (default: 0)"))
        ->type_name("FILE")
        ->group(tr("help|Arrays beside the input"));
}

}  // namespace poolscope::cli
