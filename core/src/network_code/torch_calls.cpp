/// PyTorch's modules and functions: their parameters, in order, with their defaults.
#include <algorithm>
#include <array>
#include <limits>

#include "network_code/frameworks.hpp"

namespace poolscope::network_code {

namespace {

using Names = std::span<const std::string_view>;

constexpr std::array<std::string_view, 0> no_names{};
constexpr std::array<std::string_view, 11> conv_names{
    "in_channels", "out_channels", "kernel_size",  "stride", "padding", "dilation",
    "groups",      "bias",         "padding_mode", "device", "dtype"};
constexpr std::array<std::string_view, 3> linear_names{"in_features", "out_features", "bias"};
constexpr std::array<std::string_view, 5> norm_names{"num_features", "eps", "momentum", "affine",
                                                     "track_running_stats"};
constexpr std::array<std::string_view, 1> inplace_names{"inplace"};
constexpr std::array<std::string_view, 2> slope_names{"negative_slope", "inplace"};
constexpr std::array<std::string_view, 2> alpha_names{"alpha", "inplace"};
constexpr std::array<std::string_view, 3> bound_names{"min_val", "max_val", "inplace"};
constexpr std::array<std::string_view, 2> clamp_names{"min", "max"};
constexpr std::array<std::string_view, 1> dim_names{"dim"};
constexpr std::array<std::string_view, 4> softmax_names{"dim", "_stacklevel", "dtype", ""};
constexpr std::array<std::string_view, 2> flatten_names{"start_dim", "end_dim"};
constexpr std::array<std::string_view, 2> unflatten_names{"dim", "unflattened_size"};
constexpr std::array<std::string_view, 3> dropout_names{"p", "training", "inplace"};
constexpr std::array<std::string_view, 1> around_names{"padding"};
constexpr std::array<std::string_view, 2> value_names{"padding", "value"};
constexpr std::array<std::string_view, 3> pad_names{"pad", "mode", "value"};
constexpr std::array<std::string_view, 3> mean_names{"dim", "keepdim", "dtype"};

/// Without the first name: the lazy modules find it out.
template <std::size_t N>
constexpr Names lazy(const std::array<std::string_view, N>& names) {
    return Names(names).subspan(1);
}

Result<Maps> with_padding(Laying& at, Convolving what, Maps input) {
    CallReader& call = at.call;
    const Expr* const padding = call.get("padding");
    if (padding != nullptr && padding->kind == ExprKind::string) {
        if (padding->text == "same")
            what.padding_mode = PaddingMode::same_upper;
        else if (padding->text != "valid")
            call.refuse_word("padding", say(R"(numbers, "same" or "valid")"));
        if (padding->text == "same" && what.stride != Extent{1, 1})
            call.refuse({.code = ErrorCode::bad_padding,
                         .what = say("{0} takes padding='same' at stride 1 alone", at.own),
                         .remedy = say("write the padding in numbers")});
    } else {
        const Extent pad =
            call.extent("padding", what.dims == 1, 0).value_or(Extent{.h = 0, .w = 0});
        what.padding = {.top = pad.h, .left = pad.w, .bottom = pad.h, .right = pad.w};
    }
    if (const auto done = finished(call); !done) return error_of(done);
    return lay_convolution(at, what, std::move(input));
}

template <int dims, bool is_lazy>
Result<Maps> conv(Laying& at, Maps input) {
    CallReader& call = at.call;
    Convolving what{.dims = dims};
    for (const char* const needed : {"out_channels", "kernel_size"}) call.require(needed);
    if (!is_lazy) {
        call.require("in_channels");
        what.in = call.integer("in_channels", 1);
        if (what.in == 0) what.in = -1;  // refused, and not as many as the input has
    }
    what.out = call.integer("out_channels", 1);
    what.kernel = call.extent("kernel_size", dims == 1, 1).value_or(Extent{});
    what.stride = call.extent("stride", dims == 1, 1).value_or(Extent{});
    what.dilation = call.extent("dilation", dims == 1, 1).value_or(Extent{});
    what.groups = call.integer("groups", 1);
    what.bias = call.truth("bias", true);
    if (call.text("padding_mode", "zeros") != "zeros")
        call.refuse_word("padding_mode", quote(R"("zeros")"));
    return with_padding(at, what, std::move(input));
}

template <bool is_lazy>
Result<Maps> linear(Laying& at, Maps input) {
    CallReader& call = at.call;
    call.require("out_features");
    if (!is_lazy) call.require("in_features");
    const int in = is_lazy ? 0 : std::max(call.integer("in_features", 1), -1);
    const int out = call.integer("out_features", 1);
    const bool bias = call.truth("bias", true);
    if (const auto done = finished(call); !done) return error_of(done);
    return lay_linear(at, !is_lazy && in == 0 ? -1 : in, out, bias, std::move(input));
}

template <int dims, bool is_lazy>
Result<Maps> batch_norm(Laying& at, Maps input) {
    CallReader& call = at.call;
    if (!is_lazy) call.require("num_features");
    const int channels = is_lazy ? 0 : call.integer("num_features", 1);
    const double epsilon = call.number("eps", 1e-5);
    static_cast<void>(call.truth("affine", true));  // a new one changes nothing
    if (!call.truth("track_running_stats", true)) {
        call.refuse({.code = ErrorCode::unsupported,
                     .what = say("track_running_stats=False normalises by each batch's own mean"),
                     .remedy = say("leave it out")});
    }
    if (const auto done = finished(call); !done) return error_of(done);
    const bool flat = dims == 1 && input.is_flat();
    if (!flat && !(dims == 1 && input.axes == 0))
        if (const auto planes = want_planes(input, dims, at.own); !planes) return error_of(planes);
    if (!is_lazy && channels < 1) return lay_batch_norm(at, -1, epsilon, std::move(input));
    return lay_batch_norm(at, channels, epsilon, std::move(input));
}

template <Function function>
Result<Maps> pointwise(Laying& at, Maps input) {
    CallReader& call = at.call;
    Pointwise layer{.function = function};
    const auto number = [&](const char* name, double otherwise) {
        return static_cast<float>(call.number(name, otherwise));
    };
    if (function == Function::leaky_relu) layer.alpha = number("negative_slope", 0.01);
    if (function == Function::elu) layer.alpha = number("alpha", 1.0);
    if (function == Function::hard_sigmoid) {
        layer.alpha = 1.0F / 6;
        layer.beta = 0.5F;
    }
    if (const auto done = finished(call); !done) return error_of(done);
    return lay_function(at, layer, std::move(input));
}

Result<Maps> relu6(Laying& at, Maps input) {
    if (const auto done = finished(at.call); !done) return error_of(done);
    return lay_function(at, {Function::clip, 0, 6}, std::move(input));
}

Result<Maps> hardtanh(Laying& at, Maps input) {
    const auto low = static_cast<float>(at.call.number("min_val", -1));
    const auto high = static_cast<float>(at.call.number("max_val", 1));
    if (const auto done = finished(at.call); !done) return error_of(done);
    return lay_function(at, {Function::clip, low, high}, std::move(input));
}

Result<Maps> clamp(Laying& at, Maps input) {
    constexpr double most = std::numeric_limits<float>::max();
    const auto low = static_cast<float>(at.call.number("min", -most));
    const auto high = static_cast<float>(at.call.number("max", most));
    if (const auto done = finished(at.call); !done) return error_of(done);
    return lay_function(at, {Function::clip, low, high}, std::move(input));
}

Result<Maps> softmax(Laying& at, Maps input) {
    // Without dim: the samples' axis of three axes, the next one of two and four.
    const int otherwise = input.axes == 3 && input.folded == Axes{} ? 0 : 1;
    const int dim = at.call.integer("dim", otherwise);
    if (const auto done = finished(at.call); !done) return error_of(done);
    settle_axes(input);
    const auto along = axes_of(input, dim);
    return lay_softmax(at, along, std::move(input));
}

Result<Maps> softmax_2d(Laying& at, Maps input) {
    if (const auto done = finished(at.call); !done) return error_of(done);
    if (const auto planes = want_planes(input, 2, at.own); !planes) return error_of(planes);
    return lay_softmax(at, Axes{1, 1}, std::move(input));
}

template <int first>
Result<Maps> flatten(Laying& at, Maps input) {
    const int from = at.call.integer("start_dim", first), to = at.call.integer("end_dim", -1);
    if (const auto done = finished(at.call); !done) return error_of(done);
    return fold(std::move(input), from, to, at.own, at.line);
}

Result<Maps> unflatten(Laying& at, Maps input) {
    at.call.require("dim");
    at.call.require("unflattened_size");
    const int dim = at.call.integer("dim", 1);
    const std::vector<int> sizes = at.call.integers("unflattened_size");
    if (const auto done = finished(at.call); !done) return error_of(done);
    const auto axes = axes_of(input, dim);
    if (!axes || axes->first == axes->last || *axes != input.folded) {
        return fail(ErrorCode::unsupported,
                    say("{0} moves numbers to other rows, columns or channels", at.own),
                    say("give the maps the axes that they had before"));
    }
    return unfold(std::move(input), sizes, at.own, at.line);
}

Result<Maps> nothing(Laying& at, Maps input) {
    auto same = lay_nothing(at, std::move(input));
    if (const auto done = finished(at.call); !done) return error_of(done);
    return same;
}

/// Left, right, and top, bottom where there are four; one number is all of them.
template <int dims>
Padding sides_of(CallReader& call, std::string_view name) {
    const std::vector<int> sides = call.integers(name);
    const auto side = [&](std::size_t i) { return i < sides.size() ? sides[i] : 0; };
    if (sides.size() == 1 && call.get(name)->kind != ExprKind::list) {
        const int rows = dims == 1 ? 0 : sides[0];
        return {rows, sides[0], rows, sides[0]};
    }
    if (sides.size() != 2 && sides.size() != 4)
        call.refuse_value(name, say("one number, or two for each axis"));
    return {side(2), side(0), side(3), side(1)};
}

template <int dims>
Result<Maps> zero_pad(Laying& at, Maps input) {
    at.call.require("padding");
    const Padding padding = sides_of<dims>(at.call, "padding");
    if (const auto done = finished(at.call); !done) return error_of(done);
    return put_around(at, padding, 0, std::move(input));
}

template <int dims>
Result<Maps> constant_pad(Laying& at, Maps input) {
    at.call.require("padding");
    at.call.require("value");
    const Padding padding = sides_of<dims>(at.call, "padding");
    const double value = at.call.number("value", 0);
    if (const auto done = finished(at.call); !done) return error_of(done);
    return put_around(at, padding, value, std::move(input));
}

Result<Maps> pad(Laying& at, Maps input) {
    at.call.require("pad");
    const Padding padding = sides_of<2>(at.call, "pad");
    if (at.call.text("mode", "constant") != "constant")
        at.call.refuse_word("mode", quote(R"("constant")"));
    const double value = at.call.number("value", 0);
    if (const auto done = finished(at.call); !done) return error_of(done);
    return put_around(at, padding, value, std::move(input));
}

/// A mean over rows and columns is global pooling.
Result<Maps> mean(Laying& at, Maps input) {
    std::vector<int> dims = at.call.integers("dim");
    const bool keeps = at.call.truth("keepdim", false);
    if (const auto done = finished(at.call); !done) return error_of(done);
    if (const auto planes = want_planes(input, input.axes == 3 ? 1 : 2, at.own); !planes)
        return error_of(planes);
    if (const auto plain = check_plain(input, at.own); !plain) return error_of(plain);
    for (int& dim : dims) dim = dim < 0 ? dim + input.axes : dim;
    std::ranges::sort(dims);
    const std::vector<int> wanted = input.axes == 3 ? std::vector<int>{2} : std::vector<int>{2, 3};
    if (dims != wanted) {
        return fail(ErrorCode::unsupported,
                    say("{0} means over other axes than rows and columns", at.own),
                    say("mean over dim=(2, 3), or pool"));
    }
    const auto graph = input.graph;
    Layer layer{.op = *find_operator("avg"), .params = {.placement = Placement::global}};
    return graph->add(std::move(layer), at.name, {std::move(input)}).map([&](Maps made) {
        if (!keeps) made.folded = flat_axes;
        made.line = at.line;
        return made;
    });
}

}  // namespace

std::span<const CallRow> torch_modules() {
    static constexpr std::array list{
        CallRow{"Conv1d", conv_names, conv<1, false>},
        CallRow{"Conv2d", conv_names, conv<2, false>},
        CallRow{"LazyConv1d", lazy(conv_names), conv<1, true>},
        CallRow{"LazyConv2d", lazy(conv_names), conv<2, true>},
        CallRow{"Linear", linear_names, linear<false>},
        CallRow{"LazyLinear", lazy(linear_names), linear<true>},
        CallRow{"BatchNorm1d", norm_names, batch_norm<1, false>},
        CallRow{"BatchNorm2d", norm_names, batch_norm<2, false>},
        CallRow{"LazyBatchNorm1d", lazy(norm_names), batch_norm<1, true>},
        CallRow{"LazyBatchNorm2d", lazy(norm_names), batch_norm<2, true>},
        CallRow{"ReLU", inplace_names, pointwise<Function::relu>},
        CallRow{"ReLU6", inplace_names, relu6},
        CallRow{"LeakyReLU", slope_names, pointwise<Function::leaky_relu>},
        CallRow{"ELU", alpha_names, pointwise<Function::elu>},
        CallRow{"Sigmoid", no_names, pointwise<Function::sigmoid>},
        CallRow{"Tanh", no_names, pointwise<Function::tanh>},
        CallRow{"Hardtanh", bound_names, hardtanh},
        CallRow{"Hardsigmoid", inplace_names, pointwise<Function::hard_sigmoid>},
        CallRow{"Softmax", dim_names, softmax},
        CallRow{"Softmax2d", no_names, softmax_2d},
        CallRow{"Flatten", flatten_names, flatten<1>},
        CallRow{"Unflatten", unflatten_names, unflatten},
        CallRow{"Dropout", dropout_names, nothing},
        CallRow{"Dropout1d", dropout_names, nothing},
        CallRow{"Dropout2d", dropout_names, nothing},
        CallRow{"AlphaDropout", dropout_names, nothing},
        CallRow{"FeatureAlphaDropout", dropout_names, nothing},
        CallRow{"Identity", no_names, nothing},
        CallRow{"ZeroPad2d", around_names, zero_pad<2>},
        CallRow{"ZeroPad1d", around_names, zero_pad<1>},
        CallRow{"ConstantPad2d", value_names, constant_pad<2>},
        CallRow{"ConstantPad1d", value_names, constant_pad<1>},
    };
    return list;
}

std::span<const CallRow> torch_functions() {
    static constexpr std::array list{
        CallRow{"relu", inplace_names, pointwise<Function::relu>},
        CallRow{"relu_", no_names, pointwise<Function::relu>},
        CallRow{"relu6", inplace_names, relu6},
        CallRow{"leaky_relu", slope_names, pointwise<Function::leaky_relu>},
        CallRow{"elu", alpha_names, pointwise<Function::elu>},
        CallRow{"sigmoid", no_names, pointwise<Function::sigmoid>},
        CallRow{"tanh", no_names, pointwise<Function::tanh>},
        CallRow{"hardtanh", bound_names, hardtanh},
        CallRow{"hardsigmoid", inplace_names, pointwise<Function::hard_sigmoid>},
        CallRow{"clamp", clamp_names, clamp},
        CallRow{"clip", clamp_names, clamp},
        CallRow{"softmax", softmax_names, softmax},
        CallRow{"flatten", flatten_names, flatten<0>},
        CallRow{"dropout", dropout_names, nothing},
        CallRow{"dropout2d", dropout_names, nothing},
        CallRow{"alpha_dropout", dropout_names, nothing},
        CallRow{"contiguous", no_names, nothing},
        CallRow{"clone", no_names, nothing},
        CallRow{"pad", pad_names, pad},
        CallRow{"mean", mean_names, mean},
    };
    return list;
}

const CallRow* find_call(std::span<const CallRow> rows, std::string_view own) {
    const auto found = std::ranges::find(rows, own, &CallRow::own);
    return found == rows.end() ? nullptr : &*found;
}

}  // namespace poolscope::network_code
