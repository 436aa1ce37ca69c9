/// Where a person's own files lie, by the XDG base directory rules.
#pragma once

#include <filesystem>
#include <string_view>

#include "poolscope/error.hpp"

namespace poolscope::io {

/// The person's own folder; empty where nothing names it.
[[nodiscard]] std::filesystem::path home_folder();

/// $`variable`/poolscope/`name`, or `fallback` under the home folder in its place; a relative path
/// in the variable does not count. Error: not_found where there is no home folder.
[[nodiscard]] Result<std::filesystem::path> xdg_file(const char* variable, const char* fallback,
                                                     const char* name);

/// Writes a small text file whole, and makes its folder where it is missing.
[[nodiscard]] Result<void> write_own_file(const std::filesystem::path& path, std::string_view text);

}  // namespace poolscope::io
