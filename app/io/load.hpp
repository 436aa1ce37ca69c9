/// Opening a file whatever it is: by its content first, then by its name.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/files.hpp"
#include "io/image.hpp"
#include "io/npz.hpp"
#include "io/stop.hpp"
#include "io/text_grid.hpp"
#include "model/document.hpp"
#include "model/reading.hpp"
#include "model/view_state.hpp"
#include "poolscope/error.hpp"

namespace poolscope::io {

/// What a file says that is to be told beside its values.
struct Remarks {
    /// The array's channels could lie on its other end too, and fit better there; nobody said which
    /// end is meant.
    bool other_layout_fits = false;
    /// Sentences, without a full stop: whole numbers that were rounded, a type that was guessed.
    std::vector<Message> notes{};
};

/// An input as a document holds it: values of shape (n, c, h, w) and c names.
struct LoadedInput {
    model::SharedValues values;
    std::vector<std::string> channel_names;
    bool picture = false;
    std::filesystem::path source;  ///< absolute
    model::Reading reading{};      ///< how it was read
    Remarks remarks{};
};

/// A document from a file, and how it was looked at.
struct OpenedDocument {
    model::Document document;
    model::ViewState view;
    bool is_scene = false;  ///< from a scene file, which saving writes again
    Remarks remarks{};      ///< of its input
};

/// Whether the name is a scene's: it ends in .pool.toml or .toml.
[[nodiscard]] bool has_scene_name(const std::filesystem::path& path);

/// The largest file that holds an input, in bytes.
inline constexpr std::size_t max_input_bytes = model::max_cells * 8 + (std::size_t{1} << 20);

/// What a person is asked before a file is read: at most one of the two is there.
struct OpenChoice {
    std::vector<NpzArray> arrays{};      ///< two or more, of which one is read
    std::optional<ImageSize> picture{};  ///< a picture that is too large to be read whole
};

/// Looks at a file's header. What is wrong with it is read_input()'s to say.
[[nodiscard]] OpenChoice choice_before(Bytes bytes, const std::filesystem::path& name,
                                       const model::Reading& how);

/// Reads an input from a file's bytes as `how` says; of its `name` only the ending counts. The
/// source stays empty.
[[nodiscard]] Result<LoadedInput> read_input(Bytes bytes, const std::filesystem::path& name,
                                             const StopQuery& stop = {},
                                             const model::Reading& how = {});

/// A grid that was pasted as an input. Errors: those of a document's input.
[[nodiscard]] Result<LoadedInput> input_of(TextGrid grid);

/// Reads a grid (.npy, .npz, CSV or other text) or a picture; only .npy arrays hold several
/// samples. Errors: those of the readers, unsupported where the file is none of these, and
/// bad_argument where `how` says what the file has no use for; cancelled soon after `stop` says so,
/// as far as a picture is read.
[[nodiscard]] Result<LoadedInput> load_input(const std::filesystem::path& path,
                                             const StopQuery& stop = {},
                                             const model::Reading& how = {});

/// Whether a file that was read so is named again as a document's source: a scene would read it as
/// it was read. Else the document keeps the values.
[[nodiscard]] bool names_again(const model::Reading& how);

/// A document over an input, under a layer that shows it well: a grid under max, kernel_size 3,
/// stride 2, padding 1; a picture under max with a window in proportion to it.
[[nodiscard]] model::Document document_of(LoadedInput input);

/// Opens a scene, or an input as document_of() does. A scene says itself how its input is read.
[[nodiscard]] Result<OpenedDocument> open_document(const std::filesystem::path& path,
                                                   const StopQuery& stop = {},
                                                   const model::Reading& how = {});

}  // namespace poolscope::io
