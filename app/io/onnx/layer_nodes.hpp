/// What the readers of layers' nodes have in common, and those that lie in files of their own.
#pragma once

#include "io/onnx/graph.hpp"

namespace poolscope::io {

/// Whether the file sees the maps' own axes, not flattened ones.
[[nodiscard]] bool has_planes(const Maps& maps);

/// The first input as maps; else why not.
[[nodiscard]] Result<Maps> first_maps(const NodeAtHand& at);
/// The same where it has rows and columns.
[[nodiscard]] Result<Maps> first_planes(const NodeAtHand& at);

/// What a layer over `input` gives.
[[nodiscard]] Result<Value> added(GraphBuilder& graph, const NodeAtHand& at, const Maps& input,
                                  AnyLayer layer);

/// A constant input that a layer has learnt. Error: unsupported where it is computed.
[[nodiscard]] Result<const StoredTensor*> weights_of(const NodeAtHand& at, std::size_t input);

/// A constant of one axis as (1, count, 1, 1).
[[nodiscard]] Result<Weights> channel_weights(const NodeAtHand& at, std::size_t input, int count);

/// Gemm and MatMul by constants.
[[nodiscard]] Result<Value> read_linear(GraphBuilder& graph, const NodeAtHand& at);

/// Add and Sum, Mul, Concat, of maps, and of constants beside them.
[[nodiscard]] Result<Value> read_sum(GraphBuilder& graph, const NodeAtHand& at);
[[nodiscard]] Result<Value> read_product(GraphBuilder& graph, const NodeAtHand& at);
[[nodiscard]] Result<Value> read_concat(GraphBuilder& graph, const NodeAtHand& at);

}  // namespace poolscope::io
