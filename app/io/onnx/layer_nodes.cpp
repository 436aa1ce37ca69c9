/// The nodes that become layers: the list of their readers, and those of one layer each.
#include <algorithm>
#include <array>
#include <limits>

#include "io/onnx/layer_nodes.hpp"
#include "support/onnx_pooling.hpp"

namespace poolscope::io {

namespace {

/// One or two numbers of a list as an extent; `otherwise` where it is left out.
Result<Extent> extent_of(const Integers& list, Extent otherwise, std::string_view name) {
    const bool sane =
        std::ranges::all_of(list, [](std::int64_t one) { return one >= 1 && one <= max_extent; });
    if (list.size() > 2 || !sane)
        return fail(ErrorCode::bad_format, say("its {0} are no extents of one or two axes", name),
                    say("export the file anew"));
    if (list.empty()) return otherwise;
    if (list.size() == 1) return Extent{1, static_cast<int>(list[0])};
    return Extent{static_cast<int>(list[0]), static_cast<int>(list[1])};
}

Result<Padding> padding_of(const Integers& pads) {
    const bool sane =
        std::ranges::all_of(pads, [](std::int64_t one) { return one >= 0 && one <= max_extent; });
    if (!sane || (!pads.empty() && pads.size() != 2 && pads.size() != 4))
        return fail(ErrorCode::bad_format, say("its pads are none of one or two axes"),
                    say("export the file anew"));
    const auto pad = [&pads](std::size_t i) { return static_cast<int>(pads[i]); };
    if (pads.empty()) return Padding{};
    if (pads.size() == 2) return Padding{.left = pad(0), .right = pad(1)};
    return Padding{pad(0), pad(1), pad(2), pad(3)};
}

Result<PaddingMode> padding_mode_of(const std::string& auto_pad) {
    if (auto_pad.empty() || auto_pad == "NOTSET") return PaddingMode::numbers;
    if (auto_pad == "VALID") return PaddingMode::valid;
    if (auto_pad == "SAME_UPPER") return PaddingMode::same_upper;
    if (auto_pad == "SAME_LOWER") return PaddingMode::same_lower;
    return fail(ErrorCode::bad_format, say("its auto_pad is \"{0}\"", auto_pad),
                say("export the file anew"));
}

Result<Value> read_conv(GraphBuilder& graph, const NodeAtHand& at) {
    const auto input = first_planes(at);
    if (!input) return error_of(input);
    const auto weights = weights_of(at, 1);
    if (!weights) return error_of(weights);
    const auto shape = shape_of_dims((*weights)->dims);
    if (!shape || (*weights)->dims.size() < 3)
        return not_read(say("its kernel has {0} axes", (*weights)->dims.size()));
    Conv2d conv;
    auto weight = as_weights(**weights, *shape);
    const auto strides = extent_of(at.attributes.integers("strides"), {1, 1}, "strides");
    const auto dilations = extent_of(at.attributes.integers("dilations"), {1, 1}, "dilations");
    const auto padding = padding_of(at.attributes.integers("pads"));
    const auto mode = padding_mode_of(at.attributes.text("auto_pad", ""));
    if (!weight) return error_of(weight);
    if (!strides) return error_of(strides);
    if (!dilations) return error_of(dilations);
    if (!padding) return error_of(padding);
    if (!mode) return error_of(mode);
    conv.weight = std::move(*weight);
    if (at.has(2)) {
        auto bias = channel_weights(at, 2, shape->n);
        if (!bias) return error_of(bias);
        conv.bias = std::move(*bias);
    }
    conv.stride = *strides;
    conv.dilation = *dilations;
    conv.padding = *padding;
    conv.padding_mode = *mode;
    conv.groups = static_cast<int>(
        std::clamp<std::int64_t>(at.attributes.integer("group", 1), 0, max_extent));
    return added(graph, at, *input, std::move(conv));
}

Result<Value> read_pool(GraphBuilder& graph, const NodeAtHand& at) {
    const auto input = first_planes(at);
    if (!input) return error_of(input);
    OnnxAttributes pool;
    pool.auto_pad = at.attributes.text("auto_pad", "NOTSET");
    pool.kernel_shape = at.attributes.integers("kernel_shape");
    pool.strides = at.attributes.integers("strides");
    pool.pads = at.attributes.integers("pads");
    pool.dilations = at.attributes.integers("dilations");
    pool.ceil_mode = at.attributes.integer("ceil_mode", 0) != 0;
    pool.count_include_pad = at.attributes.integer("count_include_pad", 0) != 0;
    pool.p = static_cast<double>(at.attributes.integer("p", 2));
    auto layer = onnx_layer(at.node.op_type(), pool);
    if (!layer) return error_of(layer);
    return added(graph, at, *input, std::move(*layer));
}

/// A mean over rows and columns is a global one.
Result<Value> read_mean(GraphBuilder& graph, const NodeAtHand& at) {
    const auto input = first_planes(at);
    if (!input) return error_of(input);
    const std::size_t axes = input->dims.size();
    std::vector<std::size_t> over;
    for (const std::int64_t axis : at.attributes.integers("axes"))
        over.push_back(axis_of(axis, axes).value_or(axes));
    std::ranges::sort(over);
    const std::vector<std::size_t> planes =
        axes == 4 ? std::vector<std::size_t>{2, 3} : std::vector<std::size_t>{2};
    if (over != planes) return not_read(say("it means over other axes than rows and columns"));
    auto layer = onnx_layer("GlobalAveragePool", {});
    if (!layer) return error_of(layer);
    auto mean = added(graph, at, *input, std::move(*layer));
    if (mean && at.attributes.integer("keepdims", 1) == 0) {
        auto& maps = std::get<Maps>(*mean);
        maps.dims = dims_of(maps.shape, 2);
    }
    return mean;
}

template <Function function>
Result<Value> read_function(GraphBuilder& graph, const NodeAtHand& at) {
    const auto input = first_maps(at);
    if (!input) return error_of(input);
    Pointwise layer{.function = function};
    if (function == Function::leaky_relu) layer.alpha = at.attributes.number("alpha", 0.01F);
    if (function == Function::elu) layer.alpha = at.attributes.number("alpha", 1.0F);
    if (function == Function::hard_sigmoid) {
        layer.alpha = at.attributes.number("alpha", 0.2F);
        layer.beta = at.attributes.number("beta", 0.5F);
    }
    return added(graph, at, *input, layer);
}

/// A bound of Clip's: an input since opset 11, an attribute before.
float bound_of(const NodeAtHand& at, std::size_t input, std::string_view name, float otherwise) {
    const StoredTensor* const constant = at.constant(input);
    if (constant == nullptr || constant->count() == 0) return at.attributes.number(name, otherwise);
    if (const auto* const floats = constant->floats()) return floats->front();
    return static_cast<float>(constant->integers()->front());
}

Result<Value> read_clip(GraphBuilder& graph, const NodeAtHand& at) {
    const auto input = first_maps(at);
    if (!input) return error_of(input);
    if (at.maps(1) != nullptr || at.maps(2) != nullptr)
        return not_read(say("its bounds are computed by other nodes"));
    constexpr float most = std::numeric_limits<float>::max();
    return added(
        graph, at, *input,
        Pointwise{Function::clip, bound_of(at, 1, "min", -most), bound_of(at, 2, "max", most)});
}

Result<Value> read_batch_norm(GraphBuilder& graph, const NodeAtHand& at) {
    const auto input = first_maps(at);
    if (!input) return error_of(input);
    if (at.attributes.integer("training_mode", 0) != 0)
        return not_read(say("it normalises as in training"));
    BatchNorm norm{.epsilon = at.attributes.number("epsilon", 1e-5F)};
    std::size_t next = 1;
    for (Weights* const weights : {&norm.scale, &norm.shift, &norm.mean, &norm.variance}) {
        auto read = channel_weights(at, next++, input->shape.c);
        if (!read) return error_of(read);
        *weights = std::move(*read);
    }
    return added(graph, at, *input, std::move(norm));
}

Result<Value> read_softmax(GraphBuilder& graph, const NodeAtHand& at) {
    const auto input = first_maps(at);
    if (!input) return error_of(input);
    const bool from_axis_on = graph.opset() < 13;
    const std::size_t axes = input->dims.size();
    const auto axis = axis_of(at.attributes.integer("axis", from_axis_on ? 1 : -1), axes);
    if (!axis) return not_read(say("it has no such axis"));
    if (!has_planes(*input)) {
        // Flattened: the axis of all that a sample has.
        if (axes == 2 && *axis == 1) return added(graph, at, *input, Softmax{1, 3});
        if (axes == 1) return added(graph, at, *input, Softmax{1, 3});
        return added(graph, at, *input, Softmax{0, 0});
    }
    // Of three axes the last is the shape's last.
    const auto of_shape = [axes](std::size_t one) {
        return static_cast<int>(axes == 3 && one == 2 ? 3 : one);
    };
    const int first = of_shape(*axis);
    return added(graph, at, *input, Softmax{first, from_axis_on ? 3 : first});
}

}  // namespace

NodeReader layer_reader(std::string_view op_type) {
    static constexpr std::array rows{
        NodeRow{"Conv", read_conv},
        NodeRow{"ReduceMean", read_mean},
        NodeRow{"Relu", read_function<Function::relu>},
        NodeRow{"LeakyRelu", read_function<Function::leaky_relu>},
        NodeRow{"Elu", read_function<Function::elu>},
        NodeRow{"Sigmoid", read_function<Function::sigmoid>},
        NodeRow{"Tanh", read_function<Function::tanh>},
        NodeRow{"HardSigmoid", read_function<Function::hard_sigmoid>},
        NodeRow{"Clip", read_clip},
        NodeRow{"BatchNormalization", read_batch_norm},
        NodeRow{"Gemm", read_linear},
        NodeRow{"MatMul", read_linear},
        NodeRow{"Softmax", read_softmax},
        NodeRow{"Add", read_sum},
        NodeRow{"Sum", read_sum},
        NodeRow{"Mul", read_product},
        NodeRow{"Concat", read_concat},
    };
    const NodeReader found = reader_in(rows, op_type);
    return found == nullptr && is_onnx_pooling(op_type) ? read_pool : found;
}

}  // namespace poolscope::io
