/// ONNX's own suite of nodes, read as networks: the first input is the network's, all others become
/// initializers.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "io/narrow.hpp"
#include "io/onnx/constant.hpp"
#include "io/onnx/messages.hpp"
#include "io/onnx_file.hpp"

namespace poolscope::io {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

onnx::Tensor tensor_of(const fs::path& path) {
    onnx::Tensor tensor;
    EXPECT_TRUE(tensor.ParseFromString(bytes_of(path))) << path;
    return tensor;
}

/// The nodes of SEMANTICS; a case that has others is none of ours.
const std::set<std::string>& kinds() {
    static const std::set<std::string> list{"Conv",        "BatchNormalization",
                                            "Gemm",        "MatMul",
                                            "Relu",        "LeakyRelu",
                                            "Elu",         "Sigmoid",
                                            "Tanh",        "Clip",
                                            "HardSigmoid", "Softmax",
                                            "Add",         "Mul",
                                            "Sum",         "Concat",
                                            "MaxPool",     "AveragePool",
                                            "Flatten",     "GlobalAveragePool",
                                            "Dropout"};
    return list;
}

/// Why a case is no network over one, two or three axes of channels and planes.
std::optional<std::string> out_of_scope(const onnx::Model& model, const onnx::Tensor& input) {
    if (input.data_type() != 1) return "not float32";
    if (input.dims_size() < 1 || input.dims_size() > 4) return "3-D";
    if (model.opset_import(0).version() < 6) return "an older opset";
    bool only_shapes = true;
    for (const onnx::Node& node : model.graph().node()) {
        only_shapes = only_shapes && (node.op_type() == "Flatten" || node.op_type() == "Dropout");
        for (const onnx::Attribute& one : node.attribute())
            if (one.name() == "transA" && one.i() != 0) return "a transposed input";
        if (node.op_type() == "MatMul" && input.dims_size() > 2) return "stacks of matrices";
        if (node.op_type() == "Concat")
            for (const onnx::Attribute& one : node.attribute())
                if (one.name() == "axis" && one.i() != 1 && input.dims_size() > 1 &&
                    one.i() + input.dims_size() != 1)
                    return "concatenation along another axis than the channels";
        for (const onnx::Attribute& one : node.attribute())
            if (one.name() == "training_mode" && one.i() != 0) return "training";
        if (node.output_size() > 1 && !node.output(1).empty()) return "second output";
    }
    if (only_shapes) return "no layer";
    return std::nullopt;
}

/// Nothing, or how what is read and run differs from what the suite wants.
std::optional<std::string> mismatch(onnx::Model model, const fs::path& data) {
    onnx::Graph& graph = *model.mutable_graph();
    const onnx::Tensor first = tensor_of(data / "input_0.pb");
    for (int i = 1; i < graph.input_size(); ++i) {
        const fs::path given = data / ("input_" + std::to_string(i) + ".pb");
        if (!fs::exists(given)) continue;  // an initializer already
        onnx::Tensor& constant = *graph.add_initializer();
        constant = tensor_of(given);
        constant.set_name(graph.input(i).name());
    }
    const std::string bytes = model.SerializeAsString();
    const auto network = read_onnx(as_bytes(bytes));
    if (!network) return network.error().message();
    if (network->unread) return network->unread->message();
    const auto input = read_constant(first, {});
    if (!input || input->floats() == nullptr) return "input";
    const auto outputs = forward(network->network, Tensor<float>(network->input, *input->floats()));
    if (!outputs) return outputs.error().message();
    const auto wanted = read_constant(tensor_of(data / "output_0.pb"), {});
    const auto& output = *(*outputs)[static_cast<std::size_t>(network->output_layer)];
    if (!wanted || wanted->dims != network->output_dims) return "other axes";
    if (wanted->count() != output.cells().size()) return "other size";
    for (std::size_t i = 0; i < wanted->count(); ++i) {
        const double a = double{(*wanted->floats())[i]}, b = double{output.cells()[i]};
        if (!(std::abs(a - b) <= 1e-5 * std::max(1.0, std::abs(a))))
            return "cell " + std::to_string(i) + " is " + std::to_string(b) + ", not " +
                   std::to_string(a);
    }
    return std::nullopt;
}

TEST(OnnxNetworks, EveryNodeOfTheSuitePasses) {
    int passed = 0, total = 0;
    std::map<std::string, int> beyond;
    for (const char* folder : {"node", "pytorch-converted", "pytorch-operator", "simple"}) {
        for (const auto& entry : fs::directory_iterator(fs::path(POOLSCOPE_ONNX_DATA) / folder)) {
            const fs::path data = entry.path() / "test_data_set_0";
            onnx::Model model;
            if (!fs::exists(data / "input_0.pb") ||
                !model.ParseFromString(bytes_of(entry.path() / "model.onnx")))
                continue;
            const auto& nodes = model.graph().node();
            if (std::any_of(nodes.begin(), nodes.end(), [](const onnx::Node& node) {
                    return !kinds().contains(node.op_type());
                }))
                continue;
            ++total;
            // Its addend is another node's output.
            if (entry.path().filename() == "test_operator_addmm") {
                ++beyond["computed weights"];
                continue;
            }
            if (const auto why = out_of_scope(model, tensor_of(data / "input_0.pb"))) {
                ++beyond[*why];
                continue;
            }
            const auto differs = mismatch(model, data);
            EXPECT_FALSE(differs) << entry.path().filename() << ": " << *differs;
            passed += differs ? 0 : 1;
        }
    }
    std::printf("ONNX networks: %d of %d cases pass\n", passed, total);
    for (const auto& [why, count] : beyond)
        std::printf("  %d out of scope: %s\n", count, why.c_str());
    EXPECT_GE(passed, 129);
}

}  // namespace
}  // namespace poolscope::io
