/// ONNX's rules for pooling nodes, and a layer as a node.
#pragma once

#include "poolscope/dialect.hpp"
#include "support/onnx_pooling.hpp"

namespace poolscope {

/// strides default to 1 and padding is not counted unless count_include_pad says so; pads are [top,
/// left, bottom, right]; auto_pad may be SAME_UPPER, SAME_LOWER or VALID; Lp is over |x|. `call`
/// gives onnx.helper.make_node(...). Source: ONNX's operator specification, AveragePool-22,
/// MaxPool-22, LpPool-22.
[[nodiscard]] const Dialect& onnx_dialect();

/// The row's functions, which have files of their own.
[[nodiscard]] Result<std::string> onnx_call(const Layer& layer, const Shape& input);
[[nodiscard]] Result<PastedLayer> parse_onnx(const CallSite& site);

}  // namespace poolscope
