/// Lays calls over maps (see laying.hpp).
#include "network_code/laying.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "dialects/keras.hpp"
#include "dialects/pytorch.hpp"

namespace poolscope::network_code {

namespace {

/// Kaiming's bound: outputs keep their size from layer to layer where half of the cells are below
/// 0.
double bound_of(double inputs) {
    return std::sqrt(6 / inputs);
}

/// The module's weights, drawn the first time. `bound`: 0 for all of them `value`.
Result<Weights> weights_at(Laying& at, int place, const Shape& shape, double bound,
                           float value = 0) {
    const auto kept = at.kept.find(place);
    if (kept != at.kept.end()) return kept->second;
    auto drawn = bound > 0 ? at.draws.draw(shape, bound) : at.draws.constant(shape, value);
    if (drawn) at.kept[place] = *drawn;
    return drawn;
}

Result<void> check_positive(std::string_view name, int value) {
    if (value >= 1 && value <= max_extent) return {};
    return fail(ErrorCode::bad_format, say("{0} is {1}", name, value),
                say("make it a whole number from 1"));
}

/// Takes what was put around maps as a layer's padding with zeros.
Result<void> take_zeros(Maps& maps, std::string_view by, Padding& padding, PaddingMode mode) {
    if (maps.around == Padding{}) return {};
    if (maps.around_value != 0 || mode == PaddingMode::same_upper) {
        return fail(ErrorCode::unsupported,
                    say("{0} does not pad as its input was padded on line {1}", by, maps.line),
                    say("pad with zeros, and let the layer pad by numbers or not at all"));
    }
    padding = {padding.top + maps.around.top, padding.left + maps.around.left,
               padding.bottom + maps.around.bottom, padding.right + maps.around.right};
    maps.around = {};
    return {};
}

/// As a pooling layer takes them: PyTorch's own rules for F.pad; zeros around cells of which none
/// is below 0 are as good as none to a maximum, where each window has a cell.
Result<void> take_around(Maps& maps, Layer& layer, std::string_view by) {
    if (maps.around == Padding{}) return {};
    PoolParams& params = layer.params;
    const bool mean = layer.op->averages();
    const bool inside = params.kernel_size.h > maps.around.top + params.padding.top &&
                        params.kernel_size.h > maps.around.bottom + params.padding.bottom &&
                        params.kernel_size.w > maps.around.left + params.padding.left &&
                        params.kernel_size.w > maps.around.right + params.padding.right &&
                        params.dilation == Extent{1, 1};
    const bool zeros_pass = maps.around_value == 0 && layer.op->id == "max" && inside &&
                            !maps.negated && maps.graph->is_nonnegative(maps.layer);
    const double neutral = layer.op->id == "max" ? -std::numeric_limits<double>::infinity() : 0.0;
    const bool mixed = params.padding != Padding{} && mean && !params.count_include_pad;
    const bool by_numbers =
        params.placement == Placement::sliding && params.padding_mode != PaddingMode::same_upper;
    const bool keeps = !params.ceil_mode || pytorch_pad_keeps_outputs(params);
    if (!by_numbers || mixed || !keeps || (maps.around_value != neutral && !zeros_pass)) {
        return fail(ErrorCode::unsupported,
                    say("{0} does not pad as its input was padded on line {1}", by, maps.line),
                    mean ? say("pad with zeros, and let the layer count its padding")
                         : say("pad with -inf, and without ceil_mode"));
    }
    if (params.padding_mode == PaddingMode::valid) params.padding = {};
    params.padding_mode = PaddingMode::numbers;
    Padding& padding = params.padding;
    padding = {padding.top + maps.around.top, padding.left + maps.around.left,
               padding.bottom + maps.around.bottom, padding.right + maps.around.right};
    if (mean) {
        params.count_include_pad = true;
        if (layer.dialect == &keras_dialect()) layer.dialect = &explicit_dialect();
    }
    if (layer.dialect == &keras_dialect()) layer.dialect = &explicit_dialect();
    maps.around = {};
    return {};
}

Result<Maps> added(AnyLayer layer, Laying& at, Maps input) {
    const auto graph = input.graph;
    return graph->add(std::move(layer), at.name, {std::move(input)}).map([&](Maps made) {
        made.line = at.line;
        return made;
    });
}

/// Whether maps that nothing was done to may be flat: (n, features).
bool may_be_flat(const Maps& maps) {
    if (maps.axes != 0) return false;
    if (!maps.shape) return true;
    const Shape& shape = *maps.shape;
    return (shape.h == 1 && shape.w == 1) || (shape.h == 1 && shape.c == 1);
}

}  // namespace

Result<Shape> shape_at(const Maps& maps) {
    if (maps.shape) return *maps.shape;
    return tl::unexpected(maps.graph->no_shape());
}

Result<void> settle_claim(Maps& maps) {
    if (!maps.claimed) return {};
    const auto shape = shape_at(maps);
    if (!shape) return error_of(shape);
    const std::int64_t own = extent_of(*shape, flat_axes);
    if (own != *maps.claimed) {
        return fail(ErrorCode::bad_shape,
                    say("line {0} makes {1} numbers of each sample, which has {2}", maps.line,
                        *maps.claimed, own),
                    say("flatten it by torch.flatten(x, 1)"));
    }
    maps.claimed.reset();
    return {};
}

Result<void> want_planes(Maps& maps, int dims, std::string_view by) {
    if (maps.folded != Axes{}) {
        return fail(ErrorCode::unsupported,
                    say("{0} wants rows and columns, and its input was flattened on line {1}", by,
                        maps.line),
                    say("flatten after it"));
    }
    if (maps.axes == 0) maps.axes = dims + 2;
    const bool rows = maps.shape && dims == 1 && maps.shape->h != 1;
    if (maps.axes == dims + 2 && !rows) return {};
    return fail(
        ErrorCode::bad_shape,
        say("{0} slides along {1} axes, and its input has {2}", by, dims, rows ? 2 : maps.axes - 2),
        say("use the layer of as many dimensions"));
}

Result<void> finished(CallReader& call) {
    if (call.error()) return tl::unexpected(*call.error());
    static constexpr std::array<std::string_view, 20> harmless{
        "batch_input_shape", "batch_size", "device",      "dtype",    "gain",
        "inplace",           "input_dim",  "input_shape", "momentum", "name",
        "noise_shape",       "p",          "rate",        "seed",     "sparse",
        "synchronized",      "trainable",  "training",    "autocast", "track_running_stats"};
    for (const std::string& unread : call.unread()) {
        const std::string_view name = std::string_view(unread).substr(0, unread.find('='));
        const bool passes = std::ranges::find(harmless, name) != harmless.end() ||
                            name.ends_with("_initializer") || name.ends_with("_regularizer") ||
                            name.ends_with("_constraint");
        if (passes) continue;
        return fail(ErrorCode::unsupported, say("{0} of {1} is not read", unread, call.callee()),
                    say("leave it out, if it changes nothing"));
    }
    return {};
}

Result<Maps> lay_convolution(Laying& at, const Convolving& what, Maps input) {
    if (const auto planes = want_planes(input, what.dims, at.own); !planes) return error_of(planes);
    Conv2d conv{.stride = what.stride,
                .padding = what.padding,
                .padding_mode = what.padding_mode,
                .dilation = what.dilation,
                .groups = what.groups};
    if (const auto taken = take_zeros(input, at.own, conv.padding, conv.padding_mode); !taken)
        return error_of(taken);
    if (const auto plain = check_plain(input, at.own); !plain) return error_of(plain);
    int in = what.in;
    if (in == 0) {
        const auto shape = shape_at(input);
        if (!shape) return error_of(shape);
        in = shape->c;
    }
    const auto sane =
        first_error({check_positive("in_channels", in), check_positive("out_channels", what.out),
                     check_positive("groups", what.groups)});
    if (!sane) return error_of(sane);
    if (in % what.groups != 0 || what.out % what.groups != 0) {
        return fail(
            ErrorCode::bad_shape,
            say("{0} and {1} channels do not divide into {2} groups", in, what.out, what.groups),
            say("use a number that divides both"));
    }
    const Shape shape{what.out, in / what.groups, what.kernel.h, what.kernel.w};
    const double inputs = double{1} * shape.c * shape.h * shape.w;
    auto weight = weights_at(at, what.place, shape, bound_of(std::max(inputs, 1.0)));
    if (!weight) return error_of(weight);
    conv.weight = std::move(*weight);
    if (what.bias) {
        auto bias = weights_at(at, what.place + 1, {1, what.out, 1, 1}, 1 / std::sqrt(inputs));
        if (!bias) return error_of(bias);
        conv.bias = std::move(*bias);
    }
    return added(std::move(conv), at, std::move(input));
}

Result<Maps> lay_linear(Laying& at, int in, int out, bool bias, Maps input) {
    if (!input.is_flat() && !may_be_flat(input)) {
        return fail(
            ErrorCode::unsupported,
            say("{0} is laid over maps, of which it would take the last axis alone", at.own),
            say("put Flatten before it"));
    }
    if (const auto plain = check_plain(input, at.own); !plain) return error_of(plain);
    if (in > 0 && input.claimed && *input.claimed != in) {
        return fail(ErrorCode::bad_shape,
                    say("{0} takes {1} numbers, and line {2} gives it {3}", at.own, in, input.line,
                        *input.claimed),
                    say("make the two the same"));
    }
    if (in > 0) input.claimed.reset();
    if (const auto settled = settle_claim(input); !settled) return error_of(settled);
    if (in == 0) {
        const auto shape = shape_at(input);
        if (!shape) return error_of(shape);
        const std::int64_t features = extent_of(*shape, flat_axes);
        in = static_cast<int>(std::min<std::int64_t>(features, max_extent));
    }
    const auto sane =
        first_error({check_positive("in_features", in), check_positive("out_features", out)});
    if (!sane) return error_of(sane);
    Linear linear;
    auto weight = weights_at(at, 0, {1, 1, out, in}, bound_of(in));
    if (!weight) return error_of(weight);
    linear.weight = std::move(*weight);
    if (bias) {
        auto drawn = weights_at(at, 1, {1, out, 1, 1}, 1 / std::sqrt(double{1} * in));
        if (!drawn) return error_of(drawn);
        linear.bias = std::move(*drawn);
    }
    return added(std::move(linear), at, std::move(input)).map([&](Maps made) {
        // Whatever its input is, what it gives is known but for the samples.
        if (!made.shape) made.shape = Shape{1, out, 1, 1};
        made.axes = 4;
        made.folded = flat_axes;
        return made;
    });
}

Result<Maps> lay_batch_norm(Laying& at, int channels, double epsilon, Maps input) {
    if (const auto plain = check_plain(input, at.own); !plain) return error_of(plain);
    if (const auto settled = settle_claim(input); !settled) return error_of(settled);
    if (channels == 0 || input.is_flat()) {
        const auto shape = shape_at(input);
        if (!shape) return error_of(shape);
        if (input.is_flat() && shape->plane_count() > 1) {
            return fail(
                ErrorCode::unsupported,
                say("{0} is laid over flattened maps, and here a channel is normalised", at.own),
                say("normalise before you flatten"));
        }
        if (channels == 0) channels = shape->c;
    }
    const auto sane = check_positive("num_features", channels);
    if (!sane) return error_of(sane);
    const Shape each{1, channels, 1, 1};
    BatchNorm norm{.epsilon = static_cast<float>(epsilon)};
    int place = 0;
    for (Weights* const one : {&norm.scale, &norm.shift, &norm.mean, &norm.variance}) {
        const float value = place == 0 || place == 3 ? 1.0F : 0.0F;
        auto made = weights_at(at, place++, each, 0, value);
        if (!made) return error_of(made);
        *one = std::move(*made);
    }
    return added(std::move(norm), at, std::move(input));
}

Result<Maps> lay_function(Laying& at, const Pointwise& function, Maps input) {
    if (const auto plain = check_plain(input, at.own); !plain) return error_of(plain);
    const auto claimed = input.claimed;
    const int line = input.line;
    return added(function, at, std::move(input)).map([&](Maps made) {
        if (claimed) made.line = line;
        return made;
    });
}

void settle_axes(Maps& maps) {
    if (maps.axes != 0) return;
    const bool flat = maps.shape && may_be_flat(maps);
    maps.axes = 4;
    if (flat) maps.folded = flat_axes;
}

Result<Maps> lay_softmax(Laying& at, std::optional<Axes> along, Maps input) {
    if (const auto plain = check_plain(input, at.own); !plain) return error_of(plain);
    if (const auto settled = settle_claim(input); !settled) return error_of(settled);
    if (!along) {
        return fail(ErrorCode::bad_format, say("{0} goes along an axis that there is not", at.own),
                    say("give it an axis that the maps have"));
    }
    const bool one_cell =
        *along == flat_axes && input.is_flat() && input.shape && input.shape->plane_count() == 1;
    return added(one_cell ? Softmax{1, 1} : Softmax{along->first, along->last}, at,
                 std::move(input));
}

Result<Maps> lay_pooling(Laying& at, Framework framework, Maps input) {
    const char letter = at.own.back();
    const bool says = at.own.size() > 2 && (letter == 'd' || letter == 'D');
    const int dims = says ? at.own[at.own.size() - 2] - '0' : 2;
    if (dims == 1 || dims == 2) {
        if (const auto planes = want_planes(input, dims, at.own); !planes) return error_of(planes);
    }
    const CallSite site{.found = {.call = &at.expr},
                        .name = at.full,
                        .own = at.own,
                        .framework = framework,
                        .framework_name = ""};
    auto pasted = framework == Framework::keras ? parse_keras(site) : parse_pytorch(site);
    if (!pasted) return error_of(pasted);
    if (!pasted->layout.empty() && pasted->layout != "nhwc") {
        return fail(ErrorCode::unsupported,
                    say("{0} of {1} is not read", R"(data_format="channels_first")", at.own),
                    say("leave it out"));
    }
    for (const std::string& unread : pasted->unread) {
        const bool named = unread.starts_with("name=") || unread.starts_with("input_shape=");
        if (named) continue;
        return fail(ErrorCode::unsupported, say("{0} of {1} is not read", unread, at.own),
                    say("leave it out, if it changes nothing"));
    }
    Layer layer = settled(std::move(pasted->layer));
    if (layer.op->seeded) layer.params.seed = at.draws.seed();
    if (const auto taken = take_around(input, layer, at.own); !taken) return error_of(taken);
    if (input.negated && layer.op->id == "max") layer.op = *find_operator("min");
    if (input.negated && layer.op->id != "min" && !layer.op->averages())
        if (const auto plain = check_plain(input, at.own); !plain) return error_of(plain);
    if (layer.dialect->check != nullptr) {
        constexpr Shape any{1, 1, 4096, 4096};
        const auto checked = layer.dialect->check(layer, input.shape.value_or(any));
        // That it does not fit is said of the network.
        if (!checked && checked.error().code != ErrorCode::window_outside) return error_of(checked);
    }
    const bool flattens = framework == Framework::keras && at.own.starts_with("Global") &&
                          !at.call.truth("keepdims", false);
    return added(std::move(layer), at, std::move(input)).map([&](Maps made) {
        if (flattens) made.folded = flat_axes;
        return made;
    });
}

Result<Maps> lay_nothing(Laying& at, Maps input) {
    for (const char* const name : {"p", "rate", "training", "seed", "noise_shape", "inplace"})
        at.call.pass(name);
    return input;
}

Result<Maps> put_around(Laying& at, const Padding& padding, double value, Maps input) {
    if (const auto planes = want_planes(input, input.axes == 3 ? 1 : 2, at.own); !planes)
        return error_of(planes);
    const auto sides = {padding.top, padding.left, padding.bottom, padding.right};
    if (std::ranges::any_of(sides, [](int one) { return one < 0 || one > max_extent / 4; })) {
        return fail(ErrorCode::unsupported, say("{0} takes cells away, or puts too many", at.own),
                    say("pad by 0 or more on each side"));
    }
    if (padding == Padding{}) return input;
    if (const auto plain = check_plain(input, at.own); !plain) return error_of(plain);
    input.around = padding;
    input.around_value = value;
    input.line = at.line;
    return input;
}

Result<Maps> fold(Maps input, int first, int last, std::string_view by, int line) {
    if (const auto plain = check_plain(input, by); !plain) return error_of(plain);
    if (input.is_flat()) return input;
    if (input.axes == 0) input.axes = 4;
    const auto from = axes_of(input, first), to = axes_of(input, last);
    if (!from || !to || from->first > to->first) {
        return fail(ErrorCode::bad_format, say("{0} names axes that the maps do not have", by),
                    say("flatten from axis 1 to the last"));
    }
    if (input.folded != Axes{}) {
        return fail(ErrorCode::unsupported, say("{0} flattens maps that are flattened in part", by),
                    say("flatten once"));
    }
    input.folded = {from->first, to->last};
    input.line = line;
    return input;
}

Result<Maps> unfold(Maps input, std::span<const int> wanted, std::string_view by, int line) {
    if (const auto settled = settle_claim(input); !settled) return error_of(settled);
    const auto shape = shape_at(input);
    if (!shape) return error_of(shape);
    const int extents[] = {shape->n, shape->c, shape->h, shape->w};
    std::vector<int> own;
    for (int axis = input.folded.first; axis <= input.folded.last; ++axis)
        if (input.axes != 3 || axis != 2) own.push_back(extents[axis]);
    if (input.folded == Axes{} || !std::ranges::equal(own, wanted)) {
        return fail(ErrorCode::unsupported,
                    say("{0} moves numbers to other rows, columns or channels", by),
                    say("give the maps the axes that they had before"));
    }
    input.folded = {};
    input.line = line;
    return input;
}

Result<Maps> join(Joining joining, std::vector<Maps> inputs, std::string name,
                  std::string_view by) {
    for (Maps& one : inputs) {
        if (one.graph != inputs.front().graph) {
            return fail(ErrorCode::unsupported, say("{0} joins what two inputs give", by),
                        say("use a network of one input"));
        }
        if (const auto plain = check_plain(one, by); !plain) return error_of(plain);
        if (const auto settled = settle_claim(one); !settled) return error_of(settled);
        if (one.axes == 0) one.axes = 4;
    }
    const Maps& first = inputs.front();
    for (const Maps& one : inputs) {
        const bool flat = joining == Joining::concatenate && one.is_flat() && one.shape &&
                          first.shape && one.shape->plane_count() != first.shape->plane_count();
        if (one.folded == first.folded && one.axes == first.axes && !flat) continue;
        return fail(ErrorCode::unsupported,
                    say("{0} joins maps of which one is flattened and another is not", by),
                    say("join them before you flatten them"));
    }
    const auto graph = first.graph;
    return graph->add(Join{joining}, std::move(name), std::move(inputs));
}

}  // namespace poolscope::network_code
