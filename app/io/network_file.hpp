/// Files that hold a network, as documents.
#pragma once

#include "io/load.hpp"
#include "io/onnx_file.hpp"

namespace poolscope::io {

/// A document of a network without an input of its own: numbers between -1 and 1, drawn from seed
/// 1, of the shape that the network says. Errors: those of a document's input.
[[nodiscard]] Result<OpenedDocument> network_document(Network network, const Shape& input,
                                                      std::vector<Message> notes);

/// Opens an ONNX file; what it says beside its layers is among the remarks. Errors: those of
/// read_onnx(), unsupported where not even its first node is known.
[[nodiscard]] Result<OpenedDocument> open_onnx(const std::filesystem::path& path);

}  // namespace poolscope::io
