/// Reads the layer options: one number for both axes or two, rows first; padding also by name.
#include "cli/layer_arguments.hpp"

#include "cli/arguments.hpp"
#include "cli/array_file.hpp"
#include "cli/option_rules.hpp"
#include "io/number_parameters.hpp"

namespace poolscope::cli {
namespace {

/// "3" or "3,2" as rows and columns; on a single row one number is the columns'.
Result<Extent> parse_extent(const std::string& text, std::string_view option, bool one_axis) {
    const auto values = parse_ints(text, option);
    if (!values) {
        return tl::unexpected(values.error());
    }
    if (values->size() > 2) {
        return fail(ErrorCode::bad_argument,
                    say("{0} {1} has {2} numbers", option, text, values->size()),
                    say("give one number for both axes, or rows,columns"));
    }
    const bool columns_only = one_axis && values->size() == 1;
    return Extent{columns_only ? 1 : values->front(), values->back()};
}

Result<Padding> parse_padding(const std::string& text, bool one_axis) {
    auto values = parse_ints(text, "--padding");
    if (!values) {
        values.error().remedy =
            say("{0}, or same-upper, same-lower or valid", values.error().remedy);
        return tl::unexpected(values.error());
    }
    const auto& v = *values;
    switch (v.size()) {
        case 1:
            return one_axis ? Padding{0, v[0], 0, v[0]} : Padding{v[0], v[0], v[0], v[0]};
        case 2:
            return Padding{v[0], v[1], v[0], v[1]};
        case 4:
            return Padding{v[0], v[1], v[2], v[3]};
        default:
            return fail(ErrorCode::bad_argument,
                        say("--padding {0} has {1} numbers", text, v.size()),
                        say("give one number, rows,columns, or top,left,bottom,right"));
    }
}

Result<void> read_padding(const std::string& text, bool one_axis, PoolParams& params) {
    if (text == "valid") {
        params.padding_mode = PaddingMode::valid;
    } else if (text == "same-upper") {
        params.padding_mode = PaddingMode::same_upper;
    } else if (text == "same-lower") {
        params.padding_mode = PaddingMode::same_lower;
    } else if (!text.empty()) {
        const auto padding = parse_padding(text, one_axis);
        if (!padding) {
            return tl::unexpected(padding.error());
        }
        params.padding = *padding;
    }
    return {};
}

/// Reads an option that stands for two extents; `out` keeps its value where it was left out.
Result<void> read_extent(const std::string& text, std::string_view option, bool one_axis,
                         Extent& out) {
    if (text.empty()) {
        return {};
    }
    return parse_extent(text, option, one_axis).map([&](const Extent& extent) { out = extent; });
}

Result<void> read_int(const std::string& text, std::string_view option, int& out) {
    if (text.empty()) {
        return {};
    }
    return parse_int(text, option).map([&](int value) { out = value; });
}

Result<void> require(const std::string& text, const std::string& option, const std::string& as) {
    if (!text.empty()) {
        return {};
    }
    return fail(ErrorCode::bad_argument, say("{0} is required", option),
                say("give it, as {0}{1}", option, as));
}

/// Where the windows lie; `params.placement` is known.
Result<void> read_windows(const LayerArguments& arguments, const Dialect& dialect, bool one_axis,
                          PoolParams& params) {
    if (has_kernel(params.placement)) {
        if (auto given = require(arguments.kernel, "--kernel", " 3"); !given) {
            return given;
        }
    }
    if (has_output_size(params.placement)) {
        if (auto given = require(arguments.output_size, "--output-size", " 4,4"); !given) {
            return given;
        }
    }
    params.stride = {1, 1};
    return read_extent(arguments.kernel, "--kernel", one_axis, params.kernel_size)
        .and_then([&] {
            if (dialect.strides_by_kernel) {
                params.stride = params.kernel_size;
            }
            return read_extent(arguments.stride, "--stride", one_axis, params.stride);
        })
        .and_then([&] {
            return read_extent(arguments.dilation, "--dilation", one_axis, params.dilation);
        })
        .and_then([&] {
            return read_extent(arguments.output_size, "--output-size", one_axis,
                               params.output_size);
        })
        .and_then([&] {
            return read_int(arguments.channel_group, "--channel-group", params.channel_group);
        })
        .and_then([&] { return read_padding(arguments.padding, one_axis, params); });
}

Result<void> read_numbers(const LayerArguments& arguments, PoolParams& params) {
    for (const NumberParameter* number : io::number_parameters()) {
        const auto given = arguments.numbers.find(std::string(number->id));
        if (given == arguments.numbers.end() || given->second.empty()) {
            continue;
        }
        const std::string option = "--" + given->first;
        const auto value = number->unbounded ? parse_number_or_infinity(given->second, option)
                                             : parse_number(given->second, option);
        if (!value) {
            return tl::unexpected(value.error());
        }
        params.*number->field = *value;
    }
    return {};
}

Result<void> read_divisor(const LayerArguments& arguments, const Dialect& dialect,
                          PoolParams& params) {
    params.count_include_pad = dialect.counts_padding && !arguments.exclude_pad;
    if (arguments.divisor.empty()) {
        return {};
    }
    return read_int(arguments.divisor, "--divisor", params.divisor_override.emplace());
}

/// The layer that the options say, before its dialect sees it.
Result<Layer> read_layer(const LayerArguments& arguments, const Dialect& dialect, bool one_axis) {
    const auto op = find_operator(arguments.op.empty() ? "max" : arguments.op);
    if (!op) {
        return tl::unexpected(op.error());
    }
    Layer layer{*op, {}};
    PoolParams& params = layer.params;
    if (arguments.global) {
        params.placement = Placement::global;
    } else if (!arguments.output_size.empty()) {
        params.placement = Placement::adaptive;
    }
    params = params_for(**op, params);
    params.ceil_mode = arguments.ceil_mode;
    return check_options(arguments, **op, params.placement)
        .and_then([&] { return read_windows(arguments, dialect, one_axis, params); })
        .and_then([&] { return read_divisor(arguments, dialect, params); })
        .and_then([&] { return read_numbers(arguments, params); })
        .map([&] { return layer; });
}

/// Samples as the layer holds them, shape (n, c, 1, 2).
Tensor<double> as_samples(const io::AnyTensor& tensor) {
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
        if (!file) {
            return input_fault(file.error());
        }
        if (file->shape().n != 1 || file->shape().w != 2) {
            return input_fault({ErrorCode::bad_shape, say("--samples have not the shape (N, C, 2)"),
                                say("give each plane two samples, the columns' first")});
        }
        params.samples = Shared(as_samples(file->tensor));
    }
    if (!arguments.scores.empty()) {
        const auto file = read_array(arguments.scores);
        if (!file) {
            return input_fault(file.error());
        }
        params.scores = Shared(io::to_float(file->tensor));
    }
    return {};
}

/// The layer as `dialect` computes it.
Result<ChosenLayer> under_dialect(const Layer& layer, const Dialect& dialect, const Shape& input) {
    if (const auto allowed = dialect.check(*layer.op, layer.params, input); !allowed) {
        return tl::unexpected(allowed.error());
    }
    auto adapted = dialect.adapt(*layer.op, layer.params, input);
    if (!adapted) {
        return tl::unexpected(adapted.error());
    }
    const auto geometry = make_geometry(*adapted->layer.op, input, adapted->layer.params);
    if (!geometry) {
        return tl::unexpected(geometry.error());
    }
    return ChosenLayer{std::move(adapted->layer), std::move(adapted->changes)};
}

}  // namespace

Result<Rules> choose_rules(const LayerArguments& arguments) {
    Rules rules;
    std::string dialect = arguments.dialect;
    if (!arguments.code.empty()) {
        if (const auto alone = check_code_alone(arguments); !alone) {
            return tl::unexpected(alone.error());
        }
        auto pasted = parse_layer(arguments.code);
        if (!pasted) {
            return tl::unexpected(pasted.error());
        }
        dialect = dialect.empty() ? pasted->dialect : dialect;
        rules.pasted = std::move(*pasted);
    }
    const auto found = find_dialect(dialect.empty() ? dialects().front()->id : dialect);
    if (!found) {
        return tl::unexpected(found.error());
    }
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
    if (!layer) {
        return command_fault(layer.error());
    }
    if (!arguments.seed.empty()) {
        const auto seed = parse_seed(arguments.seed, "--seed");
        if (!seed) {
            return command_fault(seed.error());
        }
        layer->params.seed = *seed;
    }
    if (const auto read = read_beside(arguments, layer->params); !read) {
        return tl::unexpected(read.error());
    }
    auto chosen = under_dialect(*layer, *rules.dialect, input.shape);
    if (!chosen) {
        return command_fault(chosen.error());
    }
    if (rules.pasted) {
        for (const std::string& unread : rules.pasted->unread) {
            chosen->warnings.push_back(say("--code says {0}, which has no place here", unread));
        }
    }
    return std::move(*chosen);
}

}  // namespace poolscope::cli
