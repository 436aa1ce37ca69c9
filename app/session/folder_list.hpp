/// The contents of a folder, as a file dialog lists them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "io/folders.hpp"
#include "poolscope/error.hpp"
#include "session/desktop.hpp"

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

/// "2026-11-26 17:45", by the local clock.
[[nodiscard]] std::string time_text(std::filesystem::file_time_type time);

/// The kinds of files that a dialog of the desktop's offers for a filter, with all files last.
[[nodiscard]] std::vector<FileKinds> kinds_of(FileFilter filter);

/// "12 kB".
[[nodiscard]] std::string size_text(std::uintmax_t bytes);

/// Whether a file of this name is offered.
[[nodiscard]] bool is_offered(std::string_view name, FileFilter filter);

}  // namespace poolscope::session
