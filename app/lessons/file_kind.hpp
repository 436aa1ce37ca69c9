/// Telling lessons from scenes, which both are .toml files.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

#include "poolscope/error.hpp"

namespace poolscope::lessons {

enum class FileKind { lesson, scene, neither };

/// What the text of a .toml file is, by the version that it says before its first table:
/// `lesson = ` or `version = `.
[[nodiscard]] FileKind kind_of(std::string_view text);

/// Only blanks and comments.
[[nodiscard]] bool is_blank(std::string_view text);

/// Why a .toml file is neither; nothing where it is one of them, or can say better itself what is
/// wrong with it.
[[nodiscard]] std::optional<Error> kind_fault(const std::filesystem::path& path);

}  // namespace poolscope::lessons
