/// A tensor as ONNX's files hold it, of any number of axes.
#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include <onnx/onnx_pb.h>

#include "poolscope/error.hpp"

namespace poolscope::onnx_suite {

struct OnnxTensor {
    std::vector<std::int64_t> dims{};
    std::variant<std::vector<float>, std::vector<double>, std::vector<std::uint8_t>,
                 std::vector<std::int64_t>>
        cells{};
};

/// The tensor of a message, or unsupported for a type that no pooling case has.
[[nodiscard]] Result<OnnxTensor> read_tensor(const onnx::TensorProto& message);

}  // namespace poolscope::onnx_suite
