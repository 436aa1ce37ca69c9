/// Scene files (.pool.toml, versions 1 and 2): a document and how it is looked at; see
/// docs/scene-format.md.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "io/load.hpp"
#include "io/npy.hpp"

namespace poolscope::io {

/// Of networks; a scene of one pooling layer has version 1.
inline constexpr int scene_version = 2;

/// The longest scene file that is read, in bytes. Larger inputs lie in a file beside the scene.
inline constexpr std::size_t max_scene_bytes = std::size_t{4} << 20;

/// Grids of more cells than this are written to a file beside the scene.
inline constexpr std::size_t max_inline_cells = 4096;

/// The largest archive of weights, in bytes.
inline constexpr std::size_t max_weights_bytes = std::size_t{2} << 30;

/// Reads the input, gradient or scores that a scene names as a file, as the scene says.
using InputReader =
    std::function<Result<LoadedInput>(const std::string& file, const model::Reading& how)>;

/// Reads one array of the archive that a scene names for its weights; bad_argument where the
/// archive has no such array.
using WeightsReader =
    std::function<Result<NpyArray>(const std::string& file, const std::string& array)>;

/// How the files that a scene names are read.
struct FileReaders {
    InputReader input{};
    WeightsReader weights{};
};

/// Reads what lies in `folder`; an archive of weights is kept while its arrays are read. Reading
/// ends as load_input()'s does.
[[nodiscard]] FileReaders readers_in(const std::filesystem::path& folder,
                                     const StopQuery& stop = {});

/// Reads a scene. A layer that cannot be is no error here: the document says so. Errors: bad_format
/// with the line, unsupported for a newer version, those of `readers`.
[[nodiscard]] Result<OpenedDocument> read_scene(std::string_view text, const FileReaders& readers);

/// Reads a scene; a file that it names is looked for in `folder`.
[[nodiscard]] Result<OpenedDocument> read_scene(std::string_view text,
                                                const std::filesystem::path& folder);

/// The files that a scene names in place of numbers; where one is empty its numbers are written
/// out.
struct SceneFiles {
    std::filesystem::path input;
    std::filesystem::path gradient;
    std::filesystem::path scores;
    std::filesystem::path weights;
};

/// The scene as text.
[[nodiscard]] std::string write_scene(const model::Document& document, const model::ViewState& view,
                                      const SceneFiles& files = {});

/// Saves a scene whole. A large input is named where it is an unedited file, else written to
/// NAME.input.npy beside the scene, as large gradients and scores are to NAME.gradient.npy and
/// NAME.scores.npy, and many weights to NAME.weights.npz. Errors: unwritable.
[[nodiscard]] Result<void> save_scene(const model::Document& document, const model::ViewState& view,
                                      const std::filesystem::path& path);

}  // namespace poolscope::io
