/// Reads the layer options: one number for both axes or two, rows first; padding also by name.
#include "cli/layer_arguments.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "cli/arguments.hpp"
#include "cli/array_file.hpp"
#include "cli/option_rules.hpp"
#include "io/layer_numbers.hpp"
#include "io/layout.hpp"
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
    params.padding_mode = PaddingMode::numbers;
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

/// What the layer cannot be without, unless a scene's own has it; its placement is known.
Result<void> check_required(const LayerArguments& arguments, const std::optional<Layer>& own,
                            Placement placement) {
    const auto lacks = [&](bool (*has)(Placement)) {
        return has(placement) && !(own && has(own->params.placement));
    };
    if (lacks(io::has_kernel)) {
        if (auto given = require(arguments.kernel, "--kernel", " 3"); !given) return given;
    }
    return lacks(io::has_output_size) ? require(arguments.output_size, "--output-size", " 4,4")
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

/// The stride where none is given.
Extent default_stride(const Layer& layer) {
    return layer.dialect->strides_by_kernel ? layer.params.kernel_size : Extent{1, 1};
}

/// A kernel brings its stride along.
Result<void> read_kernel(const LayerArguments& arguments, bool one_axis, Layer& layer) {
    if (arguments.kernel.empty()) return {};
    auto read = read_extent(arguments.kernel, "--kernel", one_axis, layer.params.kernel_size);
    layer.params.stride = default_stride(layer);
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
            params.ceil_mode = params.ceil_mode || arguments.ceil_mode;
            break;
        case FieldId::output_size:
            return read_extent(arguments.output_size, "--output-size", one_axis,
                               params.output_size);
        case FieldId::channel_group:
            return read_int(arguments.channel_group, "--channel-group", params.channel_group);
        case FieldId::count_include_pad:
            params.count_include_pad = params.count_include_pad && !arguments.exclude_pad;
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

/// The layer where no option says anything.
Layer default_layer(const Dialect& dialect) {
    Layer layer{.dialect = &dialect};
    layer.params.stride = default_stride(layer);
    layer.params.count_include_pad = dialect.counts_padding;
    return layer;
}

/// The layer that the options say, before its dialect sees it; `layer` is what they change.
Result<Layer> read_layer(const LayerArguments& arguments, const Rules& rules, bool one_axis,
                         Layer layer) {
    if (!arguments.op.empty()) {
        const auto op = find_operator(arguments.op);
        if (!op) return error_of(op);
        layer.op = *op;
    }
    PoolParams& params = layer.params;
    if (arguments.global)
        params.placement = Placement::global;
    else if (!arguments.output_size.empty())
        params.placement = Placement::adaptive;
    else if (!arguments.kernel.empty())
        params.placement = Placement::sliding;
    layer = settled(std::move(layer));
    auto read = check_options(arguments, *layer.op, params.placement).and_then([&] {
        return check_required(arguments, rules.own, params.placement);
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

/// What a scene's own layer is under the dialect that is asked for, and what that changed.
Result<Adapted> own_layer(const Rules& rules, const Shape& input) {
    if (!rules.own) return Adapted{default_layer(*rules.dialect)};
    if (rules.own->dialect == rules.dialect) return Adapted{*rules.own};
    return rules.dialect->adapt(*rules.own, input);
}

}  // namespace

Result<Rules> choose_rules(const LayerArguments& arguments, std::optional<Layer> own) {
    Rules rules{.own = std::move(own)};
    std::string dialect = arguments.dialect;
    if (!arguments.code.empty()) {
        if (const auto alone = check_code_alone(arguments); !alone) return error_of(alone);
        auto pasted = parse_layer(arguments.code);
        if (!pasted) return error_of(pasted);
        if (dialect.empty()) dialect = pasted->layer.dialect->id;
        rules.pasted = std::move(*pasted);
    }
    if (dialect.empty()) dialect = rules.own ? rules.own->dialect->id : dialects().front()->id;
    const auto found = find_dialect(dialect);
    if (!found) return error_of(found);
    rules.dialect = *found;
    return rules;
}

Result<model::Layout> layout_under(const Rules& rules, const std::string& layout) {
    const std::string said = rules.pasted ? rules.pasted->layout : "";
    if (layout.empty())
        return io::parse_layout(said.empty() ? rules.dialect->layout : std::string_view(said));
    auto read = io::parse_layout(layout);
    if (read && !said.empty() && said != layout) {
        return fail(ErrorCode::bad_argument,
                    say("--code says that arrays are {0}, and --layout says {1}", said, layout),
                    say("leave --layout out, or the code's data_format"));
    }
    return read;
}

tl::expected<ChosenLayer, Failure> make_layer(const LayerArguments& arguments, const Rules& rules,
                                              const LayerInput& input) {
    auto own = own_layer(rules, input.shape);
    if (!own) return command_fault(own.error());
    auto layer = rules.pasted ? Result<Layer>(rules.pasted->layer)
                              : read_layer(arguments, rules, input.one_axis, std::move(own->layer));
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
    if (!rules.pasted) std::ranges::move(own->changes, std::back_inserter(chosen->warnings));
    if (rules.pasted) {
        if (!rules.pasted->framework.empty()) {
            chosen->warnings.push_back(say("--code is a call of {0}, and is computed as {0} does",
                                           rules.pasted->framework));
        }
        for (const std::string& unread : rules.pasted->unread)
            chosen->warnings.push_back(say("--code says {0}, which has no place here", unread));
    }
    return std::move(*chosen);
}

}  // namespace poolscope::cli
