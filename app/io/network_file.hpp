/// Files that hold a network, as documents.
#pragma once

#include "io/load.hpp"
#include "io/onnx_file.hpp"

namespace poolscope::io {

/// A document of a network without an input of its own: numbers between -1 and 1, drawn from seed
/// 1, of the shape that the network says. Errors: those of a document's input.
[[nodiscard]] Result<OpenedDocument> network_document(Network network, const Shape& input,
                                                      std::vector<Message> notes);

/// The network of an ONNX file, of which at least one layer is read. Its `input` is `over`, where
/// that is given and the file lets it be so; else what the file says, or where the file leaves that
/// open the first usual shape that it takes, which is among the notes. So is why the layers end
/// early. Layers have names that a scene holds. Errors: those of read_onnx(), unsupported where not
/// even its first node is known.
[[nodiscard]] Result<OnnxNetwork> load_network(const std::filesystem::path& path,
                                               const std::optional<Shape>& over = {});

/// Opens an ONNX file over numbers of its own; what it says beside its layers is among the remarks.
/// Errors: those of load_network().
[[nodiscard]] Result<OpenedDocument> open_onnx(const std::filesystem::path& path);

}  // namespace poolscope::io
