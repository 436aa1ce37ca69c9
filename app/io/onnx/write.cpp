/// Writes a network as an ONNX model: a node or a few for each layer, its weights as initializers.
#include <algorithm>
#include <cstring>
#include <limits>
#include <set>

#include "io/onnx/messages.hpp"
#include "io/onnx_file.hpp"
#include "support/onnx_pooling.hpp"

namespace poolscope::io {

namespace {

constexpr std::int64_t opset = 13;
constexpr std::int64_t ir_version = 7;  // of opset 13
enum DataType : std::int32_t { float32 = 1, int64 = 7 };
enum AttributeType : std::int32_t { a_float = 1, an_int = 2, a_text = 3, ints = 7 };

/// What an edge carries: maps of a shape, which the file sees as (n, features) where they are flat.
struct Edge {
    std::string name{};
    Shape shape{};
    bool flat = false;
};

tl::unexpected<Error> no_node(Message what) {
    return fail(ErrorCode::not_expressible, std::move(what), say("change the layer"));
}

class ModelWriter {
public:
    ModelWriter(const Network& network, const Shape& input, const NetworkShapes& shapes)
        : network_(network), shapes_(shapes), graph_(*model_.mutable_graph()) {
        model_.set_ir_version(ir_version);
        model_.set_producer_name("Poolscope");
        model_.add_opset_import()->set_version(opset);
        graph_.set_name("network");
        input_ = {unique("input"), input, false};
        describe(*graph_.add_input(), input_);
    }

    Result<std::vector<std::byte>> run() {
        for (std::size_t i = 0; i < network_.layers.size(); ++i) {
            if (auto written = write_layer(i); !written) {
                Error error = written.error();
                error.what = say("{0}: {1}", say("layer {0} ({1})", i + 1, name_of(i)), error.what);
                return tl::unexpected(std::move(error));
            }
        }
        describe(*graph_.add_output(), edges_.back());
        const std::size_t bytes = model_.ByteSizeLong();
        if (bytes > std::size_t{std::numeric_limits<int>::max()}) {
            return fail(ErrorCode::too_large,
                        say("the file would have {0} bytes, and an ONNX file has at most {1}",
                            bytes, std::numeric_limits<int>::max()),
                        say("use a smaller network"));
        }
        std::vector<std::byte> written(bytes);
        if (!model_.SerializeToArray(written.data(), static_cast<int>(bytes)))
            return fail(ErrorCode::too_large, say("there is no memory for the file"),
                        say("use a smaller network"));
        return written;
    }

private:
    [[nodiscard]] std::string name_of(std::size_t i) const {
        const NetworkLayer& one = network_.layers[i];
        return one.name.empty() ? std::string(kind_id(one.layer)) : one.name;
    }

    std::string unique(const std::string& wanted) {
        std::string name = wanted;
        for (int again = 2; !names_.insert(name).second; ++again)
            name = wanted + "_" + std::to_string(again);
        return name;
    }

    static void describe(onnx::ValueInfo& info, const Edge& edge) {
        info.set_name(edge.name);
        onnx::TensorType& type = *info.mutable_type()->mutable_tensor_type();
        type.set_elem_type(float32);
        const Shape& shape = edge.shape;
        if (edge.flat) {
            for (const int extent : {shape.n, shape.c})
                type.mutable_shape()->add_dim()->set_dim_value(extent);
            return;
        }
        for (const int extent : {shape.n, shape.c, shape.h, shape.w})
            type.mutable_shape()->add_dim()->set_dim_value(extent);
    }

    // Initializers.
    std::string hold(const std::string& wanted, std::span<const std::int64_t> dims, DataType type,
                     const void* values, std::size_t bytes) {
        onnx::Tensor& tensor = *graph_.add_initializer();
        tensor.set_name(unique(wanted));
        tensor.set_data_type(type);
        for (const std::int64_t dim : dims) tensor.add_dims(dim);
        tensor.set_raw_data(values, bytes);
        return tensor.name();
    }
    std::string hold(const std::string& wanted, std::span<const std::int64_t> dims,
                     std::span<const float> values) {
        return hold(wanted, dims, float32, values.data(), values.size_bytes());
    }
    /// Weights of (1, c, 1, 1) as one axis.
    std::string hold_channels(const std::string& wanted, const Weights& weights) {
        const std::int64_t dims[] = {weights->shape().c};
        return hold(wanted, dims, weights->cells());
    }

    // Nodes.
    onnx::Node& add(std::string_view op_type, std::span<const std::string> inputs,
                    const std::string& output) {
        onnx::Node& node = *graph_.add_node();
        node.set_op_type(std::string(op_type));
        for (const std::string& input : inputs) node.add_input(input);
        node.add_output(output);
        return node;
    }
    static void set(onnx::Node& node, const char* name, std::int64_t value) {
        onnx::Attribute& attribute = *node.add_attribute();
        attribute.set_name(name);
        attribute.set_type(an_int);
        attribute.set_i(value);
    }
    static void set(onnx::Node& node, const char* name, float value) {
        onnx::Attribute& attribute = *node.add_attribute();
        attribute.set_name(name);
        attribute.set_type(a_float);
        attribute.set_f(value);
    }
    static void set(onnx::Node& node, const char* name, const std::string& value) {
        onnx::Attribute& attribute = *node.add_attribute();
        attribute.set_name(name);
        attribute.set_type(a_text);
        attribute.set_s(value);
    }
    static void set(onnx::Node& node, const char* name, const std::vector<std::int64_t>& values) {
        if (values.empty()) return;
        onnx::Attribute& attribute = *node.add_attribute();
        attribute.set_name(name);
        attribute.set_type(ints);
        for (const std::int64_t value : values) attribute.add_ints(value);
    }

    [[nodiscard]] const Edge& edge(int layer) const {
        return layer == network_input ? input_ : edges_[static_cast<std::size_t>(layer)];
    }

    /// The edge as (n, c, h, w); the batch stays as it is.
    Edge as_planes(const Edge& from) {
        if (!from.flat) return from;
        const Shape& shape = from.shape;
        const std::int64_t dims[] = {4};
        const std::int64_t wanted[] = {0, shape.c, shape.h, shape.w};
        const std::string held = hold(from.name + ".axes", dims, int64, wanted, sizeof wanted);
        const Edge to{unique(from.name + ".planes"), shape, false};
        add("Reshape", std::vector{from.name, held}, to.name);
        return to;
    }
    Edge as_flat(const Edge& from) {
        if (from.flat) return from;
        const Edge to{unique(from.name + ".flat"), from.shape, true};
        set(add("Flatten", std::vector{from.name}, to.name), "axis", std::int64_t{1});
        return to;
    }

    Result<void> write_layer(std::size_t i) {
        const NetworkLayer& one = network_.layers[i];
        own_ =
            unique(one.name.empty() ? std::string(kind_id(one.layer)) + "_" + std::to_string(i + 1)
                                    : one.name);
        shape_ = shapes_.outputs[i];
        node_name_ = one.name;
        inputs_.clear();
        for (const int from : one.inputs) inputs_.push_back(edge(from));
        return std::visit([this](const auto& layer) { return write(layer); }, one.layer);
    }

    /// The layer's own node, which makes its edge.
    onnx::Node& ends(std::string_view op_type, const std::vector<std::string>& inputs, bool flat) {
        edges_.push_back({own_, shape_, flat});
        onnx::Node& node = add(op_type, inputs, own_);
        node.set_name(node_name_);
        return node;
    }

    static const char* auto_pad_of(PaddingMode mode) {
        switch (mode) {
            case PaddingMode::valid:
                return "VALID";
            case PaddingMode::same_upper:
                return "SAME_UPPER";
            case PaddingMode::same_lower:
                return "SAME_LOWER";
            case PaddingMode::numbers:
                break;
        }
        return "NOTSET";
    }

    Result<void> write(const Conv2d& conv) {
        const Shape& weight = conv.weight->shape();
        const std::int64_t dims[] = {weight.n, weight.c, weight.h, weight.w};
        std::vector<std::string> inputs{as_planes(inputs_[0]).name,
                                        hold(own_ + ".weight", dims, conv.weight->cells())};
        if (conv.bias) inputs.push_back(hold_channels(own_ + ".bias", conv.bias));
        onnx::Node& node = ends("Conv", inputs, false);
        set(node, "kernel_shape", std::vector<std::int64_t>{weight.h, weight.w});
        set(node, "strides", std::vector<std::int64_t>{conv.stride.h, conv.stride.w});
        set(node, "dilations", std::vector<std::int64_t>{conv.dilation.h, conv.dilation.w});
        set(node, "group", std::int64_t{conv.groups});
        const Padding& pad = conv.padding;
        if (conv.padding_mode == PaddingMode::numbers)
            set(node, "pads", std::vector<std::int64_t>{pad.top, pad.left, pad.bottom, pad.right});
        else
            set(node, "auto_pad", std::string(auto_pad_of(conv.padding_mode)));
        return {};
    }

    Result<void> write(const Layer& layer) {
        const auto node = onnx_node(layer, inputs_[0].shape, false);
        if (!node) return error_of(node);
        const OnnxAttributes& given = node->attributes;
        const bool dilates = std::ranges::any_of(given.dilations, [](auto d) { return d != 1; });
        if (dilates && node->op_type != "MaxPool")
            return no_node(say("{0} has no dilation in opset {1}", node->op_type, opset));
        if (given.ceil_mode && node->op_type == "LpPool")
            return no_node(say("{0} has no ceil_mode in opset {1}", node->op_type, opset));
        onnx::Node& to = ends(node->op_type, {as_planes(inputs_[0]).name}, false);
        set(to, "kernel_shape", given.kernel_shape);
        set(to, "strides", given.strides);
        set(to, "pads", given.pads);
        if (dilates) set(to, "dilations", given.dilations);
        if (given.auto_pad != "NOTSET") set(to, "auto_pad", given.auto_pad);
        if (given.ceil_mode) set(to, "ceil_mode", std::int64_t{1});
        if (given.count_include_pad) set(to, "count_include_pad", std::int64_t{1});
        if (node->op_type.ends_with("LpPool")) set(to, "p", static_cast<std::int64_t>(given.p));
        return {};
    }

    Result<void> write(const Pointwise& layer) {
        const auto named = [&](const char* op_type) -> onnx::Node& {
            return ends(op_type, {inputs_[0].name}, inputs_[0].flat);
        };
        switch (layer.function) {
            case Function::relu:
                named("Relu");
                break;
            case Function::leaky_relu:
                set(named("LeakyRelu"), "alpha", layer.alpha);
                break;
            case Function::elu:
                set(named("Elu"), "alpha", layer.alpha);
                break;
            case Function::sigmoid:
                named("Sigmoid");
                break;
            case Function::tanh:
                named("Tanh");
                break;
            case Function::clip: {
                const std::string low = hold(own_ + ".min", {}, std::span(&layer.alpha, 1));
                const std::string high = hold(own_ + ".max", {}, std::span(&layer.beta, 1));
                ends("Clip", {inputs_[0].name, low, high}, inputs_[0].flat);
                break;
            }
            case Function::hard_sigmoid: {
                onnx::Node& node = named("HardSigmoid");
                set(node, "alpha", layer.alpha);
                set(node, "beta", layer.beta);
                break;
            }
        }
        return {};
    }

    Result<void> write(const BatchNorm& norm) {
        std::vector<std::string> inputs{inputs_[0].name};
        inputs.push_back(hold_channels(own_ + ".weight", norm.scale));
        inputs.push_back(hold_channels(own_ + ".bias", norm.shift));
        inputs.push_back(hold_channels(own_ + ".running_mean", norm.mean));
        inputs.push_back(hold_channels(own_ + ".running_var", norm.variance));
        set(ends("BatchNormalization", inputs, inputs_[0].flat), "epsilon", norm.epsilon);
        return {};
    }

    Result<void> write(const Linear& linear) {
        const Shape& weight = linear.weight->shape();
        const std::int64_t dims[] = {weight.h, weight.w};
        std::vector<std::string> inputs{as_flat(inputs_[0]).name,
                                        hold(own_ + ".weight", dims, linear.weight->cells())};
        if (linear.bias) inputs.push_back(hold_channels(own_ + ".bias", linear.bias));
        set(ends("Gemm", inputs, true), "transB", std::int64_t{1});
        return {};
    }

    Result<void> write(const Softmax& softmax) {
        const Shape& shape = inputs_[0].shape;
        const int extents[] = {shape.n, shape.c, shape.h, shape.w};
        // Axes of one cell may be among them or not.
        std::vector<int> along;
        for (int axis = softmax.first_axis; axis <= softmax.last_axis; ++axis)
            if (extents[axis] > 1) along.push_back(axis);
        if (along.empty()) along = {softmax.first_axis};
        if (along.size() == 1) {
            const bool flat = inputs_[0].flat && along[0] <= 1;
            const Edge from = flat ? inputs_[0] : as_planes(inputs_[0]);
            set(ends("Softmax", {from.name}, flat), "axis", std::int64_t{along[0]});
            return {};
        }
        const std::int64_t covered = [&] {
            std::int64_t cells = 1;
            for (const int axis : along) cells *= extents[axis];
            return cells;
        }();
        if (along.front() == 0 ||
            covered != static_cast<std::int64_t>(shape.count()) / std::max(shape.n, 1))
            return no_node(say("ONNX has a softmax along one axis, or all of a sample"));
        // Flattened, and given its axes back.
        const Edge flat = as_flat(inputs_[0]);
        const std::string between = unique(own_ + ".softmax");
        onnx::Node& node = add("Softmax", std::vector{flat.name}, between);
        node.set_name(node_name_);
        set(node, "axis", std::int64_t{1});
        const std::int64_t dims[] = {4};
        const std::int64_t wanted[] = {0, shape.c, shape.h, shape.w};
        const std::string held = hold(own_ + ".axes", dims, int64, wanted, sizeof wanted);
        edges_.push_back({own_, shape_, false});
        add("Reshape", std::vector{between, held}, own_);
        return {};
    }

    Result<void> write(const Join& join) {
        const bool flat = std::ranges::all_of(inputs_, &Edge::flat);
        std::vector<std::string> names;
        for (const Edge& one : inputs_) names.push_back(flat ? one.name : as_planes(one).name);
        if (join.joining == Joining::concatenate) {
            set(ends("Concat", names, flat), "axis", std::int64_t{1});
            return {};
        }
        if (join.joining == Joining::add) {
            ends(names.size() == 2 ? "Add" : "Sum", names, flat);
            return {};
        }
        // Mul takes two.
        while (names.size() > 2) {
            const std::string between = unique(own_ + ".product");
            add("Mul", std::vector{names[0], names[1]}, between);
            names.erase(names.begin());
            names.front() = between;
        }
        ends(names.size() == 2 ? "Mul" : "Identity", names, flat);
        return {};
    }

    Result<void> write(const Constant& constant) {
        const std::int64_t dims[] = {shape_.n, shape_.c, shape_.h, shape_.w};
        onnx::Tensor& tensor = *graph_.add_initializer();
        tensor.set_name(own_);
        tensor.set_data_type(float32);
        for (const std::int64_t dim : dims) tensor.add_dims(dim);
        const auto cells = constant.value->cells();
        tensor.set_raw_data(cells.data(), cells.size_bytes());
        edges_.push_back({own_, shape_, false});
        return {};
    }

    const Network& network_;
    const NetworkShapes& shapes_;
    onnx::Model model_{};
    onnx::Graph& graph_;
    std::set<std::string> names_{};
    Edge input_{};
    std::vector<Edge> edges_{};  ///< of the layers so far

    // The layer at hand.
    std::string own_{};        ///< its edge's name
    std::string node_name_{};  ///< its own
    Shape shape_{};
    std::vector<Edge> inputs_{};
};

}  // namespace

Result<std::vector<std::byte>> write_onnx(const Network& network, const Shape& input) {
    if (network.layers.empty())
        return fail(ErrorCode::bad_shape, say("the network has no layers"), say("give it one"));
    const NetworkShapes shapes = shapes_of(network, input);
    if (shapes.error) return tl::unexpected(*shapes.error);
    return ModelWriter(network, input, shapes).run();
}

}  // namespace poolscope::io
