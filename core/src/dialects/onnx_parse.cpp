/// Reads an ONNX node: a call of make_node, its type with attributes, or ONNX's textual syntax.
#include <algorithm>
#include <array>

#include "dialects/call_reader.hpp"
#include "dialects/onnx.hpp"

namespace poolscope {

namespace {

constexpr std::array<std::string_view, 5> make_node_names{"op_type", "inputs", "outputs", "name",
                                                          "doc_string"};

bool is_make_node(const Expr& call) {
    return last_part(call.items.front().text) == "make_node";
}

/// The node's type, as make_node's first argument or as what is called.
std::string_view type_of(const Expr& call) {
    if (!is_make_node(call)) return last_part(call.items.front().text);
    for (const Expr& argument : call.arguments)
        if (argument.keyword.empty() || argument.keyword == "op_type") return argument.text;
    return {};
}

std::vector<std::int64_t> list_of(CallReader& call, std::string_view name) {
    const Expr* const value = call.get(name);
    if (value != nullptr && value->kind != ExprKind::list)
        call.refuse_value(name, say("a list of numbers"));
    const auto numbers = call.integers(name);
    return {numbers.begin(), numbers.end()};
}

OnnxAttributes attributes_of(CallReader& call, std::string_view type) {
    OnnxAttributes attributes;
    const bool global = type.starts_with("Global");
    if (type.ends_with("LpPool")) attributes.p = call.integer("p", 2);
    if (global) return attributes;
    attributes.auto_pad = call.text("auto_pad", "NOTSET");
    attributes.kernel_shape = list_of(call, "kernel_shape");
    attributes.strides = list_of(call, "strides");
    attributes.pads = list_of(call, "pads");
    attributes.dilations = list_of(call, "dilations");
    attributes.ceil_mode = call.truth("ceil_mode", false);
    if (type == "AveragePool")
        attributes.count_include_pad = call.truth("count_include_pad", false);
    return attributes;
}

/// Notes storage_order where it is not the default: it orders indices, which a layer has none of.
void note_storage_order(CallReader& call, std::vector<std::string>& unread) {
    const int order = call.integer("storage_order", 0);
    if (order != 0) unread.push_back("storage_order=" + std::to_string(order));
}

}  // namespace

Result<PastedLayer> parse_onnx(const CallSite& site) {
    const Expr& node = *site.found.call;
    const std::string_view type = type_of(node);
    if (!is_onnx_pooling(type)) {
        return fail(ErrorCode::unsupported, say("{0} is no pooling layer here", type),
                    say("paste MaxPool, AveragePool, LpPool or a global one of them"));
    }
    // What a node is called with, but for make_node's own parameters, are its inputs.
    static constexpr std::array<std::string_view, 1> input_names{"X"};
    const std::span<const std::string_view> names =
        is_make_node(node) ? std::span<const std::string_view>(make_node_names)
                           : std::span<const std::string_view>(input_names);
    CallReader call(node, names);
    for (const char* const name : {"op_type", "inputs", "outputs"})
        static_cast<void>(call.get(name));
    const OnnxAttributes attributes = attributes_of(call, type);
    PastedLayer layer;
    if (type == "MaxPool") note_storage_order(call, layer.unread);
    if (call.error()) return tl::unexpected<Error>(*call.error());
    const auto read = onnx_layer(type, attributes);
    if (!read) return error_of(read);
    const LayerInput input = layer_input(is_make_node(node) ? nullptr : call.get("X"));
    const auto op = signed_operator(read->op->id, site.found.negated, input.negated);
    if (!op) return error_of(op);
    layer.layer = *read;
    layer.layer.op = *op;
    std::ranges::move(call.unread(), std::back_inserter(layer.unread));
    note_input(input, layer.unread);
    return layer;
}

}  // namespace poolscope
