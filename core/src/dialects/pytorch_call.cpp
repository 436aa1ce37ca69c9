/// Writes a layer as a torch.nn module.
#include "dialects/code_text.hpp"
#include "dialects/layer_rules.hpp"
#include "dialects/pytorch.hpp"

namespace poolscope {

namespace {

/// The module with its arguments, those that equal PyTorch's defaults left out.
std::string sliding_text(const Layer& layer, bool pads, bool in_1d) {
    const PoolParams& params = layer.params;
    const std::string dims = in_1d ? "1d(" : "2d(";
    const auto text_of = [in_1d](const Extent& extent) { return extent_text(extent, in_1d); };
    std::string text;
    if (is_lp(layer))
        text = "nn.LPPool" + dims + number_text(params.norm) + ", ";
    else
        text = (layer.op->averages() ? "nn.AvgPool" : "nn.MaxPool") + dims;
    text += text_of(params.kernel_size);
    const bool strides =
        in_1d ? params.stride.w != params.kernel_size.w : params.stride != params.kernel_size;
    if (strides) text += ", stride=" + text_of(params.stride);
    if (pads && params.padding != Padding{})
        text += ", padding=" + text_of({.h = params.padding.top, .w = params.padding.left});
    if (params.dilation != Extent{.h = 1, .w = 1}) text += ", dilation=" + text_of(params.dilation);
    if (params.ceil_mode) text += ", ceil_mode=True";
    if (params.divisor_override)
        text += ", divisor_override=" + std::to_string(*params.divisor_override);
    else if (!params.count_include_pad)
        text += ", count_include_pad=False";
    return text + ")";
}

std::string adaptive_text(const Operator& op, const Extent& output, bool in_1d) {
    return std::string(op.averages() ? "nn.AdaptiveAvgPool" : "nn.AdaptiveMaxPool") +
           (in_1d ? "1d(" : "2d(") + extent_text(output, in_1d) + ")";
}

std::string fractional_text(const PoolParams& params) {
    return "nn.FractionalMaxPool2d(" + extent_text(params.kernel_size, false) +
           ", output_size=" + extent_text(params.output_size, false) + ")";
}

/// The module's text, without what it is applied to.
std::string module_text(const Layer& layer, bool pads, bool in_1d) {
    switch (layer.params.placement) {
        case Placement::adaptive:
            return adaptive_text(*layer.op, layer.params.output_size, in_1d);
        case Placement::global:
            return adaptive_text(*layer.op, {.h = 1, .w = 1}, in_1d);
        case Placement::fractional:
            return fractional_text(layer.params);
        case Placement::sliding:
        case Placement::channels:
            break;
    }
    return sliding_text(layer, pads, in_1d);
}

/// F.pad of `x` by the layer's padding, with what reads as the operator's padding.
std::string pad_text(const Layer& layer, const std::string& x, bool in_1d) {
    const Padding& pad = layer.params.padding;
    std::string text =
        "F.pad(" + x + ", (" + std::to_string(pad.left) + ", " + std::to_string(pad.right);
    if (!in_1d) text += ", " + std::to_string(pad.top) + ", " + std::to_string(pad.bottom);
    const bool zeros = layer.op->averages() || is_lp(layer);
    return text + (zeros ? "))" : R"(), value=float("-inf")))");
}

}  // namespace

Result<std::string> pytorch_call(const Layer& asked, const Shape& input) {
    return pytorch_call(asked, input, true);
}

Result<std::string> pytorch_call(const Layer& asked, const Shape& input, bool by_rows) {
    return exact_layer(pytorch_dialect(), asked, input).map([&](const Layer& adapted) {
        const Layer layer = canonical(adapted, input);
        // AvgPool1d has no divisor_override: the 2d module takes the row as a plane.
        const bool in_1d =
            by_rows && one_dimensional(layer, input) && !layer.params.divisor_override;
        const bool pads = layer.params.padding == Padding{} || pytorch_pads_itself(layer);
        // The minimum of x is -max(-x).
        const bool negated = layer.op->id == "min";
        const std::string x = negated ? "-x" : "x";
        std::string text = module_text(layer, pads, in_1d);
        if (!pads)
            text += "(" + pad_text(layer, x, in_1d) + ")";
        else if (negated)
            text += "(" + x + ")";
        return negated ? "-" + text : text;
    });
}

}  // namespace poolscope
