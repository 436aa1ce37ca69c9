/// The suite's cases: a model and its input and output tensors, found by scanning folders.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "onnx_tensor.hpp"

namespace poolscope::onnx_suite {

/// What goes into a model and what must come out of it.
struct DataSet {
    std::vector<OnnxTensor> inputs{};
    std::vector<OnnxTensor> outputs{};
};

/// One folder of the suite.
struct Case {
    std::string name{};  ///< "node/test_maxpool_2d_pads"
    onnx::ModelProto model{};
    std::vector<DataSet> data{};
};

/// Every case below `data` whose graph has pooling nodes and no others but plumbing (see
/// onnx_node.hpp), by name. Errors: unreadable files.
[[nodiscard]] Result<std::vector<Case>> find_pooling_cases(const std::filesystem::path& data);

/// Whether one of the case's inputs has three spatial axes.
[[nodiscard]] bool three_dimensional(const Case& one);

}  // namespace poolscope::onnx_suite
