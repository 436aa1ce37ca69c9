/// The [[layers]] of a scene of version 2: a network, its weights in the text or in an archive
/// beside it.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "io/npz.hpp"
#include "io/onnx_file.hpp"
#include "io/scene_file.hpp"
#include "io/toml_text.hpp"

namespace poolscope::io {

/// Networks with more weights and scores than this have them in an archive beside the scene.
inline constexpr std::size_t max_inline_weights = 4096;

/// The most layers that a scene may have: as many as an ONNX file.
inline constexpr std::size_t max_scene_layers = max_network_layers;

/// The longest name of a layer, in bytes.
inline constexpr std::size_t longest_layer_name = 200;

/// Reads the layers over the document's input, which must be there; weights (and a pooling layer's
/// scores) that they do not say lie in `weights`, an archive, as "1.weight": the number of the
/// layer, from 1, and the key. Shapes that do not fit each other are no error here: the document
/// says so. Errors: bad_format with the line, those of `readers`.
[[nodiscard]] Result<void> read_layers(const toml::array& layers, const toml::node* weights,
                                       const FileReaders& readers, model::Document& document);

/// The weights, as they lie in an archive; none where all are written in the text.
[[nodiscard]] std::vector<NamedArray> weights_beside(const model::Document& document);

/// `weights`, where that names an archive, and [[layers]], after `prefix`.
[[nodiscard]] std::string layers_text(const model::Document& document,
                                      const std::filesystem::path& weights,
                                      const std::string& prefix);

}  // namespace poolscope::io
