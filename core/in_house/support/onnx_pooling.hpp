/// ONNX's pooling nodes as layers, for whoever reads nodes: from code, or from a file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "poolscope/layer.hpp"

namespace poolscope {

/// A pooling node's attributes; empty lists and none stand for what the node leaves out.
struct OnnxAttributes {
    std::string auto_pad = "NOTSET";
    std::vector<std::int64_t> kernel_shape{};
    std::vector<std::int64_t> strides{};
    std::vector<std::int64_t> pads{};
    std::vector<std::int64_t> dilations{};
    bool ceil_mode = false;
    bool count_include_pad = false;
    double p = 2.0;
};

/// A pooling node.
struct OnnxNode {
    std::string op_type{};
    OnnxAttributes attributes{};  ///< what equals ONNX's defaults is left out
};

/// Whether `op_type` is one of ONNX's pooling operators: "MaxPool", "GlobalLpPool".
[[nodiscard]] bool is_onnx_pooling(std::string_view op_type);

/// The layer of a node of this type, ONNX's defaults standing for what is left out. One number a
/// list reads as one-dimensional. Errors: not_expressible for an op_type that is no pooling,
/// unsupported for three dimensions, bad_format for lists of other lengths and unknown auto_pad.
[[nodiscard]] Result<Layer> onnx_layer(std::string_view op_type, const OnnxAttributes& attributes);

/// The inverse: the node that computes a layer over `input`. `by_rows`: one of one dimension where
/// the layer has no more, else one of two. Errors: those of the dialect, which has no such node.
[[nodiscard]] Result<OnnxNode> onnx_node(const Layer& layer, const Shape& input, bool by_rows);

}  // namespace poolscope
