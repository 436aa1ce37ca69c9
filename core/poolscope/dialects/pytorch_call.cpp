/// Writes a layer as a torch.nn module.
#include "poolscope/dialects/code_text.hpp"
#include "poolscope/dialects/layer_rules.hpp"
#include "poolscope/dialects/pytorch.hpp"

namespace poolscope {

namespace {

/// The module with its arguments, those that equal PyTorch's defaults left out.
std::string sliding_text(const Operator& op, const PoolParams& layer, bool pads, bool in_1d) {
    const std::string dims = in_1d ? "1d(" : "2d(";
    const auto text_of = [in_1d](const Extent& extent) { return extent_text(extent, in_1d); };
    std::string text;
    if (is_lp(op)) {
        text = "nn.LPPool" + dims + number_text(layer.norm) + ", ";
    } else {
        text = (op.averages() ? "nn.AvgPool" : "nn.MaxPool") + dims;
    }
    text += text_of(layer.kernel_size);
    const bool strides =
        in_1d ? layer.stride.w != layer.kernel_size.w : layer.stride != layer.kernel_size;
    if (strides) text += ", stride=" + text_of(layer.stride);
    if (pads && layer.padding != Padding{}) {
        text += ", padding=" + text_of({.h = layer.padding.top, .w = layer.padding.left});
    }
    if (layer.dilation != Extent{.h = 1, .w = 1}) text += ", dilation=" + text_of(layer.dilation);
    if (layer.ceil_mode) text += ", ceil_mode=True";
    if (layer.divisor_override) {
        text += ", divisor_override=" + std::to_string(*layer.divisor_override);
    } else if (!layer.count_include_pad) {
        text += ", count_include_pad=False";
    }
    return text + ")";
}

std::string adaptive_text(const Operator& op, const Extent& output, bool in_1d) {
    return std::string(op.averages() ? "nn.AdaptiveAvgPool" : "nn.AdaptiveMaxPool") +
           (in_1d ? "1d(" : "2d(") + extent_text(output, in_1d) + ")";
}

std::string fractional_text(const PoolParams& layer) {
    return "nn.FractionalMaxPool2d(" + extent_text(layer.kernel_size, false) +
           ", output_size=" + extent_text(layer.output_size, false) + ")";
}

/// The module's text, without what it is applied to.
std::string module_text(const Operator& op, const PoolParams& layer, bool pads, bool in_1d) {
    switch (layer.placement) {
        case Placement::adaptive:
            return adaptive_text(op, layer.output_size, in_1d);
        case Placement::global:
            return adaptive_text(op, {.h = 1, .w = 1}, in_1d);
        case Placement::fractional:
            return fractional_text(layer);
        case Placement::sliding:
        case Placement::channels:
            break;
    }
    return sliding_text(op, layer, pads, in_1d);
}

/// F.pad of `x` by the layer's padding, with what reads as the operator's padding.
std::string pad_text(const Operator& op, const std::string& x, const Padding& pad, bool in_1d) {
    std::string text =
        "F.pad(" + x + ", (" + std::to_string(pad.left) + ", " + std::to_string(pad.right);
    if (!in_1d) text += ", " + std::to_string(pad.top) + ", " + std::to_string(pad.bottom);
    const bool zeros = op.averages() || is_lp(op);
    return text + (zeros ? "))" : R"(), value=float("-inf")))");
}

}  // namespace

Result<std::string> pytorch_call(const Operator& op, const PoolParams& params, const Shape& input) {
    return exact_layer(pytorch_dialect(), op, params, input).map([&](const PoolParams& adapted) {
        const PoolParams layer = canonical(op, adapted, input);
        // AvgPool1d has no divisor_override: the 2d module takes the row as a plane.
        const bool in_1d = one_dimensional(op, layer, input) && !layer.divisor_override;
        const bool pads = layer.padding == Padding{} || pytorch_pads_itself(op, layer);
        // The minimum of x is -max(-x).
        const bool negated = op.id == "min";
        const std::string x = negated ? "-x" : "x";
        std::string text = module_text(op, layer, pads, in_1d);
        if (!pads) {
            text += "(" + pad_text(op, x, layer.padding, in_1d) + ")";
        } else if (negated) {
            text += "(" + x + ")";
        }
        return negated ? "-" + text : text;
    });
}

}  // namespace poolscope
