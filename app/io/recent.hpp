/// The files opened last, newest first, kept between runs in $XDG_STATE_HOME/poolscope/recent.toml.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "poolscope/error.hpp"

namespace poolscope::io {

using RecentFiles = std::vector<std::filesystem::path>;

/// How many are kept.
inline constexpr std::size_t max_recent_files = 10;

/// The list in a file's text, without files that are gone. Errors: bad_format.
[[nodiscard]] Result<RecentFiles> parse_recent(std::string_view text);

/// The list as a file's text; names that are no UTF-8 are left out.
[[nodiscard]] std::string recent_text(const RecentFiles& files);

/// Where the list lies (the XDG base directory rules), or not_found where there is no home folder.
[[nodiscard]] Result<std::filesystem::path> recent_path();

/// `file` moved or added to the front; the oldest beyond max_recent_files are dropped.
[[nodiscard]] RecentFiles with_recent(RecentFiles files, const std::filesystem::path& file);

/// The list without files that are gone; empty where none was saved. A damaged list is an error to
/// be told once.
[[nodiscard]] Result<RecentFiles> load_recent(const std::filesystem::path& path);

/// Makes the folder where it is missing. Errors: unwritable.
[[nodiscard]] Result<void> save_recent(const RecentFiles& files, const std::filesystem::path& path);

}  // namespace poolscope::io
