/// Opening a file whatever it is: by its content first, then by its name.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "io/files.hpp"
#include "io/stop.hpp"
#include "model/document.hpp"
#include "model/view_state.hpp"
#include "poolscope/error.hpp"

namespace poolscope::io {

/// An input as a document holds it: values of shape (n, c, h, w) and c names.
struct LoadedInput {
    model::SharedValues values;
    std::vector<std::string> channel_names;
    bool picture = false;
    std::filesystem::path source;  ///< absolute
};

/// A document from a file, and how it was looked at.
struct OpenedDocument {
    model::Document document;
    model::ViewState view;
    bool is_scene = false;  ///< from a scene file, which saving writes again
};

/// Whether the name is a scene's: it ends in .pool.toml or .toml.
[[nodiscard]] bool has_scene_name(const std::filesystem::path& path);

/// Reads an input from a file's bytes; of its `name` only the ending counts. The source stays
/// empty.
[[nodiscard]] Result<LoadedInput> read_input(Bytes bytes, const std::filesystem::path& name,
                                             const StopQuery& stop = {});

/// Reads a grid (.npy, CSV or other text) or a picture; only .npy files hold several samples.
/// Errors: those of the readers, and unsupported where the file is none of these; cancelled soon
/// after `stop` says so, as far as a picture is read.
[[nodiscard]] Result<LoadedInput> load_input(const std::filesystem::path& path,
                                             const StopQuery& stop = {});

/// A document over an input, under a layer that shows it well: a grid under max, kernel_size 3,
/// stride 2, padding 1; a picture under max with a window in proportion to it.
[[nodiscard]] model::Document document_of(LoadedInput input);

/// Opens a scene, or an input as document_of() does.
[[nodiscard]] Result<OpenedDocument> open_document(const std::filesystem::path& path,
                                                   const StopQuery& stop = {});

}  // namespace poolscope::io
