/// Keras' layers and functions: their parameters, in order, with their defaults. Arrays are (n, h,
/// w, c) there, which only axes' numbers tell.
#include <algorithm>
#include <array>
#include <limits>

#include "network_code/frameworks.hpp"

namespace poolscope::network_code {

namespace {

constexpr std::array<std::string_view, 0> no_names{};
constexpr std::array<std::string_view, 9> conv_names{"filters", "kernel_size", "strides",
                                                     "padding", "data_format", "dilation_rate",
                                                     "groups",  "activation",  "use_bias"};
constexpr std::array<std::string_view, 8> depthwise_names{
    "kernel_size", "strides",       "padding",    "depth_multiplier",
    "data_format", "dilation_rate", "activation", "use_bias"};
constexpr std::array<std::string_view, 9> separable_names{
    "filters",       "kernel_size",      "strides",    "padding", "data_format",
    "dilation_rate", "depth_multiplier", "activation", "use_bias"};
constexpr std::array<std::string_view, 3> dense_names{"units", "activation", "use_bias"};
constexpr std::array<std::string_view, 5> norm_names{"axis", "momentum", "epsilon", "center",
                                                     "scale"};
constexpr std::array<std::string_view, 1> activation_names{"activation"};
constexpr std::array<std::string_view, 3> relu_names{"max_value", "negative_slope", "threshold"};
constexpr std::array<std::string_view, 1> slope_names{"negative_slope"};
constexpr std::array<std::string_view, 1> alpha_names{"alpha"};
constexpr std::array<std::string_view, 1> axis_names{"axis"};
constexpr std::array<std::string_view, 2> padding_names{"padding", "data_format"};
constexpr std::array<std::string_view, 1> format_names{"data_format"};
constexpr std::array<std::string_view, 3> dropout_names{"rate", "noise_shape", "seed"};
constexpr std::array<std::string_view, 1> shape_names{"target_shape"};

void want_channels_last(CallReader& call) {
    if (call.text("data_format", "channels_last") != "channels_last")
        call.refuse({.code = ErrorCode::unsupported,
                     .what = say("{0} of {1} is not read", R"(data_format="channels_first")",
                                 call.callee()),
                     .remedy = say("leave it out")});
}

PaddingMode padding_of(CallReader& call) {
    const std::string padding = call.text("padding", "valid");
    if (padding == "same" || padding == "SAME") return PaddingMode::same_upper;
    if (padding != "valid" && padding != "VALID")
        call.refuse_word("padding", say(R"("valid" or "same")"));
    return PaddingMode::numbers;
}

/// Lays a layer, and the activation that its call says.
Result<Maps> activated(Laying& at, Result<Maps> made, const Expr* activation) {
    if (!made || activation == nullptr) return made;
    // Its weights are another layer's.
    at.name = at.name.empty() ? "" : at.name + "_activation";
    return lay_activation(at, *activation, std::move(*made));
}

template <int dims>
Convolving convolving(CallReader& call) {
    Convolving what{.dims = dims};
    call.require("kernel_size");
    want_channels_last(call);
    what.kernel = call.extent("kernel_size", dims == 1, 1).value_or(Extent{});
    what.stride = call.extent("strides", dims == 1, 1).value_or(Extent{});
    what.dilation = call.extent("dilation_rate", dims == 1, 1).value_or(Extent{});
    what.padding_mode = padding_of(call);
    what.bias = call.truth("use_bias", true);
    if (what.stride != Extent{1, 1} && what.dilation != Extent{1, 1})
        call.refuse({.code = ErrorCode::unsupported,
                     .what = say("Keras does not stride and dilate in one layer"),
                     .remedy = say("leave one of them out")});
    return what;
}

template <int dims>
Result<Maps> conv(Laying& at, Maps input) {
    CallReader& call = at.call;
    call.require("filters");
    Convolving what = convolving<dims>(call);
    what.out = call.integer("filters", 1);
    what.groups = call.integer("groups", 1);
    const Expr* const activation = call.get("activation");
    if (const auto done = finished(call); !done) return error_of(done);
    return activated(at, lay_convolution(at, what, std::move(input)), activation);
}

/// Channels that each have kernels of their own; how many go out.
Result<int> set_depthwise(Convolving& what, int multiplier, const Maps& input) {
    const auto shape = shape_at(input);
    if (!shape) return error_of(shape);
    if (multiplier < 1 || multiplier > (1 << 20) / std::max(shape->c, 1)) {
        return fail(ErrorCode::bad_format, say("{0} is {1}", "depth_multiplier", multiplier),
                    say("make it a whole number from 1"));
    }
    what.groups = shape->c;
    what.out = shape->c * multiplier;
    return what.out;
}

Result<Maps> depthwise(Laying& at, Maps input) {
    CallReader& call = at.call;
    Convolving what = convolving<2>(call);
    const int multiplier = call.integer("depth_multiplier", 1);
    const Expr* const activation = call.get("activation");
    if (const auto done = finished(call); !done) return error_of(done);
    if (const auto set = set_depthwise(what, multiplier, input); !set) return error_of(set);
    return activated(at, lay_convolution(at, what, std::move(input)), activation);
}

/// A depthwise convolution and one of 1 x 1, which has the bias.
Result<Maps> separable(Laying& at, Maps input) {
    CallReader& call = at.call;
    call.require("filters");
    Convolving what = convolving<2>(call);
    const int multiplier = call.integer("depth_multiplier", 1);
    const Convolving point{.out = call.integer("filters", 1), .bias = what.bias, .place = 2};
    what.bias = false;
    const Expr* const activation = call.get("activation");
    if (const auto done = finished(call); !done) return error_of(done);
    if (const auto set = set_depthwise(what, multiplier, input); !set) return error_of(set);
    const std::string name = at.name;
    if (!name.empty()) at.name = name + "_depthwise";
    auto between = lay_convolution(at, what, std::move(input));
    if (!between) return between;
    at.name = name;
    return activated(at, lay_convolution(at, point, std::move(*between)), activation);
}

Result<Maps> dense(Laying& at, Maps input) {
    CallReader& call = at.call;
    call.require("units");
    const int units = call.integer("units", 1);
    const bool bias = call.truth("use_bias", true);
    const Expr* const activation = call.get("activation");
    if (const auto done = finished(call); !done) return error_of(done);
    return activated(at, lay_linear(at, 0, units, bias, std::move(input)), activation);
}

Result<Maps> batch_norm(Laying& at, Maps input) {
    CallReader& call = at.call;
    const int axis = call.integer("axis", -1);
    const double epsilon = call.number("epsilon", 1e-3);
    static_cast<void>(call.truth("center", true));  // a new one changes nothing
    static_cast<void>(call.truth("scale", true));
    if (axis != -1 && axis != (input.is_flat() ? 1 : input.axes - 1))
        call.refuse(
            {.code = ErrorCode::unsupported,
             .what = say("{0} normalises along axis {1}, which are no channels", at.own, axis),
             .remedy = say("leave axis out")});
    if (const auto done = finished(call); !done) return error_of(done);
    return lay_batch_norm(at, 0, epsilon, std::move(input));
}

/// The axis of a Keras array, channels last, as one of (n, c, h, w); none where it is none.
std::optional<int> own_axis(const Maps& maps, int axis) {
    const int count = maps.folded != Axes{} ? 2 : maps.axes;
    if (axis < 0) axis += count;
    if (axis < 0 || axis >= count) return std::nullopt;
    if (axis == 0 || count == 2) return axis;
    return axis == count - 1 ? 1 : axis + 1;
}

Result<Maps> softmax_along(Laying& at, std::vector<int> axes, Maps input) {
    settle_axes(input);
    std::vector<int> own;
    for (const int axis : axes) own.push_back(own_axis(input, axis).value_or(-1));
    std::ranges::sort(own);
    std::optional<Axes> along;
    if (own.size() == 1 && own[0] >= 0) along = axes_of(input, own[0]);
    const bool apart = input.folded == Axes{} && input.axes == 4;
    if (apart && own == std::vector<int>{1, 2, 3}) along = flat_axes;
    if (apart && own == std::vector<int>{2, 3}) along = Axes{2, 3};
    return lay_softmax(at, along, std::move(input));
}

Result<Maps> softmax(Laying& at, Maps input) {
    std::vector<int> axes = at.call.integers("axis");
    if (axes.empty()) axes = {-1};
    if (const auto done = finished(at.call); !done) return error_of(done);
    return softmax_along(at, std::move(axes), std::move(input));
}

Result<Maps> activation(Laying& at, Maps input) {
    at.call.require("activation");
    const Expr* const named = at.call.get("activation");
    if (const auto done = finished(at.call); !done) return error_of(done);
    return lay_activation(at, *named, std::move(input));
}

Result<Maps> relu(Laying& at, Maps input) {
    CallReader& call = at.call;
    const double slope = call.number("negative_slope", 0);
    if (call.number("threshold", 0) != 0 || (slope != 0 && call.get("max_value") != nullptr))
        call.refuse({.code = ErrorCode::unsupported,
                     .what = say("{0} is no layer that is known here", at.expr.source),
                     .remedy = say("use max_value or negative_slope alone")});
    Pointwise layer{.function = Function::relu};
    if (slope != 0) layer = {Function::leaky_relu, static_cast<float>(slope), 0};
    if (call.get("max_value") != nullptr)
        layer = {Function::clip, 0, static_cast<float>(call.number("max_value", 6))};
    if (const auto done = finished(call); !done) return error_of(done);
    return lay_function(at, layer, std::move(input));
}

Result<Maps> leaky_relu(Laying& at, Maps input) {
    // Keras 2 calls it alpha.
    const double slope = at.call.number("alpha", at.call.number("negative_slope", 0.3));
    if (const auto done = finished(at.call); !done) return error_of(done);
    return lay_function(at, {Function::leaky_relu, static_cast<float>(slope), 0}, std::move(input));
}

Result<Maps> elu(Laying& at, Maps input) {
    const double alpha = at.call.number("alpha", 1);
    if (const auto done = finished(at.call); !done) return error_of(done);
    return lay_function(at, {Function::elu, static_cast<float>(alpha), 0}, std::move(input));
}

Result<Maps> flatten(Laying& at, Maps input) {
    want_channels_last(at.call);
    if (const auto done = finished(at.call); !done) return error_of(done);
    return fold(std::move(input), 1, -1, at.own, at.line);
}

/// To flat maps, or from flat ones to the axes that they had.
Result<Maps> reshape(Laying& at, Maps input) {
    at.call.require("target_shape");
    std::vector<int> wanted = at.call.integers("target_shape");
    if (const auto done = finished(at.call); !done) return error_of(done);
    if (wanted.size() == 1 && !input.is_flat()) {
        auto flat = fold(std::move(input), 1, -1, at.own, at.line);
        if (flat && wanted[0] != -1) flat->claimed = wanted[0];
        if (flat)
            if (const auto settled = settle_claim(*flat); !settled) return error_of(settled);
        return flat;
    }
    // (h, w, c) to (c, h, w): they are the flat maps' own where one cell of each channel is there.
    if (wanted.size() == 3) wanted = {wanted[2], wanted[0], wanted[1]};
    const bool cells = wanted.size() == 3 && wanted[1] == 1 && wanted[2] == 1;
    if (!cells) {
        return fail(ErrorCode::unsupported,
                    say("{0} moves numbers to other rows, columns or channels", at.own),
                    say("give the maps the axes that they had before"));
    }
    return unfold(std::move(input), wanted, at.own, at.line);
}

Result<Maps> nothing(Laying& at, Maps input) {
    auto same = lay_nothing(at, std::move(input));
    if (const auto done = finished(at.call); !done) return error_of(done);
    return same;
}

/// 1, (rows, columns) or ((top, bottom), (left, right)).
template <int dims>
Result<Maps> zero_padding(Laying& at, Maps input) {
    CallReader& call = at.call;
    want_channels_last(call);
    const Expr* const given = call.get("padding");
    std::vector<int> sides;
    if (given == nullptr) sides = {1, 1, 1, 1};
    if (given != nullptr)
        for (const Expr& one : given->kind == ExprKind::list ? given->items : std::vector{*given})
            for (const Expr& side : one.kind == ExprKind::list ? one.items : std::vector{one})
                sides.push_back(integer_of(side).value_or(-1));
    const bool pairs = given != nullptr && given->kind == ExprKind::list && !given->items.empty() &&
                       given->items.front().kind == ExprKind::list;
    if (sides.size() == 1) sides.assign(4, sides[0]);
    if (sides.size() == 2 && dims == 2 && !pairs) sides = {sides[0], sides[0], sides[1], sides[1]};
    if (sides.size() == 2 && dims == 1) sides = {0, 0, sides[0], sides[1]};
    if (sides.size() != 4 || std::ranges::min(sides) < 0)
        call.refuse_value("padding", say("numbers of cells"));
    if (const auto done = finished(call); !done) return error_of(done);
    if (dims == 1) sides[0] = sides[1] = 0;
    return put_around(at, {sides[0], sides[2], sides[1], sides[3]}, 0, std::move(input));
}

}  // namespace

Result<Maps> lay_activation(Laying& at, const Expr& activation, Maps input) {
    const std::string_view name =
        activation.kind == ExprKind::string || activation.kind == ExprKind::name
            ? last_part(activation.text)
            : "";
    constexpr float sixth = 1.0F / 6;
    if (name == "linear") return input;
    if (name == "relu") return lay_function(at, {Function::relu}, std::move(input));
    if (name == "relu6") return lay_function(at, {Function::clip, 0, 6}, std::move(input));
    if (name == "leaky_relu")
        return lay_function(at, {Function::leaky_relu, 0.2F, 0}, std::move(input));
    if (name == "elu") return lay_function(at, {Function::elu, 1, 0}, std::move(input));
    if (name == "sigmoid") return lay_function(at, {Function::sigmoid}, std::move(input));
    if (name == "tanh") return lay_function(at, {Function::tanh}, std::move(input));
    if (name == "hard_sigmoid")
        return lay_function(at, {Function::hard_sigmoid, sixth, 0.5F}, std::move(input));
    if (name == "softmax") return softmax_along(at, {-1}, std::move(input));
    return fail(ErrorCode::unsupported,
                say("the activation {0} is no layer that is known here", activation.source),
                say("use relu, leaky_relu, elu, sigmoid, tanh, hard_sigmoid or softmax"));
}

std::span<const CallRow> keras_layers() {
    static constexpr std::array list{
        CallRow{"Conv1D", conv_names, conv<1>},
        CallRow{"Convolution1D", conv_names, conv<1>},
        CallRow{"Conv2D", conv_names, conv<2>},
        CallRow{"Convolution2D", conv_names, conv<2>},
        CallRow{"DepthwiseConv2D", depthwise_names, depthwise},
        CallRow{"SeparableConv2D", separable_names, separable},
        CallRow{"Dense", dense_names, dense},
        CallRow{"BatchNormalization", norm_names, batch_norm},
        CallRow{"Activation", activation_names, activation},
        CallRow{"ReLU", relu_names, relu},
        CallRow{"LeakyReLU", slope_names, leaky_relu},
        CallRow{"ELU", alpha_names, elu},
        CallRow{"Softmax", axis_names, softmax},
        CallRow{"Flatten", format_names, flatten},
        CallRow{"Reshape", shape_names, reshape},
        CallRow{"Dropout", dropout_names, nothing},
        CallRow{"SpatialDropout1D", dropout_names, nothing},
        CallRow{"SpatialDropout2D", dropout_names, nothing},
        CallRow{"AlphaDropout", dropout_names, nothing},
        CallRow{"Identity", no_names, nothing},
        CallRow{"ZeroPadding1D", padding_names, zero_padding<1>},
        CallRow{"ZeroPadding2D", padding_names, zero_padding<2>},
    };
    return list;
}

std::span<const CallRow> keras_functions() {
    static constexpr std::array<std::string_view, 1> no_activation{"name"};
    static constexpr auto named = [](Laying& at, Maps input) -> Result<Maps> {
        if (const auto done = finished(at.call); !done) return error_of(done);
        return lay_activation(at, at.expr.items.front(), std::move(input));
    };
    static constexpr std::array list{
        CallRow{"relu", no_activation, named},    CallRow{"relu6", no_activation, named},
        CallRow{"sigmoid", no_activation, named}, CallRow{"tanh", no_activation, named},
        CallRow{"softmax", axis_names, softmax},  CallRow{"elu", no_activation, named},
    };
    return list;
}

}  // namespace poolscope::network_code
