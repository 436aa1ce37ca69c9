/// The project's own source files as text, for the tests that read them.
#pragma once

#include <string>
#include <vector>

namespace house {

/// One file: its path from the project's root ("app/drawing/grid.cpp") and its text.
struct Source {
    std::string path;
    std::string text;
};

/// The files under `folders` whose names end in one of `extensions`, sorted by path.
[[nodiscard]] std::vector<Source> read_sources(const std::vector<std::string>& folders,
                                               const std::vector<std::string>& extensions);

/// The text of one file below `root`; fails the running test where there is none.
[[nodiscard]] std::string read_source(const std::string& path,
                                      const std::string& root = POOLSCOPE_SOURCE_DIR);

/// The text's lines, without their ends.
[[nodiscard]] std::vector<std::string> lines_of(const std::string& text);

}  // namespace house
