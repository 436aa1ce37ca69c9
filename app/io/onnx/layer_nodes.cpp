/// The nodes that become layers.
#include <algorithm>
#include <array>
#include <limits>

#include "io/onnx/graph.hpp"
#include "support/onnx_pooling.hpp"

namespace poolscope::io {

namespace {

using Lists = std::vector<std::int64_t>;

/// Whether the file sees the maps' own axes, not flattened ones.
bool has_planes(const Maps& maps) {
    return maps.dims.size() > 2 && maps.dims == dims_of(maps.shape, maps.dims.size());
}

/// The first input as maps; else why not.
Result<Maps> first_maps(const NodeAtHand& at) {
    const Maps* const maps = at.maps(0);
    if (maps != nullptr) return *maps;
    return not_read(say("it computes with numbers that do not depend on the input"));
}

Result<Maps> first_planes(const NodeAtHand& at) {
    auto maps = first_maps(at);
    if (maps && !has_planes(*maps))
        return not_read(
            say("its input has {0} axes, and it wants rows and columns", maps->dims.size()));
    return maps;
}

Result<Value> added(GraphBuilder& graph, const NodeAtHand& at, const Maps& input, AnyLayer layer) {
    const std::array inputs{input};
    return graph.add(at.node, std::move(layer), inputs).map([](Maps maps) {
        return Value(std::move(maps));
    });
}

/// A constant input that a layer has learnt. Error: unsupported where it is computed.
Result<const StoredTensor*> weights_of(const NodeAtHand& at, std::size_t input) {
    const StoredTensor* const constant = at.constant(input);
    if (constant != nullptr) return constant;
    return not_read(at.has(input) ? say("its weights are computed by other nodes")
                                  : say("its weights are missing"));
}

/// A constant of one axis as (1, count, 1, 1).
Result<Weights> channel_weights(const NodeAtHand& at, std::size_t input, int count) {
    const auto constant = weights_of(at, input);
    if (!constant) return error_of(constant);
    if ((*constant)->count() != static_cast<std::size_t>(count))
        return fail(ErrorCode::bad_format,
                    say("its input {0} holds {1} numbers, and {2} are wanted", input,
                        (*constant)->count(), count),
                    say("export the file anew"));
    return as_weights(**constant, {1, count, 1, 1});
}

/// One or two numbers of a list as an extent; `otherwise` where it is left out.
Result<Extent> extent_of(const Lists& list, Extent otherwise, std::string_view name) {
    const bool sane =
        std::ranges::all_of(list, [](std::int64_t one) { return one >= 1 && one <= max_extent; });
    if (list.size() > 2 || !sane)
        return fail(ErrorCode::bad_format, say("its {0} are no extents of one or two axes", name),
                    say("export the file anew"));
    if (list.empty()) return otherwise;
    if (list.size() == 1) return Extent{1, static_cast<int>(list[0])};
    return Extent{static_cast<int>(list[0]), static_cast<int>(list[1])};
}

Result<Padding> padding_of(const Lists& pads) {
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

/// A matrix of two axes as weights with a row for each output. `rows_first`: it has them so.
Result<Weights> matrix_of(const StoredTensor& constant, bool rows_first, float factor) {
    const auto* const floats = constant.floats();
    if (constant.dims.size() != 2 || floats == nullptr)
        return not_read(say("its weights are no matrix of floats"));
    const auto shape = shape_of_dims(constant.dims);
    if (!shape) return error_of(shape);
    const int rows = rows_first ? shape->n : shape->c;
    const int cols = rows_first ? shape->c : shape->n;
    StoredTensor turned{{rows, cols}, std::vector<float>(floats->size())};
    auto& to = std::get<std::vector<float>>(turned.values);
    for (int row = 0; row < rows; ++row)
        for (int col = 0; col < cols; ++col) {
            const auto from =
                rows_first ? std::int64_t{row} * cols + col : std::int64_t{col} * rows + row;
            to[static_cast<std::size_t>(std::int64_t{row} * cols + col)] =
                factor * (*floats)[static_cast<std::size_t>(from)];
        }
    return as_weights(turned, {1, 1, rows, cols});
}

/// A bias of one number, or one for each output.
Result<Weights> bias_of(const StoredTensor& constant, int outputs, float factor) {
    const auto* const floats = constant.floats();
    const std::size_t count = constant.count();
    if (floats == nullptr || (count != 1 && count != static_cast<std::size_t>(outputs)))
        return not_read(say("what it adds is not one number for each output"));
    StoredTensor all{{outputs}, std::vector<float>(static_cast<std::size_t>(outputs))};
    auto& to = std::get<std::vector<float>>(all.values);
    for (std::size_t i = 0; i < to.size(); ++i) to[i] = factor * (*floats)[count == 1 ? 0 : i];
    return as_weights(all, {1, outputs, 1, 1});
}

/// A linear layer to which each sample's own numbers are added.
Result<Value> with_addend(GraphBuilder& graph, const NodeAtHand& at, const Maps& input,
                          Linear linear, StoredTensor addend, float factor) {
    const Shape shape{input.shape.n, linear.weight->shape().h, 1, 1};
    if (auto* const floats = std::get_if<std::vector<float>>(&addend.values))
        for (float& one : *floats) one *= factor;
    auto value = as_weights(addend, shape);
    if (!value) return error_of(value);
    const std::array inputs{input};
    const auto product = graph.add(at.node, std::move(linear), inputs);
    if (!product) return error_of(product);
    const auto constant = graph.add(at.node, Constant{std::move(*value)}, {});
    if (!constant) return error_of(constant);
    const std::array both{*product, *constant};
    return graph.add(at.node, Join{Joining::add}, both).map([](Maps maps) {
        return Value(std::move(maps));
    });
}

Result<Value> read_linear(GraphBuilder& graph, const NodeAtHand& at) {
    const auto input = first_maps(at);
    if (!input) return error_of(input);
    if (input->dims.size() != 2)
        return not_read(say("its input has {0} axes, and 2 are read", input->dims.size()));
    if (at.attributes.integer("transA", 0) != 0) return not_read(say("it transposes its input"));
    const auto weights = weights_of(at, 1);
    if (!weights) return error_of(weights);
    const bool rows_first = at.attributes.integer("transB", 0) != 0;
    auto matrix = matrix_of(**weights, rows_first, at.attributes.number("alpha", 1));
    if (!matrix) return error_of(matrix);
    Linear linear{.weight = std::move(*matrix)};
    if (!at.has(2)) return added(graph, at, *input, std::move(linear));
    const auto constant = weights_of(at, 2);
    if (!constant) return error_of(constant);
    const float beta = at.attributes.number("beta", 1);
    const int outputs = linear.weight->shape().h;
    if ((*constant)->dims == Lists{input->shape.n, outputs} && input->shape.n > 1)
        return with_addend(graph, at, *input, std::move(linear), **constant, beta);
    auto bias = bias_of(**constant, outputs, beta);
    if (!bias) return error_of(bias);
    linear.bias = std::move(*bias);
    return added(graph, at, *input, std::move(linear));
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

/// A constant beside maps as maps of its own; its axes begin from the right, as ONNX broadcasts.
Result<Maps> constant_maps(GraphBuilder& graph, const NodeAtHand& at, const StoredTensor& constant,
                           const Maps& beside) {
    if (constant.dims.size() > beside.dims.size())
        return not_read(say("what it joins has more axes than its input"));
    Lists dims(beside.dims.size() - constant.dims.size(), 1);
    dims.insert(dims.end(), constant.dims.begin(), constant.dims.end());
    Shape shape{1, beside.shape.c, beside.shape.h, beside.shape.w};
    if (has_planes(beside) || constant.count() != shape.count()) {
        const auto own = shape_of_dims(dims);
        if (!own) return error_of(own);
        shape = *own;
    }
    auto weights = as_weights(constant, shape);
    if (!weights) return error_of(weights);
    auto maps = graph.add(at.node, Constant{std::move(*weights)}, {});
    if (maps) maps->dims = dims;
    return maps;
}

/// All inputs as maps; constants become layers.
Result<std::vector<Maps>> all_maps(GraphBuilder& graph, const NodeAtHand& at) {
    const Maps* beside = nullptr;
    for (std::size_t i = 0; i < at.inputs.size() && beside == nullptr; ++i) beside = at.maps(i);
    std::vector<Maps> all;
    for (std::size_t i = 0; i < at.inputs.size(); ++i) {
        if (at.maps(i) != nullptr) {
            all.push_back(*at.maps(i));
        } else if (at.constant(i) != nullptr) {
            auto maps = constant_maps(graph, at, *at.constant(i), *beside);
            if (!maps) return error_of(maps);
            all.push_back(std::move(*maps));
        }
        if (all.empty() || all.back().dims.size() != beside->dims.size())
            return not_read(say("its inputs have other numbers of axes"));
    }
    return all;
}

template <Joining joining>
Result<Value> read_join(GraphBuilder& graph, const NodeAtHand& at) {
    const auto maps = all_maps(graph, at);
    if (!maps) return error_of(maps);
    return graph.add(at.node, Join{joining}, *maps).map([](Maps joined) {
        return Value(std::move(joined));
    });
}

Result<Value> read_concat(GraphBuilder& graph, const NodeAtHand& at) {
    const auto maps = all_maps(graph, at);
    if (!maps) return error_of(maps);
    const std::size_t axes = maps->front().dims.size();
    const std::size_t channels = axes == 1 ? 0 : 1;
    if (axis_of(at.attributes.integer("axis", 1), axes) != channels)
        return not_read(say("it concatenates along another axis than the channels"));
    const bool flat = std::ranges::any_of(
        *maps, [](const Maps& one) { return !has_planes(one) && one.shape.plane_count() > 1; });
    if (flat) return not_read(say("it concatenates flattened maps"));
    return graph.add(at.node, Join{Joining::concatenate}, *maps).map([](Maps joined) {
        return Value(std::move(joined));
    });
}

}  // namespace

NodeReader layer_reader(std::string_view op_type) {
    struct Row {
        std::string_view op_type;
        NodeReader read;
    };
    static constexpr std::array rows{
        Row{"Conv", read_conv},
        Row{"ReduceMean", read_mean},
        Row{"Relu", read_function<Function::relu>},
        Row{"LeakyRelu", read_function<Function::leaky_relu>},
        Row{"Elu", read_function<Function::elu>},
        Row{"Sigmoid", read_function<Function::sigmoid>},
        Row{"Tanh", read_function<Function::tanh>},
        Row{"HardSigmoid", read_function<Function::hard_sigmoid>},
        Row{"Clip", read_clip},
        Row{"BatchNormalization", read_batch_norm},
        Row{"Gemm", read_linear},
        Row{"MatMul", read_linear},
        Row{"Softmax", read_softmax},
        Row{"Add", read_join<Joining::add>},
        Row{"Sum", read_join<Joining::add>},
        Row{"Mul", read_join<Joining::multiply>},
        Row{"Concat", read_concat},
    };
    for (const Row& row : rows)
        if (row.op_type == op_type) return row.read;
    return is_onnx_pooling(op_type) ? read_pool : nullptr;
}

}  // namespace poolscope::io
