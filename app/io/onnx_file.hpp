/// ONNX files as networks. Source: ONNX's operator specification, opset 6 to 17.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "io/files.hpp"
#include "poolscope/network.hpp"

namespace poolscope::io {

/// The largest ONNX file that is read, in bytes; and what else is bounded.
inline constexpr std::size_t max_onnx_bytes = std::size_t{2} << 30;
inline constexpr std::size_t max_network_layers = 4096;

/// A network, and what the file says beside it.
struct OnnxNetwork {
    Network network{};
    std::string input_name{};
    Shape input{};                            ///< a free batch is 1
    int output_layer = 0;                     ///< whose output is the file's
    std::vector<std::int64_t> output_dims{};  ///< its axes, as the file counts them
    /// Sentences, without a full stop: what was taken for granted.
    std::vector<Message> notes{};
    /// Why the layers end before the file's nodes do: a node that is none of those known. What
    /// comes before it is there.
    std::optional<Error> unread{};
};

/// Where a file's weights may lie beside it, and what is not in it.
struct OnnxSource {
    std::filesystem::path folder{};      ///< of weights in files of their own; they must lie in it
    std::optional<Shape> input_shape{};  ///< in place of what the file says of its input
};

/// Whether a file's name says that it is one.
[[nodiscard]] bool has_onnx_name(const std::filesystem::path& path);

/// Reads a model's nodes in their order. Convolutions, pooling, activations, batch normalisation,
/// Gemm and MatMul by constants, Softmax, Add, Mul and Concat become layers; Flatten, Reshape,
/// Dropout, Identity and arithmetic on shapes are followed. Errors: bad_format (no such file, or
/// one that contradicts itself), unsupported (an input of more than 4 axes, an older opset),
/// bad_argument (the input's shape is not known, nor given), too_large.
[[nodiscard]] Result<OnnxNetwork> read_onnx(Bytes bytes, const OnnxSource& source = {});

/// A network as an ONNX file with its weights, over an input of this shape (opset 13, as ONNX
/// Runtime and Debian's libonnx read it): what read_onnx() makes of it computes the same. Names
/// tell weights apart as PyTorch's do: "conv1.weight". Errors: that of shapes_of(), not_expressible
/// for a layer that ONNX has no node for, too_large beyond protobuf's two gigabytes.
[[nodiscard]] Result<std::vector<std::byte>> write_onnx(const Network& network, const Shape& input);

}  // namespace poolscope::io
