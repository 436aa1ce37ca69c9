/// Reads a model's nodes one after the other.
#include "io/onnx_file.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include "io/ending.hpp"
#include "io/onnx/graph.hpp"

namespace poolscope::io {

namespace {

constexpr std::int64_t oldest_opset = 6;
constexpr int max_nodes = 100'000;

/// The version of ONNX's own operators; 1 where the file does not say.
std::int64_t opset_of(const onnx::Model& model) {
    for (const onnx::OperatorSet& set : model.opset_import())
        if (set.domain().empty() || set.domain() == "ai.onnx") return set.version();
    return 1;
}

Result<onnx::Model> parse(Bytes bytes) {
    onnx::Model model;
    const bool read = bytes.size() <= max_onnx_bytes &&
                      bytes.size() <= std::size_t{std::numeric_limits<int>::max()} &&
                      model.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
    if (!read || !model.has_graph() || model.graph().node_size() == 0)
        return fail(ErrorCode::bad_format, say("this is no ONNX model, or it is cut short"),
                    say("export or copy it again"));
    if (model.graph().node_size() > max_nodes)
        return fail(
            ErrorCode::too_large,
            say("the model has {0} nodes, and {1} are read", model.graph().node_size(), max_nodes),
            say("use a smaller model"));
    if (opset_of(model) < oldest_opset)
        return fail(ErrorCode::unsupported,
                    say("the model is of opset {0}, and {1} is the oldest that is read",
                        opset_of(model), oldest_opset),
                    say("convert it by onnx.version_converter"));
    return model;
}

/// The inputs that no initializer stands for: those that a caller gives.
std::vector<const onnx::ValueInfo*> free_inputs(const onnx::Graph& graph) {
    std::vector<const onnx::ValueInfo*> found;
    for (const onnx::ValueInfo& input : graph.input())
        if (std::ranges::none_of(graph.initializer(), [&](const onnx::Tensor& tensor) {
                return tensor.name() == input.name();
            }))
            found.push_back(&input);
    return found;
}

/// The axes that a file gives its input: 0 where one is left open, and 1 for an open batch.
std::vector<std::int64_t> declared_dims(const onnx::ValueInfo& input) {
    std::vector<std::int64_t> dims;
    for (const onnx::Dimension& one : input.type().tensor_type().shape().dim())
        dims.push_back(std::max<std::int64_t>(one.dim_value(), dims.empty() ? 1 : 0));
    return dims;
}

/// Whether a file's axes allow those given; a batch of another size is no contradiction.
bool allows(const std::vector<std::int64_t>& declared, const std::vector<std::int64_t>& given) {
    if (declared.empty()) return true;
    if (declared.size() != given.size()) return false;
    for (std::size_t i = 1; i < declared.size(); ++i)
        if (declared[i] != 0 && declared[i] != given[i]) return false;
    return true;
}

/// The input as the caller or the file gives it.
Result<Maps> input_maps(const onnx::ValueInfo& input, const OnnxSource& source) {
    auto dims = declared_dims(input);
    if (source.input_shape) {
        auto given = dims_of(*source.input_shape, dims.empty() ? 4 : dims.size());
        if (!allows(dims, given))
            return fail(ErrorCode::bad_shape,
                        say("the model's input \"{0}\" has another shape than {1}", input.name(),
                            shape_text(*source.input_shape)),
                        say("see `poolscope layers` for the shape that it takes"));
        dims = std::move(given);
    }
    if (dims.empty() || std::ranges::find(dims, 0) != dims.end())
        return fail(ErrorCode::bad_argument,
                    say("the model leaves the shape of its input \"{0}\" open", input.name()),
                    say("give it: --input-shape 1,3,224,224"));
    const auto shape = shape_of_dims(dims);
    if (!shape) return error_of(shape);
    return Maps{network_input, *shape, std::move(dims)};
}

/// "node 12, Conv \"features.3\"".
Message called(const onnx::Node& node, int index) {
    if (node.name().empty()) return say("node {0}, {1}", index + 1, node.op_type());
    return say("node {0}, {1} \"{2}\"", index + 1, node.op_type(), node.name());
}

/// Whether all that it reads is constant.
bool computes_constants(const NodeAtHand& at) {
    return std::ranges::none_of(
        at.inputs,
        [](const Value* value) {
            return value != nullptr && std::holds_alternative<Maps>(*value);
        });
}

Result<void> read_node(GraphBuilder& graph, const onnx::Node& node) {
    NodeAtHand at{node, Attributes(node), {}};
    for (const std::string& edge : node.input()) {
        const Value* const value = edge.empty() ? nullptr : graph.find(edge);
        if (value == nullptr && !edge.empty())
            return fail(ErrorCode::bad_format,
                        say("it reads \"{0}\", which no node before it makes", edge),
                        say("export the file anew"));
        at.inputs.push_back(value);
    }
    const bool known_domain = node.domain().empty() || node.domain() == "ai.onnx";
    const NodeReader shapes = known_domain ? shape_reader(node.op_type()) : nullptr;
    const NodeReader layers = known_domain ? layer_reader(node.op_type()) : nullptr;
    const NodeReader reader =
        shapes != nullptr && (layers == nullptr || computes_constants(at)) ? shapes : layers;
    if (reader == nullptr) return not_read(say("no layer here is such a node"));
    const bool reads = !at.inputs.empty() && at.inputs.front() != nullptr;
    if (!reads && node.op_type() != "Constant")
        return fail(ErrorCode::bad_format, say("it has no input"), say("export the file anew"));
    if (node.output_size() == 0)
        return fail(ErrorCode::bad_format, say("it has no output"), say("export the file anew"));
    auto made = reader(graph, at);
    if (!made) return error_of(made);
    return graph.set(node.output(0), std::move(*made));
}

/// Takes the file's constants over. Large models hold a gigabyte of them: the file's own copy of
/// each is let go.
Result<void> read_initializers(GraphBuilder& graph, onnx::Graph& file) {
    for (onnx::Tensor& parsed : *file.mutable_initializer()) {
        const onnx::Tensor tensor = std::move(parsed);
        auto constant = read_constant(tensor, graph.folder());
        if (!constant) return error_of(constant);
        if (const auto held = graph.set(tensor.name(), std::move(*constant)); !held) return held;
    }
    return {};
}

/// The nodes in their order, up to the first that is not read: why it is not. A constant is let go
/// behind the last node that reads it, as layers have their own copy of what they have learnt.
std::optional<Error> read_nodes(GraphBuilder& graph, const onnx::Graph& file) {
    std::map<std::string, int> readers;  // how many inputs read each edge from here on
    for (const onnx::Node& node : file.node())
        for (const std::string& edge : node.input()) ++readers[edge];
    for (int i = 0; i < file.node_size(); ++i) {
        const onnx::Node& node = file.node(i);
        if (const auto read = read_node(graph, node); !read) {
            Error error = read.error();
            error.what = say("{0}: {1}", called(node, i), read.error().what);
            return error;
        }
        for (const std::string& edge : node.input())
            if (--readers[edge] == 0) graph.let_go_of_constant(edge);
    }
    return std::nullopt;
}

/// The maps of the file's first output that was read; those of the last layer where none was.
void find_output(OnnxNetwork& result, const GraphBuilder& graph, const onnx::Graph& file) {
    result.output_layer = static_cast<int>(result.network.layers.size()) - 1;
    for (const onnx::ValueInfo& output : file.output()) {
        const Value* const value = graph.find(output.name());
        const Maps* const maps = value == nullptr ? nullptr : std::get_if<Maps>(value);
        if (maps == nullptr || maps->layer == network_input) continue;
        result.output_layer = maps->layer;
        result.output_dims = maps->dims;
        return;
    }
}

/// Names that tell layers apart: the file's, or the kind and a number.
void name_layers(Network& network) {
    for (std::size_t i = 0; i < network.layers.size(); ++i) {
        NetworkLayer& one = network.layers[i];
        if (one.name.empty())
            one.name = std::string(kind_id(one.layer)) + "_" + std::to_string(i + 1);
    }
}

}  // namespace

bool has_onnx_name(const std::filesystem::path& path) {
    return lower_extension(path) == ".onnx";
}

Result<OnnxNetwork> read_onnx(Bytes bytes, const OnnxSource& source) {
    auto model = parse(bytes);
    if (!model) return error_of(model);
    onnx::Graph& file = *model->mutable_graph();
    const auto inputs = free_inputs(file);
    if (inputs.size() != 1)
        return fail(ErrorCode::unsupported,
                    say("the model has {0} inputs, and one is read", inputs.size()),
                    say("export a model of one input"));
    auto input = input_maps(*inputs.front(), source);
    if (!input) return error_of(input);
    GraphBuilder graph(source.folder, opset_of(*model));
    if (const auto held = read_initializers(graph, file); !held) return error_of(held);
    OnnxNetwork result;
    result.input_name = inputs.front()->name();
    result.input = input->shape;
    if (const auto held = graph.set(result.input_name, std::move(*input)); !held)
        return error_of(held);
    result.unread = read_nodes(graph, file);
    result.network = graph.network();
    name_layers(result.network);
    find_output(result, graph, file);
    if (result.network.layers.empty())
        return tl::unexpected(result.unread.value_or(
            Error{ErrorCode::unsupported, say("the model has no layers"), say("use another")}));
    return result;
}

}  // namespace poolscope::io
