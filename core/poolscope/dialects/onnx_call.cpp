/// Writes a layer as an ONNX node.
#include "poolscope/dialects/code_text.hpp"
#include "poolscope/dialects/layer_rules.hpp"
#include "poolscope/dialects/onnx.hpp"

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
std::string sliding_text(const PoolParams& layer, PaddingMode mode, bool in_1d) {
    constexpr Extent one{.h = 1, .w = 1};
    std::string text = ", kernel_shape=" + list_text(layer.kernel_size, in_1d);
    if (layer.stride != one) text += ", strides=" + list_text(layer.stride, in_1d);
    if (mode == PaddingMode::same_upper) {
        text += R"(, auto_pad="SAME_UPPER")";
    } else if (mode == PaddingMode::same_lower) {
        text += R"(, auto_pad="SAME_LOWER")";
    } else if (layer.padding != Padding{}) {
        text += ", pads=" + pads_text(layer.padding, in_1d);
    }
    if (layer.dilation != one) text += ", dilations=" + list_text(layer.dilation, in_1d);
    if (layer.ceil_mode) text += ", ceil_mode=1";
    return text;
}

std::string node_type(const Operator& op) {
    if (op.averages()) return "AveragePool";
    return is_lp(op) ? "LpPool" : "MaxPool";
}

}  // namespace

Result<std::string> onnx_call(const Operator& op, const PoolParams& params, const Shape& input) {
    return exact_layer(onnx_dialect(), op, params, input).map([&](const PoolParams& adapted) {
        const PoolParams layer = canonical(op, adapted, input);
        const bool global = layer.placement == Placement::global;
        std::string text = R"(onnx.helper.make_node(")" + std::string(global ? "Global" : "") +
                           node_type(op) + R"(", ["x"], ["y"])";
        if (is_lp(op)) text += ", p=" + number_text(layer.norm);
        if (global) return text + ")";
        text += sliding_text(layer, adapted.padding_mode, one_dimensional(op, layer, input));
        const bool counts = op.averages() && layer.padding != Padding{} && layer.count_include_pad;
        return text + (counts ? ", count_include_pad=1)" : ")");
    });
}

}  // namespace poolscope
