/// Every pooling case of ONNX's own suite: Debian's libonnx-testdata, node and converted PyTorch
/// cases.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "onnx_case.hpp"
#include "onnx_node.hpp"

namespace poolscope::onnx_suite {
namespace {

/// What Debian 12 ships; fewer means that cases went missing or are no longer found.
constexpr std::size_t planar_cases = 42;
constexpr std::size_t three_dimensional_cases = 8;

/// How far a mean or a norm may lie from the suite's, relative to the tensor's largest: the suite
/// sums float32 cells that cancel. Maxima, integers and indices must be equal.
constexpr double tolerance = 1e-6;

const std::vector<Case>& cases() {
    static const std::vector<Case> found = [] {
        auto read = find_pooling_cases(POOLSCOPE_ONNX_DATA);
        if (!read) ADD_FAILURE() << read.error().message();
        return read ? std::move(*read) : std::vector<Case>{};
    }();
    return found;
}

/// Whether a model forms sums, whose last bits depend on their order.
bool sums(const Case& one) {
    const auto& nodes = one.model.graph().node();
    return std::any_of(nodes.begin(), nodes.end(), [](const onnx::NodeProto& node) {
        return node.op_type().find("Max") == std::string::npos;
    });
}

/// Nothing, or how two tensors differ.
std::optional<std::string> difference(const OnnxTensor& wanted, const OnnxTensor& got, bool sums) {
    if (wanted.dims != got.dims) return "shapes differ";
    if (wanted.cells.index() != got.cells.index()) return "types differ";
    return std::visit(
        [&]<class Scalar>(const std::vector<Scalar>& cells) -> std::optional<std::string> {
            const auto& others = std::get<std::vector<Scalar>>(got.cells);
            if (cells.size() != others.size()) return "sizes differ";
            double largest = 0.0;
            for (const Scalar cell : cells) {
                largest = std::fmax(largest, std::fabs(static_cast<double>(cell)));
            }
            const double allowed = sums ? tolerance * largest : 0.0;
            for (std::size_t i = 0; i < cells.size(); ++i) {
                const auto a = static_cast<double>(cells[i]);
                const auto b = static_cast<double>(others[i]);
                if (std::fabs(a - b) <= allowed) continue;
                return "cell " + std::to_string(i) + " is " + std::to_string(b) +
                       " and should be " + std::to_string(a);
            }
            return std::nullopt;
        },
        wanted.cells);
}

using Change = std::function<void(onnx::NodeProto&)>;

/// Nothing, or how a model's outputs differ from those of the suite; its nodes are changed first.
std::optional<std::string> mismatch(
    const Case& one, const Change& change = [](auto&) {}) {
    for (const DataSet& set : one.data) {
        std::map<std::string, OnnxTensor> values;
        const onnx::GraphProto& graph = one.model.graph();
        for (int i = 0; i < graph.input_size(); ++i) {
            values[graph.input(i).name()] = set.inputs.at(static_cast<std::size_t>(i));
        }
        for (onnx::NodeProto node : graph.node()) {
            change(node);
            std::vector<OnnxTensor> inputs;
            for (const std::string& name : node.input()) inputs.push_back(values.at(name));
            const auto outputs = run_node(node, inputs);
            if (!outputs) return outputs.error().message();
            for (int i = 0; i < node.output_size(); ++i) {
                values[node.output(i)] = outputs->at(static_cast<std::size_t>(i));
            }
        }
        for (int i = 0; i < graph.output_size(); ++i) {
            const auto& wanted = set.outputs.at(static_cast<std::size_t>(i));
            const auto differs = difference(wanted, values.at(graph.output(i).name()), sums(one));
            if (differs) return graph.output(i).name() + ": " + *differs;
        }
    }
    return std::nullopt;
}

/// Says the count on the screen and in a file that the test script shows.
void report(const std::string& line) {
    std::printf("%s\n", line.c_str());
    std::ofstream(POOLSCOPE_BINARY_DIR "/onnx-suite.txt") << line << "\n";
}

TEST(OnnxSuite, EveryPoolingCasePasses) {
    std::size_t passed = 0;
    std::string beyond;
    std::size_t beyond_count = 0;
    for (const Case& one : cases()) {
        ASSERT_FALSE(one.data.empty()) << one.name;
        if (three_dimensional(one)) {
            beyond += (beyond.empty() ? "" : ", ") + one.name;
            ++beyond_count;
            continue;
        }
        const auto differs = mismatch(one);
        EXPECT_FALSE(differs) << one.name << ": " << *differs;
        passed += differs ? 0 : 1;
    }
    report("ONNX suite: " + std::to_string(passed) + " cases pass, " +
           std::to_string(cases().size() - beyond_count - passed) + " fail, 0 skipped, " +
           std::to_string(beyond_count) + " 3-D cases out of scope: " + beyond);
    EXPECT_GE(passed, planar_cases);
    EXPECT_GE(beyond_count, three_dimensional_cases);
}

/// A node's attribute, if it has it.
onnx::AttributeProto* attribute_of(onnx::NodeProto& node, const std::string& name) {
    for (onnx::AttributeProto& attribute : *node.mutable_attribute()) {
        if (attribute.name() == name) return &attribute;
    }
    return nullptr;
}

/// Cases that no longer pass when every node is changed so.
std::size_t noticed(const Change& change) {
    return static_cast<std::size_t>(std::ranges::count_if(cases(), [&](const Case& one) {
        return !three_dimensional(one) && mismatch(one, change).has_value();
    }));
}

TEST(OnnxSuite, NoticesABrokenRule) {
    EXPECT_GE(noticed([](onnx::NodeProto& node) {
                  auto* const pad = attribute_of(node, "auto_pad");
                  if (pad != nullptr)
                      pad->set_s(pad->s() == "SAME_UPPER" ? "SAME_LOWER" : "SAME_UPPER");
              }),
              4U)
        << "the odd cell of SAME";
    EXPECT_GE(noticed([](onnx::NodeProto& node) {
                  auto* const count = attribute_of(node, "count_include_pad");
                  if (count != nullptr) count->set_i(1 - count->i());
              }),
              2U)
        << "count_include_pad";
    EXPECT_GE(noticed([](onnx::NodeProto& node) {
                  auto* const ceil = attribute_of(node, "ceil_mode");
                  if (ceil != nullptr) ceil->set_i(1 - ceil->i());
              }),
              2U)
        << "ceil_mode";
    EXPECT_GE(noticed([](onnx::NodeProto& node) {
                  auto* const order = attribute_of(node, "storage_order");
                  if (order != nullptr) order->set_i(1 - order->i());
              }),
              1U)
        << "storage_order";
    EXPECT_GE(noticed([](onnx::NodeProto& node) {
                  auto* const dilations = attribute_of(node, "dilations");
                  if (dilations != nullptr) dilations->set_ints(0, 1);
              }),
              2U)
        << "dilations";
}

}  // namespace
}  // namespace poolscope::onnx_suite
