/// ONNX's rules for pooling nodes, and a layer as a node.
#pragma once

#include <optional>

#include "poolscope/dialect.hpp"

namespace poolscope {

/// strides default to 1 and padding is not counted unless count_include_pad says so; pads are [top,
/// left, bottom, right]; auto_pad may be SAME_UPPER, SAME_LOWER or VALID; Lp is over |x|. `call`
/// gives onnx.helper.make_node(...). Source: ONNX's operator specification, AveragePool-22,
/// MaxPool-22, LpPool-22.
[[nodiscard]] const Dialect& onnx_dialect();

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

/// Whether `op_type` is one of ONNX's pooling operators: "MaxPool", "GlobalLpPool".
[[nodiscard]] bool is_onnx_pooling(std::string_view op_type);

/// The layer of a node of this type, ONNX's defaults standing for what is left out. One number a
/// list reads as one-dimensional. Errors: not_expressible for an op_type that is no pooling,
/// unsupported for three dimensions, bad_format for lists of other lengths and unknown auto_pad.
[[nodiscard]] Result<Layer> onnx_layer(std::string_view op_type, const OnnxAttributes& attributes);

/// The row's functions, which have files of their own.
[[nodiscard]] Result<std::string> onnx_call(const Layer& layer, const Shape& input);
[[nodiscard]] Result<PastedLayer> parse_onnx(const CallSite& site);

}  // namespace poolscope
