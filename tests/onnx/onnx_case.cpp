/// Reads ONNX's messages from files.
#include "onnx_case.hpp"

#include <algorithm>
#include <cstring>
#include <fstream>

#include "onnx_node.hpp"

namespace poolscope::onnx_suite {

namespace {

namespace fs = std::filesystem;

template <class Message>
Result<Message> read_message(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    Message message;
    if (file && message.ParseFromIstream(&file)) return message;
    return fail(ErrorCode::unreadable, say("cannot read {0}", path.string()));
}

/// A tensor's cells, which lie in its raw bytes or in a field of their own.
template <class Scalar, class Field>
std::vector<Scalar> cells_of(const onnx::TensorProto& message, const Field& field) {
    std::vector<Scalar> cells;
    if (message.has_raw_data()) {
        cells.resize(message.raw_data().size() / sizeof(Scalar));
        std::memcpy(cells.data(), message.raw_data().data(), cells.size() * sizeof(Scalar));
    } else {
        for (const auto value : field) cells.push_back(static_cast<Scalar>(value));
    }
    return cells;
}

/// "input_0.pb", "input_1.pb", ... of one folder.
Result<std::vector<OnnxTensor>> read_tensors(const fs::path& folder, const std::string& prefix) {
    std::vector<OnnxTensor> tensors;
    while (true) {
        const fs::path path = folder / (prefix + std::to_string(tensors.size()) + ".pb");
        if (!fs::exists(path)) return tensors;
        auto tensor = read_message<onnx::TensorProto>(path).and_then(read_tensor);
        if (!tensor) return tl::unexpected(tensor.error());
        tensors.push_back(std::move(*tensor));
    }
}

Result<Case> read_data(Case found, const fs::path& folder) {
    for (int i = 0;; ++i) {
        const fs::path set = folder / ("test_data_set_" + std::to_string(i));
        if (!fs::exists(set)) break;
        auto inputs = read_tensors(set, "input_");
        if (!inputs) return tl::unexpected(inputs.error());
        auto outputs = read_tensors(set, "output_");
        if (!outputs) return tl::unexpected(outputs.error());
        found.data.push_back({.inputs = std::move(*inputs), .outputs = std::move(*outputs)});
    }
    return found;
}

bool pools_only(const onnx::GraphProto& graph) {
    const auto& nodes = graph.node();
    const auto pools = [](const onnx::NodeProto& node) { return is_pooling(node.op_type()); };
    const auto harmless = [&](const onnx::NodeProto& node) {
        return pools(node) || is_plumbing(node.op_type());
    };
    return std::any_of(nodes.begin(), nodes.end(), pools) &&
           std::all_of(nodes.begin(), nodes.end(), harmless);
}

}  // namespace

Result<OnnxTensor> read_tensor(const onnx::TensorProto& message) {
    OnnxTensor tensor{.dims = {message.dims().begin(), message.dims().end()}};
    switch (message.data_type()) {
        case onnx::TensorProto::FLOAT:
            tensor.cells = cells_of<float>(message, message.float_data());
            return tensor;
        case onnx::TensorProto::DOUBLE:
            tensor.cells = cells_of<double>(message, message.double_data());
            return tensor;
        case onnx::TensorProto::UINT8:
            tensor.cells = cells_of<std::uint8_t>(message, message.int32_data());
            return tensor;
        case onnx::TensorProto::INT64:
            tensor.cells = cells_of<std::int64_t>(message, message.int64_data());
            return tensor;
        default:
            return fail(ErrorCode::unsupported,
                        say("no tensor of type {0} is read", message.data_type()));
    }
}

Result<std::vector<Case>> find_pooling_cases(const fs::path& data) {
    std::vector<Case> cases;
    std::error_code ignored;
    for (const auto& entry : fs::recursive_directory_iterator(data, ignored)) {
        if (entry.path().filename() != "model.onnx") continue;
        auto model = read_message<onnx::ModelProto>(entry.path());
        if (!model) return tl::unexpected(model.error());
        if (!pools_only(model->graph())) continue;
        const fs::path folder = entry.path().parent_path();
        auto found =
            read_data({.name = fs::relative(folder, data).string(), .model = *model}, folder);
        if (!found) return tl::unexpected(found.error());
        cases.push_back(std::move(*found));
    }
    std::ranges::sort(cases, {}, &Case::name);
    return cases;
}

bool three_dimensional(const Case& one) {
    return std::ranges::any_of(one.data, [](const DataSet& set) {
        return !set.inputs.empty() && set.inputs.front().dims.size() == 5;
    });
}

}  // namespace poolscope::onnx_suite
