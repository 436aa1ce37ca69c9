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

/// The layer that `text` names: by its number from 1, or by its name. Error: bad_argument.
[[nodiscard]] Result<std::size_t> layer_index(const std::vector<NetworkLayer>& layers,
                                              const std::string& text);

}  // namespace poolscope::cli
