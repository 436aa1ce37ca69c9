/// Writes a layer as an ONNX node.
#include "dialects/code_text.hpp"
#include "dialects/layer_rules.hpp"
#include "dialects/onnx.hpp"

namespace poolscope {

namespace {

std::string list_text(const Extent& extent, bool in_1d) {
    const std::string w = std::to_string(extent.w);
    return in_1d ? "[" + w + "]" : "[" + std::to_string(extent.h) + ", " + w + "]";
}

/// [top, left, bottom, right], or [begin, end] of the columns alone.
std::string pads_text(const Padding& pad, bool in_1d) {
    const std::string left = std::to_string(pad.left);
    const std::string right = std::to_string(pad.right);
    if (in_1d) return "[" + left + ", " + right + "]";
    return "[" + std::to_string(pad.top) + ", " + left + ", " + std::to_string(pad.bottom) + ", " +
           right + "]";
}

/// The attributes of a sliding node, those that equal ONNX's defaults left out. `mode` is the
/// padding's, in place of numbers.
std::string sliding_text(const PoolParams& params, PaddingMode mode, bool in_1d) {
    constexpr Extent one{.h = 1, .w = 1};
    std::string text = ", kernel_shape=" + list_text(params.kernel_size, in_1d);
    if (params.stride != one) text += ", strides=" + list_text(params.stride, in_1d);
    if (mode == PaddingMode::same_upper)
        text += R"(, auto_pad="SAME_UPPER")";
    else if (mode == PaddingMode::same_lower)
        text += R"(, auto_pad="SAME_LOWER")";
    else if (params.padding != Padding{})
        text += ", pads=" + pads_text(params.padding, in_1d);
    if (params.dilation != one) text += ", dilations=" + list_text(params.dilation, in_1d);
    if (params.ceil_mode) text += ", ceil_mode=1";
    return text;
}

std::string node_type(const Layer& layer) {
    if (layer.op->averages()) return "AveragePool";
    return is_lp(layer) ? "LpPool" : "MaxPool";
}

}  // namespace

Result<std::string> onnx_call(const Layer& asked, const Shape& input) {
    return exact_layer(onnx_dialect(), asked, input).map([&](const Layer& adapted) {
        const Layer layer = canonical(adapted, input);
        const PoolParams& params = layer.params;
        const bool global = params.placement == Placement::global;
        std::string text = R"(onnx.helper.make_node(")" + std::string(global ? "Global" : "") +
                           node_type(layer) + R"(", ["x"], ["y"])";
        if (is_lp(layer)) text += ", p=" + number_text(params.norm);
        if (global) return text + ")";
        text += sliding_text(params, adapted.params.padding_mode, one_dimensional(layer, input));
        const bool counts =
            layer.op->averages() && params.padding != Padding{} && params.count_include_pad;
        return text + (counts ? ", count_include_pad=1)" : ")");
    });
}

}  // namespace poolscope
