/// What ONNX refuses, what it makes of a layer, and a node's attributes as one.
#include "dialects/onnx.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "dialects/code_text.hpp"
#include "dialects/layer_rules.hpp"

namespace poolscope {

namespace {

/// One of ONNX's pooling operators.
struct Node {
    std::string_view type;
    std::string_view op;  ///< our operator's id
    bool global = false;
};

constexpr std::array nodes{
    Node{"MaxPool", "max"},
    Node{"AveragePool", "avg"},
    Node{"LpPool", "lp"},
    Node{"GlobalMaxPool", "max", true},
    Node{"GlobalAveragePool", "avg", true},
    Node{"GlobalLpPool", "lp", true},
};

const Node* find_node(std::string_view type) {
    const auto* const found = std::ranges::find(nodes, type, &Node::type);
    return found == nodes.end() ? nullptr : found;
}

/// Nothing, or why ONNX has no node for this operator so placed.
Result<void> check_node(const Layer& layer) {
    const auto has = [&](const Node& node) { return node.op == layer.op->id; };
    if (std::ranges::none_of(nodes, has)) {
        return fail(ErrorCode::not_expressible,
                    say("ONNX has no node for {0} pooling", named(layer.op->name)),
                    layer.op->id == "min"
                        ? say("negate what goes into MaxPool and what comes out of it")
                        : say("choose another operator"));
    }
    if (layer.params.placement == Placement::adaptive &&
        layer.params.output_size != Extent{.h = 1, .w = 1}) {
        return fail(ErrorCode::not_expressible, say("ONNX has no adaptive pooling"),
                    say("use sliding windows, or global pooling"));
    }
    if (is_lp(layer) && layer.params.norm != std::floor(layer.params.norm)) {
        return fail(
            ErrorCode::not_expressible,
            say("p is an INT attribute of LpPool, and {0} is none", number_text(layer.params.norm)),
            say("make norm a whole number"));
    }
    if (is_lp(layer) && !(std::fabs(layer.params.norm) <= 1e9)) {
        return fail(ErrorCode::not_expressible,
                    say("p is an INT attribute of LpPool, which cannot be infinite"),
                    say("make norm a smaller whole number"));
    }
    return {};
}

Result<void> at_least(int least, ErrorCode code, const char* name, int value) {
    if (value >= least) return {};
    return fail(code, say("{0} of ONNX must be {1} or more, and {2} is not", name, least, value),
                say("make it {0} or more", least));
}

Result<void> check_sliding(const PoolParams& params) {
    const auto pair = [](ErrorCode code, const char* name, const Extent& extent) {
        return at_least(1, code, name, std::min(extent.h, extent.w));
    };
    const Padding& pad = params.padding;
    return first_error({pair(ErrorCode::bad_kernel_size, "kernel_shape", params.kernel_size),
                        pair(ErrorCode::bad_stride, "strides", params.stride),
                        pair(ErrorCode::bad_dilation, "dilations", params.dilation),
                        at_least(0, ErrorCode::bad_padding, "pads",
                                 std::min({pad.top, pad.left, pad.bottom, pad.right}))});
}

Result<void> check(const Layer& asked, const Shape& input) {
    const Layer layer = settled(asked);
    if (auto checked = check_node(layer); !checked) return checked;
    if (layer.op->averages() && layer.params.divisor_override) {
        return fail(ErrorCode::bad_divisor,
                    quote("Unrecognized attribute: divisor_override for operator AveragePool"),
                    say("leave {0} out", "divisor_override"));
    }
    if (layer.params.placement == Placement::sliding) {
        if (auto checked = check_sliding(layer.params); !checked) return checked;
    }
    const auto placed = make_geometry(layer, input);
    if (!placed) return error_of(placed);
    return {};
}

Result<Adapted> adapt(const Layer& asked, const Shape& input) {
    Adapted adapted = taken_over(onnx_dialect(), asked);
    const Layer& layer = adapted.layer;
    PoolParams& params = adapted.layer.params;
    if (auto checked = check_node(layer); !checked) return error_of(checked);
    if (params.placement == Placement::adaptive) params.placement = Placement::global;
    if (params.padding_mode == PaddingMode::valid) {
        params.padding_mode = PaddingMode::numbers;
        params.padding = {};
    }
    if (layer.op->averages() && params.divisor_override) {
        params.divisor_override.reset();
        adapted.changes.push_back(say("ONNX has no divisor_override"));
    }
    if (is_lp(layer) && params.signed_powers) {
        const Layer signed_layer = layer;
        params.signed_powers = false;
        if (!same_result(signed_layer, layer, input)) {
            adapted.changes.push_back(
                say("ONNX raises |x|, so the signs of odd powers are not kept"));
        }
    }
    return adapted;
}

/// A list of a node as (rows, columns): `otherwise` where it is left out, and `rows` where there
/// are only columns.
Result<Extent> extent_of(std::string_view name, const std::vector<std::int64_t>& list,
                         std::size_t dims, int rows) {
    if (list.empty()) return Extent{.h = 1, .w = 1};
    if (list.size() != dims) {
        return fail(ErrorCode::bad_format,
                    quote("Attribute " + std::string(name) + " has incorrect size"),
                    say("give it {0} numbers, as many as kernel_shape", dims));
    }
    for (const std::int64_t value : list) {
        if (value >= -max_extent && value <= max_extent) continue;
        return fail(ErrorCode::too_large, say("{0} has {1}, which is too large", name, value),
                    say("make it smaller"));
    }
    const auto h = dims == 1 ? rows : static_cast<int>(list.front());
    return Extent{.h = h, .w = static_cast<int>(list.back())};
}

/// pads, which list every axis's beginning and then every axis's end.
Result<Padding> padding_of_node(const std::vector<std::int64_t>& pads, std::size_t dims) {
    if (pads.empty()) return Padding{};
    if (pads.size() != 2 * dims) {
        return fail(
            ErrorCode::bad_format, quote("Attribute pads has incorrect size"),
            say("give it {0} numbers: the beginning of every axis, then the end of every axis",
                2 * dims));
    }
    const auto half = pads.begin() + static_cast<std::ptrdiff_t>(dims);
    const auto begin = extent_of("pads", {pads.begin(), half}, dims, 0);
    if (!begin) return error_of(begin);
    const auto end = extent_of("pads", {half, pads.end()}, dims, 0);
    if (!end) return error_of(end);
    return Padding{.top = begin->h, .left = begin->w, .bottom = end->h, .right = end->w};
}

Result<PaddingMode> mode_of(const OnnxAttributes& attributes) {
    if (attributes.auto_pad == "NOTSET" || attributes.auto_pad.empty()) return PaddingMode::numbers;
    const bool pads = std::ranges::any_of(attributes.pads, [](auto pad) { return pad != 0; });
    if (pads) {
        return fail(ErrorCode::bad_format, say("pads cannot be used together with auto_pad"),
                    say("leave one of them out"));
    }
    if (attributes.auto_pad == "VALID") return PaddingMode::valid;
    if (attributes.auto_pad == "SAME_UPPER") return PaddingMode::same_upper;
    if (attributes.auto_pad == "SAME_LOWER") return PaddingMode::same_lower;
    return fail(ErrorCode::bad_format,
                say("auto_pad must be NOTSET, SAME_UPPER, SAME_LOWER or VALID, and '{0}' is none",
                    attributes.auto_pad),
                say("use one of them"));
}

Result<void> check_dims(std::string_view type, std::size_t dims) {
    if (dims == 1 || dims == 2) return {};
    if (dims == 0) {
        return fail(ErrorCode::bad_format, quote("Attribute kernel_shape must be specified"),
                    say("add kernel_shape to the node"));
    }
    return fail(ErrorCode::unsupported,
                say("{0} pools {1} dimensions here, and planes have two", type, dims),
                say("give kernel_shape one number or two"));
}

}  // namespace

bool is_onnx_pooling(std::string_view op_type) {
    return find_node(op_type) != nullptr;
}

Result<Layer> onnx_layer(std::string_view op_type, const OnnxAttributes& attributes) {
    const Node* const node = find_node(op_type);
    if (node == nullptr) {
        return fail(ErrorCode::not_expressible, say("ONNX has no pooling operator {0}", op_type),
                    say("use MaxPool, AveragePool, LpPool or a global one of them"));
    }
    const auto op = find_operator(node->op);
    if (!op) return error_of(op);
    Layer layer{.op = *op, .dialect = &onnx_dialect()};
    PoolParams& params = layer.params;
    params.norm = attributes.p;
    if (node->global) {
        params.placement = Placement::global;
        return layer;
    }
    const std::size_t dims = attributes.kernel_shape.size();
    if (auto checked = check_dims(op_type, dims); !checked) return error_of(checked);
    const auto kernel_size = extent_of("kernel_shape", attributes.kernel_shape, dims, 1);
    const auto stride = extent_of("strides", attributes.strides, dims, 1);
    const auto dilation = extent_of("dilations", attributes.dilations, dims, 1);
    for (const auto* const list : {&kernel_size, &stride, &dilation})
        if (!*list) return error_of(*list);
    const auto padding = padding_of_node(attributes.pads, dims);
    if (!padding) return error_of(padding);
    const auto mode = mode_of(attributes);
    if (!mode) return error_of(mode);
    params.kernel_size = *kernel_size;
    params.stride = *stride;
    params.dilation = *dilation;
    params.padding = *padding;
    params.padding_mode = *mode;
    params.count_include_pad = attributes.count_include_pad;
    // With auto_pad VALID the output's size is ceil((input - window + 1) / stride) even in
    // ceil_mode, which is what floor gives without it.
    params.ceil_mode = attributes.ceil_mode && *mode != PaddingMode::valid;
    return layer;
}

const Dialect& onnx_dialect() {
    static constexpr Dialect row{
        .id = "onnx",
        .name = word("ONNX"),
        .note =
            word("stride is 1 and padding is not counted in the mean unless the node says so, and "
                 "padding has no limit"),
        .strides_by_kernel = false,
        .counts_padding = false,
        .check = check,
        .adapt = adapt,
        .call = onnx_call,
        .parse = parse_onnx};
    return row;
}

}  // namespace poolscope
