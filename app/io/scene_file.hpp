/// Scene files (.pool.toml, version 1): a document and how it is looked at; see
/// docs/scene-format.md.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "io/load.hpp"

namespace poolscope::io {

inline constexpr int scene_version = 1;

/// The longest scene file that is read, in bytes. Larger inputs lie in a file beside the scene.
inline constexpr std::size_t max_scene_bytes = std::size_t{4} << 20;

/// Inputs of more cells than this are written to a file beside the scene.
inline constexpr std::size_t max_inline_cells = 4096;

/// Reads the input that a scene names as its `file`.
using InputReader = std::function<Result<LoadedInput>(const std::string& file)>;

/// Reads a scene. A layer that cannot be is no error here: the document says so. Errors: bad_format
/// with the line, unsupported for a newer version, those of `read_input`.
[[nodiscard]] Result<OpenedDocument> read_scene(std::string_view text,
                                                const InputReader& read_input);

/// Reads a scene; a file that it names is looked for in `folder`.
[[nodiscard]] Result<OpenedDocument> read_scene(std::string_view text,
                                                const std::filesystem::path& folder);

/// The scene as text. `input_file` is what it names as its input; where it is empty the values are
/// written out.
[[nodiscard]] std::string write_scene(const model::Document& document, const model::ViewState& view,
                                      const std::filesystem::path& input_file = {});

/// Saves a scene whole. A large input is named where it is an unedited file, else written to
/// NAME.input.npy beside the scene. Errors: unwritable.
[[nodiscard]] Result<void> save_scene(const model::Document& document, const model::ViewState& view,
                                      const std::filesystem::path& path);

}  // namespace poolscope::io
