/// What a file's name says that it is.
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>

namespace poolscope::io {

/// The ending of a name in lower case, with its dot: ".png".
[[nodiscard]] inline std::string lower_extension(const std::filesystem::path& path) {
    auto extension = path.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return extension;
}

}  // namespace poolscope::io
