/// A file's place in a message, which is read in passing: no longer than it needs to be.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace poolscope::io {

/// "~/…/figures/step-5.png": `path` with `home` as "~", and with its first folders, or the middle
/// of its name, left out where it has more than `most` characters.
[[nodiscard]] std::string path_words(const std::filesystem::path& path,
                                     const std::filesystem::path& home, std::size_t most = 48);

/// The same with the person's own home folder.
[[nodiscard]] std::string path_words(const std::filesystem::path& path);

}  // namespace poolscope::io
