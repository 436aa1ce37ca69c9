/// What Keras and TensorFlow refuse, and what they make of a layer.
#include "dialects/keras.hpp"

#include <set>

#include "dialects/code_text.hpp"
#include "dialects/layer_rules.hpp"

namespace poolscope {

namespace {

constexpr Extent undilated{.h = 1, .w = 1};

/// "MaxPooling2D", "AveragePooling1D".
std::string layer_name(const Operator& op, bool in_1d) {
    return std::string(op.averages() ? "AveragePooling" : "MaxPooling") + (in_1d ? "1D" : "2D");
}

/// Nothing, or why Keras has no layer for this operator so placed.
Result<void> check_layer(const Operator& op) {
    if (op.id == "max" || op.id == "min" || op.id == "avg") return {};
    return fail(ErrorCode::not_expressible,
                say("Keras has no layer for {0} pooling", named(op.name)),
                say("choose another operator"));
}

/// Keras' words for a pool_size or strides that is not positive.
Result<void> check_positive(ErrorCode code, std::string_view name, const Extent& extent,
                            bool in_1d) {
    std::set<int> wrong;
    if (extent.h < 1 && !in_1d) wrong.insert(extent.h);
    if (extent.w < 1) wrong.insert(extent.w);
    if (wrong.empty()) return {};
    std::string values;
    for (const int value : wrong) values += (values.empty() ? "" : ", ") + std::to_string(value);
    const std::string own(name);
    return fail(code,
                quote("The `" + own + "` argument must be a tuple of " + (in_1d ? "1" : "2") +
                      " integers. Received " + own + "=" +
                      (in_1d ? std::to_string(extent.w) : pair_text(extent)) +
                      ", including values {" + values + "} that do not satisfy `value > 0`"),
                say("make {0} {1} or more", own, 1));
}

Result<void> unrecognized(ErrorCode code, const Operator& op, bool in_1d, const std::string& name,
                          const std::string& value) {
    return fail(code,
                quote("Unrecognized keyword arguments passed to " + layer_name(op, in_1d) + ": {'" +
                      name + "': " + value + "}"),
                say("leave {0} out", name));
}

/// Whether padding is none, or "same" has as much.
bool pads_like_keras(const PoolParams& params, const Shape& input) {
    const Padding pad = padding_of(input, params);
    return pad == Padding{} || pad == same_padding(input, params, true);
}

Result<void> check_dilation(const Layer& layer, const Shape& input) {
    const PoolParams meant = canonical(layer, input).params;
    if (meant.dilation == undilated) return {};
    if (meant.dilation.h < 1 || meant.dilation.w < 1) {
        return fail(ErrorCode::bad_dilation, quote("all values of dilation_rate must be positive"),
                    say("make {0} {1} or more", "dilation", 1));
    }
    if (meant.stride.h > 1 || meant.stride.w > 1) {
        return fail(ErrorCode::bad_dilation,
                    quote("strides > 1 not supported in conjunction with dilation_rate > 1"),
                    say("set dilation or stride to 1"));
    }
    if (!layer.op->averages() && meant.padding != Padding{}) {
        return fail(
            ErrorCode::not_expressible,
            say("tf.nn.pool pads a dilated window's input with zeros, which win over negative "
                "cells"),
            say("take the padding away, or set dilation to 1"));
    }
    return {};
}

Result<void> check_output(const PoolParams& params, const Shape& input) {
    const auto fits = [](int extent, int kernel_size, int dilation) -> Result<void> {
        const auto window = std::int64_t{dilation} * (std::int64_t{kernel_size} - 1) + 1;
        if (window <= extent) return {};
        return fail(ErrorCode::window_outside,
                    quote("Negative dimension size caused by subtracting " +
                          std::to_string(window) + " from " + std::to_string(extent)),
                    say(R"(make pool_size smaller, or pad by "same")"));
    };
    if (padding_of(input, params) != Padding{}) return {};
    const bool same = params.padding_mode == PaddingMode::same_upper ||
                      params.padding_mode == PaddingMode::same_lower;
    if (same) return {};
    return first_error({fits(input.h, params.kernel_size.h, params.dilation.h),
                        fits(input.w, params.kernel_size.w, params.dilation.w)});
}

Result<void> check_sliding(const Layer& layer, const Shape& input) {
    const bool in_1d = one_dimensional(layer, input);
    auto checked = first_error(
        {check_positive(ErrorCode::bad_kernel_size, "pool_size", layer.params.kernel_size, in_1d),
         check_positive(ErrorCode::bad_stride, "strides", layer.params.stride, in_1d),
         check_dilation(layer, input)});
    if (!checked) return checked;
    if (layer.params.ceil_mode)
        return unrecognized(ErrorCode::not_expressible, *layer.op, in_1d, "ceil_mode", "True");
    if (layer.op->averages() && layer.params.divisor_override) {
        return unrecognized(ErrorCode::bad_divisor, *layer.op, in_1d, "divisor_override",
                            std::to_string(*layer.params.divisor_override));
    }
    if (!pads_like_keras(layer.params, input)) {
        const Padding pad = padding_of(input, layer.params);
        return fail(ErrorCode::bad_padding,
                    quote("`padding` must be either `'valid'` or `'same'`. Received " +
                          padding_text(pad).english()),
                    say(R"(pad by "same" or not at all)"));
    }
    return check_output(layer.params, input);
}

Result<void> check(const Layer& asked, const Shape& input) {
    if (auto checked = check_layer(*asked.op); !checked) return checked;
    const Layer layer = settled(asked);
    if (layer.params.placement == Placement::sliding) return check_sliding(layer, input);
    if (layer.params.placement == Placement::adaptive) {
        return check_positive(ErrorCode::bad_output_size, "output_size", layer.params.output_size,
                              one_dimensional(layer, input));
    }
    return {};
}

/// Padding becomes none or "same".
void adapt_padding(const Shape& input, Adapted& adapted) {
    PoolParams& params = adapted.layer.params;
    const Padding before = padding_of(input, params);
    const bool same = before != Padding{} || params.padding_mode == PaddingMode::same_upper ||
                      params.padding_mode == PaddingMode::same_lower;
    params.padding = {};
    params.padding_mode = same ? PaddingMode::same_upper : PaddingMode::valid;
    const Padding after = padding_of(input, params);
    if (after == before) return;
    if (odd_cells_moved(before, after)) {
        adapted.changes.push_back(say("Keras puts the odd cell of padding at the end"));
        return;
    }
    adapted.changes.push_back(
        say(R"(Keras pads by "same" or not at all, so padding is {0} in place of {1})",
            padding_text(after), padding_text(before)));
}

Result<void> adapt_sliding(const Shape& input, Adapted& adapted) {
    const Layer& layer = adapted.layer;
    PoolParams& params = adapted.layer.params;
    const PoolParams meant = canonical(layer, input).params;
    if (meant.dilation != undilated && (meant.stride.h > 1 || meant.stride.w > 1)) {
        params.dilation = undilated;
        adapted.changes.push_back(say("TensorFlow has no dilation together with strides"));
    }
    if (params.ceil_mode) {
        params.ceil_mode = false;
        adapted.changes.push_back(say("Keras has no ceil_mode"));
    }
    adapt_padding(input, adapted);
    // Dilated windows are left with stride 1, where tf.nn.pool may have them.
    if (auto checked = check_dilation(layer, input); !checked) return checked;
    if (!layer.op->averages()) return {};
    const bool padded = padding_of(input, params) != Padding{};
    const bool dilated = canonical(layer, input).params.dilation != undilated;
    if (padded && dilated && !params.count_include_pad && !params.divisor_override) {
        adapted.changes.push_back(
            say("tf.nn.pool pads with zeros before it dilates, and counts them in the mean"));
    }
    if (padded && !dilated && params.count_include_pad && !params.divisor_override)
        adapted.changes.push_back(say("Keras never counts padding in the mean"));
    params.count_include_pad = padded && dilated;
    return {};
}

Result<Adapted> adapt(const Layer& asked, const Shape& input) {
    if (auto checked = check_layer(*asked.op); !checked) return error_of(checked);
    Adapted adapted = taken_over(keras_dialect(), asked);
    PoolParams& params = adapted.layer.params;
    if (params.placement == Placement::sliding) {
        auto checked = adapt_sliding(input, adapted);
        if (!checked) return error_of(checked);
    }
    if (asked.op->averages() && params.divisor_override) {
        params.divisor_override.reset();
        adapted.changes.push_back(say("Keras has no divisor_override"));
    }
    return adapted;
}

}  // namespace

const Dialect& keras_dialect() {
    static constexpr Dialect row{
        .id = "keras",
        .name = word("Keras / TensorFlow"),
        .note =
            word(R"(Padding is "same" or none and never counts in the mean, without ceil_mode; on )"
                 "a CPU, NaN may not get through max"),
        .layout = "nhwc",
        .counts_padding = false,
        .check = check,
        .adapt = adapt,
        .call = keras_call,
        .parse = parse_keras};
    return row;
}

}  // namespace poolscope
