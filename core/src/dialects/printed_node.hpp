/// ONNX nodes as protobuf's text format prints them.
#pragma once

#include <string_view>
#include <vector>

#include "poolscope/dialect.hpp"

namespace poolscope {

/// The pooling nodes that `text` prints so, `op_type: "MaxPool" attribute { name: "kernel_shape"
/// ints: 2 ... }`; none where it is no such text.
[[nodiscard]] std::vector<PastedCall> printed_nodes(std::string_view text);

}  // namespace poolscope
