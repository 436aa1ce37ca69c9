/// The contents of a folder, as a file dialog lists them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "io/folders.hpp"
#include "poolscope/error.hpp"

namespace poolscope::session {

using io::FolderEntry;

enum class FileFilter {
    scenes_and_inputs,
    inputs,
    folders,
    all,
};

/// At most this many entries of a folder are listed.
inline constexpr std::size_t max_folder_entries = 20'000;

/// Folders first, then files, each in alphabetical order; hidden ones are left out. Errors:
/// not_found, unreadable.
[[nodiscard]] Result<std::vector<FolderEntry>> list_folder(const std::filesystem::path& folder,
                                                           FileFilter filter);

/// "12 kB".
[[nodiscard]] std::string size_text(std::uintmax_t bytes);

/// Whether a file of this name is offered.
[[nodiscard]] bool is_offered(std::string_view name, FileFilter filter);

}  // namespace poolscope::session
