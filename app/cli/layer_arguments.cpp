/// Reads the layer options: one number for both axes or two, rows first; padding also by name.
#include "cli/layer_arguments.hpp"

#include <CLI/CLI.hpp>

#include "cli/arguments.hpp"

namespace poolscope::cli {
namespace {

/// "3" or "3,2" as rows and columns.
Result<Extent> parse_extent(const std::string& text, std::string_view option) {
    const auto values = parse_ints(text, option);
    if (!values) {
        return tl::unexpected(values.error());
    }
    if (values->size() > 2) {
        return fail(ErrorCode::bad_argument,
                    std::string(option) + " " + text + " has " + std::to_string(values->size()) +
                        " numbers",
                    "give one number for both axes, or rows,columns");
    }
    return Extent{values->front(), values->back()};
}

Result<Padding> parse_padding(const std::string& text) {
    auto values = parse_ints(text, "--padding");
    if (!values) {
        values.error().remedy += ", or same-upper, same-lower or valid";
        return tl::unexpected(values.error());
    }
    const auto& v = *values;
    switch (v.size()) {
        case 1:
            return Padding{v[0], v[0], v[0], v[0]};
        case 2:
            return Padding{v[0], v[1], v[0], v[1]};
        case 4:
            return Padding{v[0], v[1], v[2], v[3]};
        default:
            return fail(ErrorCode::bad_argument,
                        "--padding " + text + " has " + std::to_string(v.size()) + " numbers",
                        "give one number, rows,columns, or top,left,bottom,right");
    }
}

Result<Padding> padding_of(const std::string& text, const PoolParams& params, const Shape& input) {
    if (text.empty() || text == "valid") {
        return Padding{};
    }
    if (text == "same-upper" || text == "same-lower") {
        return same_padding(input, params, text == "same-upper");
    }
    return parse_padding(text);
}

Result<void> read_extents(const LayerArguments& arguments, PoolParams& params) {
    const auto kernel = parse_extent(arguments.kernel, "--kernel");
    if (!kernel) {
        return tl::unexpected(kernel.error());
    }
    const auto stride =
        arguments.stride.empty() ? kernel : parse_extent(arguments.stride, "--stride");
    if (!stride) {
        return tl::unexpected(stride.error());
    }
    const auto dilation = arguments.dilation.empty()
                              ? Result<Extent>(Extent{1, 1})
                              : parse_extent(arguments.dilation, "--dilation");
    if (!dilation) {
        return tl::unexpected(dilation.error());
    }
    params.kernel_size = *kernel;
    params.stride = *stride;
    params.dilation = *dilation;
    return {};
}

/// What only a mean has: its divisor.
Result<void> read_divisor(const LayerArguments& arguments, const Operator& op, PoolParams& params) {
    if (!op.averages && (arguments.exclude_pad || !arguments.divisor.empty())) {
        return fail(ErrorCode::bad_argument,
                    std::string(arguments.exclude_pad ? "--exclude-pad" : "--divisor") +
                        " means nothing to --op " + std::string(op.id),
                    "leave it out, or use --op avg");
    }
    params.count_include_pad = !arguments.exclude_pad;
    if (!arguments.divisor.empty()) {
        const auto divisor = parse_int(arguments.divisor, "--divisor");
        if (!divisor) {
            return tl::unexpected(divisor.error());
        }
        params.divisor_override = *divisor;
    }
    return {};
}

std::string operator_ids() {
    std::string ids;
    for (const Operator* op : operators()) {
        ids += (ids.empty() ? "" : "|") + std::string(op->id);
    }
    return ids;
}

}  // namespace

void add_layer_options(CLI::App& app, LayerArguments& arguments) {
    const std::string group = "Layer";
    app.add_option("--op", arguments.op, "operator (default: max)")
        ->type_name(operator_ids())
        ->group(group);
    app.add_option("--kernel", arguments.kernel, "kernel_size in cells, rows first")
        ->required()
        ->type_name("K|KH,KW")
        ->group(group);
    app.add_option("--stride", arguments.stride, "stride in cells (default: the kernel)")
        ->type_name("S|SH,SW")
        ->group(group);
    app.add_option("--padding", arguments.padding,
                   "padding in cells, or same-upper, same-lower, valid (default: 0)")
        ->type_name("P|PH,PW|T,L,B,R|NAME")
        ->group(group);
    app.add_option("--dilation", arguments.dilation, "dilation in cells (default: 1)")
        ->type_name("D|DH,DW")
        ->group(group);
    app.add_flag("--ceil-mode", arguments.ceil_mode, "round the output size up")->group(group);
    app.add_flag("--exclude-pad", arguments.exclude_pad,
                 "avg: leave padding out of the divisor (count_include_pad=False)")
        ->group(group);
    app.add_option("--divisor", arguments.divisor, "avg: divide by N (divisor_override)")
        ->type_name("N")
        ->group(group);
}

Result<Layer> make_layer(const LayerArguments& arguments, const Shape& input) {
    const auto op = find_operator(arguments.op);
    if (!op) {
        return tl::unexpected(op.error());
    }
    Layer layer{*op, {}};
    layer.params.ceil_mode = arguments.ceil_mode;
    if (const auto read = read_extents(arguments, layer.params); !read) {
        return tl::unexpected(read.error());
    }
    if (const auto read = read_divisor(arguments, *layer.op, layer.params); !read) {
        return tl::unexpected(read.error());
    }
    const auto padding = padding_of(arguments.padding, layer.params, input);
    if (!padding) {
        return tl::unexpected(padding.error());
    }
    layer.params.padding = *padding;
    const auto geometry = make_geometry(input, layer.params);
    if (!geometry) {
        return tl::unexpected(geometry.error());
    }
    return layer;
}

}  // namespace poolscope::cli
