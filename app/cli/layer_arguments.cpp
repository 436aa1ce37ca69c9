/// Reads the layer options: one number for both axes or two, rows first; padding also by name.
#include "cli/layer_arguments.hpp"

#include <algorithm>
#include <utility>

#include "cli/arguments.hpp"
#include "cli/array_file.hpp"
#include "cli/option_rules.hpp"
#include "io/layer_numbers.hpp"
#include "io/number_parameters.hpp"
#include "poolscope/layer.hpp"

namespace poolscope::cli {
namespace {

Result<void> read_padding(const std::string& text, bool one_axis, PoolParams& params) {
    if (text.empty()) return {};
    for (const io::PaddingName& named : io::padding_names) {
        std::string hyphened(named.name);
        std::ranges::replace(hyphened, '_', '-');
        if (text == hyphened) {
            params.padding_mode = named.value;
            return {};
        }
    }
    auto values = parse_ints(text, "--padding");
    if (!values) {
        values.error().remedy =
            say("{0}, or same-upper, same-lower or valid", values.error().remedy);
        return error_of(values);
    }
    const auto padding = io::padding_of(*values, one_axis);
    if (!padding) {
        return fail(ErrorCode::bad_argument,
                    say("--padding {0} has {1} numbers", text, values->size()),
                    say("give one number, rows,columns, or top,left,bottom,right"));
    }
    params.padding = *padding;
    return {};
}

/// Reads "3" or "3,2" as rows and columns, on a single row one number as the columns'; `out` keeps
/// its value where the option was left out.
Result<void> read_extent(const std::string& text, std::string_view option, bool one_axis,
                         Extent& out) {
    if (text.empty()) return {};
    const auto values = parse_ints(text, option);
    if (!values) return error_of(values);
    const auto extent = io::extent_of(*values, one_axis);
    if (!extent) {
        return fail(ErrorCode::bad_argument,
                    say("{0} {1} has {2} numbers", option, text, values->size()),
                    say("give one number for both axes, or rows,columns"));
    }
    out = *extent;
    return {};
}

Result<void> read_int(const std::string& text, std::string_view option, int& out) {
    if (text.empty()) return {};
    return parse_int(text, option).map([&](int value) { out = value; });
}

Result<void> require(const std::string& text, const std::string& option, const std::string& as) {
    if (!text.empty()) return {};
    return fail(ErrorCode::bad_argument, say("{0} is required", option),
                say("give it, as {0}{1}", option, as));
}

/// What the layer cannot be without; its placement is known.
Result<void> check_required(const LayerArguments& arguments, Placement placement) {
    if (io::has_kernel(placement)) {
        if (auto given = require(arguments.kernel, "--kernel", " 3"); !given) return given;
    }
    return io::has_output_size(placement) ? require(arguments.output_size, "--output-size", " 4,4")
                                          : Result<void>{};
}

/// Reads one of the operators' numbers; `out` keeps its value where it was left out.
Result<void> read_number(const LayerArguments& arguments, std::string_view id, double& out) {
    const auto given = arguments.numbers.find(std::string(id));
    if (given == arguments.numbers.end() || given->second.empty()) return {};
    const auto numbers = io::number_parameters();
    const auto number = std::ranges::find(numbers, id, &NumberParameter::id);
    const std::string option = "--" + given->first;
    return ((*number)->unbounded ? parse_number_or_infinity(given->second, option)
                                 : parse_number(given->second, option))
        .map([&](double value) { out = value; });
}

Result<void> read_kernel(const LayerArguments& arguments, bool one_axis, Layer& layer) {
    PoolParams& params = layer.params;
    auto read = read_extent(arguments.kernel, "--kernel", one_axis, params.kernel_size);
    params.stride = layer.dialect->strides_by_kernel ? params.kernel_size : Extent{1, 1};
    return read;
}

Result<void> read_divisor(const LayerArguments& arguments, PoolParams& params) {
    if (arguments.divisor.empty()) return {};
    return read_int(arguments.divisor, "--divisor", params.divisor_override.emplace());
}

/// Reads a field's own option.
Result<void> read_field(const LayerField& field, const LayerArguments& arguments, bool one_axis,
                        Layer& layer) {
    PoolParams& params = layer.params;
    switch (field.field) {
        case FieldId::kernel_size:
            return read_kernel(arguments, one_axis, layer);
        case FieldId::stride:
            return read_extent(arguments.stride, "--stride", one_axis, params.stride);
        case FieldId::padding:
            return read_padding(arguments.padding, one_axis, params);
        case FieldId::dilation:
            return read_extent(arguments.dilation, "--dilation", one_axis, params.dilation);
        case FieldId::ceil_mode:
            params.ceil_mode = arguments.ceil_mode;
            break;
        case FieldId::output_size:
            return read_extent(arguments.output_size, "--output-size", one_axis,
                               params.output_size);
        case FieldId::channel_group:
            return read_int(arguments.channel_group, "--channel-group", params.channel_group);
        case FieldId::count_include_pad:
            params.count_include_pad = layer.dialect->counts_padding && !arguments.exclude_pad;
            break;
        case FieldId::divisor_override:
            return read_divisor(arguments, params);
        case FieldId::norm:
            return read_number(arguments, field.id, params.norm);
        case FieldId::sharpness:
            return read_number(arguments, field.id, params.sharpness);
        case FieldId::mix:
            return read_number(arguments, field.id, params.mix);
        case FieldId::op:             // read before
        case FieldId::dialect:        // read before
        case FieldId::placement:      // read before
        case FieldId::padding_mode:   // with --padding
        case FieldId::seed:           // beside the layer, also of --code
        case FieldId::scores:         // the same
        case FieldId::samples:        // the same
        case FieldId::signed_powers:  // the dialect's
        case FieldId::scale:          // a stage's
        case FieldId::name:           // one layer needs none
            break;
    }
    return {};
}

/// The layer that the options say, before its dialect sees it.
Result<Layer> read_layer(const LayerArguments& arguments, const Dialect& dialect, bool one_axis) {
    const auto op = find_operator(arguments.op.empty() ? "max" : arguments.op);
    if (!op) return error_of(op);
    Layer layer{.op = *op, .dialect = &dialect};
    PoolParams& params = layer.params;
    if (arguments.global)
        params.placement = Placement::global;
    else if (!arguments.output_size.empty())
        params.placement = Placement::adaptive;
    layer = settled(std::move(layer));
    auto read = check_options(arguments, **op, params.placement).and_then([&] {
        return check_required(arguments, params.placement);
    });
    each_layer_field([&](const LayerField& field, const auto&) {
        if (read) {
            read = read_field(field, arguments, one_axis, layer);
        }
    });
    return read.map([&] { return layer; });
}

/// Samples as the layer holds them, shape (n, c, 1, 2).
Tensor<double> as_samples(const AnyTensor& tensor) {
    return std::visit(
        [](const auto& values) {
            const Shape& read = values.shape();  // (1, N, C, 2)
            const auto cells = values.cells();
            return Tensor<double>({read.c, read.h, 1, read.w},
                                  std::vector<double>(cells.begin(), cells.end()));
        },
        tensor);
}

/// Reads the arrays that lie beside the input.
Outcome read_beside(const LayerArguments& arguments, PoolParams& params) {
    if (!arguments.samples.empty()) {
        const auto file = read_array(arguments.samples);
        if (!file) return input_fault(file.error());
        if (file->shape().n != 1 || file->shape().w != 2) {
            return input_fault({ErrorCode::bad_shape, say("--samples have not the shape (N, C, 2)"),
                                say("give each plane two samples, the columns' first")});
        }
        params.samples = Shared(as_samples(file->tensor));
    }
    if (!arguments.scores.empty()) {
        const auto file = read_array(arguments.scores);
        if (!file) return input_fault(file.error());
        params.scores = Shared(io::to_float(file->tensor));
    }
    return {};
}

/// The layer as `dialect` computes it.
Result<ChosenLayer> under_dialect(const Layer& layer, const Dialect& dialect, const Shape& input) {
    if (const auto allowed = dialect.check(layer, input); !allowed) return error_of(allowed);
    auto adapted = dialect.adapt(layer, input);
    if (!adapted) return error_of(adapted);
    return place(std::move(adapted->layer), input).map([&](PlacedLayer placed) {
        return ChosenLayer{std::move(placed), std::move(adapted->changes)};
    });
}

}  // namespace

Result<Rules> choose_rules(const LayerArguments& arguments) {
    Rules rules;
    std::string dialect = arguments.dialect;
    if (!arguments.code.empty()) {
        if (const auto alone = check_code_alone(arguments); !alone) return error_of(alone);
        auto pasted = parse_layer(arguments.code);
        if (!pasted) return error_of(pasted);
        if (dialect.empty()) dialect = pasted->layer.dialect->id;
        rules.pasted = std::move(*pasted);
    }
    const auto found = find_dialect(dialect.empty() ? dialects().front()->id : dialect);
    if (!found) return error_of(found);
    rules.dialect = *found;
    return rules;
}

tl::expected<ChosenLayer, Failure> make_layer(const LayerArguments& arguments, const Rules& rules,
                                              const LayerInput& input) {
    auto layer = rules.pasted ? Result<Layer>(rules.pasted->layer)
                              : read_layer(arguments, *rules.dialect, input.one_axis);
    if (layer && rules.pasted) {
        const auto checked = check_options(arguments, *layer->op, layer->params.placement);
        layer = checked ? layer : tl::unexpected(checked.error());
    }
    if (!layer) return command_fault(layer.error());
    if (!arguments.seed.empty()) {
        const auto seed = parse_seed(arguments.seed, "--seed");
        if (!seed) return command_fault(seed.error());
        layer->params.seed = *seed;
    }
    if (const auto read = read_beside(arguments, layer->params); !read) return error_of(read);
    auto chosen = under_dialect(*layer, *rules.dialect, input.shape);
    if (!chosen) return command_fault(chosen.error());
    if (rules.pasted)
        for (const std::string& unread : rules.pasted->unread)
            chosen->warnings.push_back(say("--code says {0}, which has no place here", unread));
    return std::move(*chosen);
}

}  // namespace poolscope::cli
