/// What a graph is made of while its nodes are read.
#include "io/onnx/graph.hpp"

#include <algorithm>
#include <limits>

namespace poolscope::io {

namespace {

/// The most that a model's constants and its layers hold together: several times what a large one
/// has.
constexpr std::size_t most_numbers = std::size_t{1} << 29;

std::size_t count(const Weights& weights) {
    return weights ? weights->shape().count() : 0;
}

/// How many numbers a layer has learnt.
std::size_t numbers_of(const AnyLayer& layer) {
    return std::visit(
        [](const auto& one) {
            std::size_t numbers = 0;
            if constexpr (
                requires { one.weight; })
                numbers += count(one.weight) + count(one.bias);
            if constexpr (
                requires { one.variance; })
                numbers += 4 * count(one.scale);
            if constexpr (
                requires { one.value; })
                numbers += count(one.value);
            return numbers;
        },
        layer);
}

}  // namespace

const onnx::Attribute* Attributes::find(std::string_view name) const {
    for (const onnx::Attribute& one : node_.attribute())
        if (one.name() == name) return &one;
    return nullptr;
}

std::int64_t Attributes::integer(std::string_view name, std::int64_t otherwise) const {
    const auto* const one = find(name);
    return one == nullptr ? otherwise : one->i();
}

float Attributes::number(std::string_view name, float otherwise) const {
    const auto* const one = find(name);
    return one == nullptr ? otherwise : one->f();
}

std::string Attributes::text(std::string_view name, std::string_view otherwise) const {
    const auto* const one = find(name);
    return one == nullptr ? std::string(otherwise) : one->s();
}

std::vector<std::int64_t> Attributes::integers(std::string_view name) const {
    const auto* const one = find(name);
    if (one == nullptr) return {};
    return {one->ints().begin(), one->ints().end()};
}

const Value* GraphBuilder::find(const std::string& edge) const {
    const auto found = edges_.find(edge);
    return found == edges_.end() ? nullptr : &found->second;
}

Result<void> GraphBuilder::hold(std::size_t numbers) {
    numbers_ += numbers;
    if (numbers_ <= most_numbers) return {};
    return fail(ErrorCode::too_large, say("the model has more than {0} numbers", most_numbers),
                say("use a smaller model"));
}

Result<void> GraphBuilder::set(const std::string& edge, Value value) {
    const auto* const constant = std::get_if<StoredTensor>(&value);
    if (constant != nullptr)
        if (const auto held = hold(constant->count()); !held) return held;
    edges_[edge] = std::move(value);
    return {};
}

void GraphBuilder::let_go_of_constant(const std::string& edge) {
    const auto found = edges_.find(edge);
    if (found != edges_.end() && std::holds_alternative<StoredTensor>(found->second))
        edges_.erase(found);
}

Result<Maps> GraphBuilder::add(const onnx::Node& node, AnyLayer layer,
                               std::span<const Maps> inputs) {
    if (network_.layers.size() >= max_network_layers)
        return fail(ErrorCode::too_large,
                    say("the model has more than {0} layers", max_network_layers),
                    say("use a smaller model"));
    if (const auto held = hold(numbers_of(layer)); !held) return error_of(held);
    NetworkLayer one{node.name(), std::move(layer), {}};
    std::vector<Shape> shapes;
    for (const Maps& input : inputs) {
        one.inputs.push_back(input.layer);
        shapes.push_back(input.shape);
    }
    const auto shape = output_shape(one.layer, shapes);
    if (!shape) return error_of(shape);
    network_.layers.push_back(std::move(one));
    const int index = static_cast<int>(network_.layers.size()) - 1;
    return Maps{index, *shape, dims_of(*shape, inputs.empty() ? 4 : inputs.front().dims.size())};
}

const Maps* NodeAtHand::maps(std::size_t input) const {
    return has(input) ? std::get_if<Maps>(inputs[input]) : nullptr;
}

const StoredTensor* NodeAtHand::constant(std::size_t input) const {
    return has(input) ? std::get_if<StoredTensor>(inputs[input]) : nullptr;
}

NodeReader reader_in(std::span<const NodeRow> rows, std::string_view op_type) {
    const auto row = std::ranges::find(rows, op_type, &NodeRow::op_type);
    return row == rows.end() ? nullptr : row->read;
}

Result<Shape> shape_of_dims(std::span<const std::int64_t> dims) {
    if (dims.empty() || dims.size() > 4)
        return fail(ErrorCode::unsupported, say("a tensor of {0} axes is no plane", dims.size()),
                    say("use a model over pictures or sequences"));
    std::int64_t of[4] = {1, 1, 1, 1};
    for (std::size_t i = 0; i < dims.size(); ++i) {
        if (dims[i] < 1 || dims[i] > max_extent)
            return fail(ErrorCode::bad_format, say("an axis has {0} cells", dims[i]),
                        say("give the input's shape"));
        of[i] = dims[i];
    }
    if (dims.size() == 1) std::swap(of[0], of[1]);
    if (dims.size() == 3) std::swap(of[2], of[3]);
    const auto extent = [&of](int axis) { return static_cast<int>(of[axis]); };
    return Shape{extent(0), extent(1), extent(2), extent(3)};
}

std::vector<std::int64_t> dims_of(const Shape& shape, std::size_t axes) {
    if (axes == 1) return {shape.c};
    if (axes == 2) return {shape.n, std::int64_t{shape.c} * shape.h * shape.w};
    if (axes == 3 && shape.h == 1) return {shape.n, shape.c, shape.w};
    return {shape.n, shape.c, shape.h, shape.w};
}

std::optional<std::size_t> axis_of(std::int64_t axis, std::size_t axes) {
    const auto count = static_cast<std::int64_t>(axes);
    if (axis < -count || axis >= count) return std::nullopt;
    return static_cast<std::size_t>(axis < 0 ? axis + count : axis);
}

tl::unexpected<Error> not_read(Message what) {
    return fail(ErrorCode::unsupported, std::move(what),
                say("export the model without it, or cut it before this node"));
}

}  // namespace poolscope::io
