/// Products with matrices that are constant, and what is added to them.
#include <array>

#include "io/onnx/layer_nodes.hpp"

namespace poolscope::io {

namespace {

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

}  // namespace

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
    if ((*constant)->dims == Integers{input->shape.n, outputs} && input->shape.n > 1)
        return with_addend(graph, at, *input, std::move(linear), **constant, beta);
    auto bias = bias_of(**constant, outputs, beta);
    if (!bias) return error_of(bias);
    linear.bias = std::move(*bias);
    return added(graph, at, *input, std::move(linear));
}

}  // namespace poolscope::io
