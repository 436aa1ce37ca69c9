/// Runs one node of a model with the library, by way of the ONNX dialect.
#pragma once

#include "onnx_tensor.hpp"

namespace poolscope::onnx_suite {

/// Whether a node of this type is run by run_node().
[[nodiscard]] bool is_pooling(const std::string& op_type);

/// Whether a node of this type only hands its input on, or adds and removes axes of one cell, as
/// PyTorch's exporter does around a one-dimensional mean.
[[nodiscard]] bool is_plumbing(const std::string& op_type);

/// What a node makes of its inputs: a pooling node's output and, with `indices`, where each of its
/// winners lies in the whole input (n, c, then row by row, or column by column with storage_order
/// 1). Errors: those of the dialect and of pool(), unsupported for other axes than (n, c, w) and
/// (n, c, h, w), bad_format for an attribute that is not known.
[[nodiscard]] Result<std::vector<OnnxTensor>> run_node(const onnx::NodeProto& node,
                                                       const std::vector<OnnxTensor>& inputs);

}  // namespace poolscope::onnx_suite
