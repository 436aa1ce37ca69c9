/// Writes a layer as an ONNX node.
#include "dialects/code_text.hpp"
#include "dialects/layer_rules.hpp"
#include "dialects/onnx.hpp"

namespace poolscope {

namespace {

using Numbers = std::vector<std::int64_t>;

Numbers numbers_of(const Extent& extent, bool in_1d) {
    return in_1d ? Numbers{extent.w} : Numbers{extent.h, extent.w};
}

/// [top, left, bottom, right], or [begin, end] of the columns alone.
Numbers pads_of(const Padding& pad, bool in_1d) {
    if (in_1d) return {pad.left, pad.right};
    return {pad.top, pad.left, pad.bottom, pad.right};
}

/// `mode` is the padding's, in place of numbers.
void set_sliding(const PoolParams& params, PaddingMode mode, bool in_1d, OnnxAttributes& to) {
    constexpr Extent one{.h = 1, .w = 1};
    to.kernel_shape = numbers_of(params.kernel_size, in_1d);
    if (params.stride != one) to.strides = numbers_of(params.stride, in_1d);
    if (mode == PaddingMode::same_upper)
        to.auto_pad = "SAME_UPPER";
    else if (mode == PaddingMode::same_lower)
        to.auto_pad = "SAME_LOWER";
    else if (params.padding != Padding{})
        to.pads = pads_of(params.padding, in_1d);
    if (params.dilation != one) to.dilations = numbers_of(params.dilation, in_1d);
    to.ceil_mode = params.ceil_mode;
}

std::string node_type(const Layer& layer) {
    if (layer.op->averages()) return "AveragePool";
    return is_lp(layer) ? "LpPool" : "MaxPool";
}

/// `, strides=[2, 2]`; nothing of an empty list.
std::string list_text(std::string_view name, const Numbers& numbers) {
    if (numbers.empty()) return "";
    std::string text;
    for (const std::int64_t one : numbers) text += (text.empty() ? "" : ", ") + std::to_string(one);
    return ", " + std::string(name) + "=[" + text + "]";
}

}  // namespace

Result<OnnxNode> onnx_node(const Layer& asked, const Shape& input, bool by_rows) {
    return exact_layer(onnx_dialect(), asked, input).map([&](const Layer& adapted) {
        const Layer layer = canonical(adapted, input);
        const PoolParams& params = layer.params;
        const bool global = params.placement == Placement::global;
        OnnxNode node{(global ? "Global" : "") + node_type(layer), {}};
        if (is_lp(layer)) node.attributes.p = params.norm;
        if (global) return node;
        set_sliding(params, adapted.params.padding_mode, by_rows && one_dimensional(layer, input),
                    node.attributes);
        node.attributes.count_include_pad =
            layer.op->averages() && params.padding != Padding{} && params.count_include_pad;
        return node;
    });
}

Result<std::string> onnx_call(const Layer& layer, const Shape& input) {
    return onnx_node(layer, input, true).map([](const OnnxNode& node) {
        const OnnxAttributes& given = node.attributes;
        std::string text = R"(onnx.helper.make_node(")" + node.op_type + R"(", ["x"], ["y"])";
        if (node.op_type.ends_with("LpPool")) text += ", p=" + number_text(given.p);
        text += list_text("kernel_shape", given.kernel_shape) + list_text("strides", given.strides);
        if (given.auto_pad != "NOTSET") text += ", auto_pad=\"" + given.auto_pad + "\"";
        text += list_text("pads", given.pads) + list_text("dilations", given.dilations);
        if (given.ceil_mode) text += ", ceil_mode=1";
        return text + (given.count_include_pad ? ", count_include_pad=1)" : ")");
    });
}

}  // namespace poolscope
