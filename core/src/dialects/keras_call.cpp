/// Writes a layer as a keras.layers layer, or as tf.nn.pool where it dilates.
#include "dialects/code_text.hpp"
#include "dialects/keras.hpp"
#include "dialects/layer_rules.hpp"

namespace poolscope {

namespace {

/// "[3, 3]", or "[3]" for the columns alone.
std::string list_text(const Extent& extent, bool in_1d) {
    const std::string w = std::to_string(extent.w);
    return in_1d ? "[" + w + "]" : "[" + std::to_string(extent.h) + ", " + w + "]";
}

std::string layer_text(const Layer& layer, bool same, bool in_1d) {
    const PoolParams& params = layer.params;
    std::string text = "keras.layers.";
    const std::string dims = in_1d ? "1D(" : "2D(";
    const bool mean = layer.op->averages();
    if (params.placement == Placement::global)
        return text + (mean ? "GlobalAveragePooling" : "GlobalMaxPooling") + dims + ")";
    if (params.placement == Placement::adaptive) {
        return text + (mean ? "AdaptiveAveragePooling" : "AdaptiveMaxPooling") + dims +
               "output_size=" + extent_text(params.output_size, in_1d) + ")";
    }
    text += (mean ? "AveragePooling" : "MaxPooling") + dims +
            "pool_size=" + extent_text(params.kernel_size, in_1d);
    const bool strides =
        in_1d ? params.stride.w != params.kernel_size.w : params.stride != params.kernel_size;
    if (strides) text += ", strides=" + extent_text(params.stride, in_1d);
    return text + (same ? R"(, padding="same"))" : ")");
}

/// tf.nn.pool over `x`, whose strides are 1 unless it is told otherwise.
std::string pool_text(const Layer& layer, bool same, bool in_1d, const std::string& x) {
    return "tf.nn.pool(" + x + ", window_shape=" + list_text(layer.params.kernel_size, in_1d) +
           ", pooling_type=" + (layer.op->averages() ? R"("AVG")" : R"("MAX")") +
           (same ? R"(, padding="SAME")" : "") +
           ", dilations=" + list_text(layer.params.dilation, in_1d) + ")";
}

}  // namespace

Result<std::string> keras_call(const Layer& asked, const Shape& input) {
    return keras_call(asked, input, true);
}

Result<std::string> keras_call(const Layer& asked, const Shape& input, bool by_rows) {
    return exact_layer(keras_dialect(), asked, input).map([&](const Layer& adapted) {
        const Layer layer = canonical(adapted, input);
        const bool in_1d = by_rows && one_dimensional(layer, input);
        const bool same = adapted.params.padding_mode == PaddingMode::same_upper;
        // The minimum of x is -max(-x).
        const bool negated = layer.op->id == "min";
        const bool dilated = layer.params.placement == Placement::sliding &&
                             layer.params.dilation != Extent{.h = 1, .w = 1};
        if (dilated)
            return (negated ? "-" : "") + pool_text(layer, same, in_1d, negated ? "-x" : "x");
        const std::string text = layer_text(layer, same, in_1d);
        return negated ? "-" + text + "(-x)" : text;
    });
}

}  // namespace poolscope
