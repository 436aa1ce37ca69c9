/// Walks the source tree that the tests were built from.
#include "house/sources.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace house {
namespace fs = std::filesystem;

std::string read_source(const std::string& path, const std::string& root) {
    std::ifstream file(fs::path(root) / path, std::ios::binary);
    EXPECT_TRUE(file.is_open()) << path << " is missing";
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::vector<Source> read_sources(const std::vector<std::string>& folders,
                                 const std::vector<std::string>& extensions) {
    const fs::path root = POOLSCOPE_SOURCE_DIR;
    std::vector<Source> sources;
    for (const std::string& folder : folders) {
        for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
            const std::string extension = entry.path().extension().string();
            if (entry.is_regular_file() &&
                std::ranges::find(extensions, extension) != extensions.end()) {
                const std::string path = fs::relative(entry.path(), root).generic_string();
                sources.push_back({path, read_source(path)});
            }
        }
    }
    std::ranges::sort(sources, {}, &Source::path);
    return sources;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        lines.push_back(line);
    }
    return lines;
}

}  // namespace house
