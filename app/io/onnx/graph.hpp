/// A network as it is made of a file's nodes, one after the other.
#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "io/onnx/constant.hpp"
#include "io/onnx/messages.hpp"
#include "io/onnx_file.hpp"

namespace poolscope::io {

/// Axes, or what an attribute or a constant lists.
using Integers = std::vector<std::int64_t>;

/// What a layer gives, or the network's input: feature maps of a shape (n, c, h, w), which the file
/// may see with other axes (flattened ones, 1-D ones).
struct Maps {
    int layer = network_input;
    Shape shape{};
    std::vector<std::int64_t> dims{};
};

/// What an edge of the file's graph carries.
using Value = std::variant<Maps, StoredTensor>;

/// A node's attribute, or what stands for it.
class Attributes {
public:
    explicit Attributes(const onnx::Node& node) : node_(node) {}
    [[nodiscard]] const onnx::Attribute* find(std::string_view name) const;
    [[nodiscard]] std::int64_t integer(std::string_view name, std::int64_t otherwise) const;
    [[nodiscard]] float number(std::string_view name, float otherwise) const;
    [[nodiscard]] std::string text(std::string_view name, std::string_view otherwise) const;
    /// Empty where it is left out.
    [[nodiscard]] std::vector<std::int64_t> integers(std::string_view name) const;

private:
    const onnx::Node& node_;
};

/// The layers so far, and what each edge carries.
class GraphBuilder {
public:
    GraphBuilder(const std::filesystem::path& folder, std::int64_t opset)
        : folder_(folder), opset_(opset) {}

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    [[nodiscard]] std::int64_t opset() const { return opset_; }
    [[nodiscard]] const Network& network() const { return network_; }

    /// What the edge carries; null where no node before has made it. An empty name is an input that
    /// is left out.
    [[nodiscard]] const Value* find(const std::string& edge) const;
    /// Error: too_large where constants would take more than a file's own may.
    [[nodiscard]] Result<void> set(const std::string& edge, Value value);
    /// Forgets a constant that no later node reads; maps stay, as they may be the file's output.
    void let_go_of_constant(const std::string& edge);

    /// Adds a layer over maps, named as its node; what it gives. `dims` are the output's axes as
    /// the file counts them; without them those of the shape, as many as the first input has.
    /// Errors: those of a layer that cannot be.
    [[nodiscard]] Result<Maps> add(const onnx::Node& node, AnyLayer layer,
                                   std::span<const Maps> inputs);

private:
    [[nodiscard]] Result<void> hold(std::size_t numbers);

    std::filesystem::path folder_;
    std::int64_t opset_;
    Network network_{};
    std::size_t numbers_ = 0;  ///< that edges and layers hold
    std::map<std::string, Value, std::less<>> edges_{};
};

/// A node at hand, with what its inputs carry; a left-out one is null.
struct NodeAtHand {
    const onnx::Node& node;
    Attributes attributes;
    std::vector<const Value*> inputs;

    [[nodiscard]] const Maps* maps(std::size_t input) const;
    [[nodiscard]] const StoredTensor* constant(std::size_t input) const;
    [[nodiscard]] bool has(std::size_t input) const {
        return input < inputs.size() && inputs[input] != nullptr;
    }
};

/// What a node makes of its inputs. Errors: unsupported, bad_format.
using NodeReader = Result<Value> (*)(GraphBuilder& graph, const NodeAtHand& at);

/// One row of a list of readers, by ONNX's name of the node.
struct NodeRow {
    std::string_view op_type;
    NodeReader read = nullptr;
};

/// The reader in the row of that name; null where there is none.
[[nodiscard]] NodeReader reader_in(std::span<const NodeRow> rows, std::string_view op_type);

/// The reader of a layer's node, or of one that only works on shapes; null where it is unknown.
[[nodiscard]] NodeReader layer_reader(std::string_view op_type);
[[nodiscard]] NodeReader shape_reader(std::string_view op_type);

/// Dimensions as a shape: (n, c, h, w), (n, c, w), (n, c), (c). Errors: unsupported for more,
/// too_large.
[[nodiscard]] Result<Shape> shape_of_dims(std::span<const std::int64_t> dims);
/// The inverse, with as many axes.
[[nodiscard]] std::vector<std::int64_t> dims_of(const Shape& shape, std::size_t axes);

/// An axis counted from either end; none where there is no such axis.
[[nodiscard]] std::optional<std::size_t> axis_of(std::int64_t axis, std::size_t axes);

[[nodiscard]] tl::unexpected<Error> not_read(Message what);

}  // namespace poolscope::io
