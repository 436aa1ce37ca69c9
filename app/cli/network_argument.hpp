/// The NET of `run` and `layers`: an ONNX file, or a scene, whose layers are a chain.
#pragma once

#include <optional>
#include <string>

#include "cli/outcome.hpp"
#include "io/onnx_file.hpp"

namespace poolscope::cli {

/// Opens `path` over an input of `shape`, else of the shape that the file says. Errors: those of
/// read_onnx() and of open_document().
[[nodiscard]] Result<io::OnnxNetwork> open_network(const std::string& path,
                                                   const std::optional<Shape>& shape);

/// Warns where the file's nodes go on after the layers that were read.
void warn_of_unread(const io::OnnxNetwork& opened);

}  // namespace poolscope::cli
