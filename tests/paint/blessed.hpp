/// Golden files that are written anew, and a page on which a person looks at what changed.
#pragma once

#include <optional>
#include <string>

#include "paint/pixels.hpp"

namespace poolscope::test {

/// POOLSCOPE_BLESS=1: golden files are written, not compared with.
[[nodiscard]] bool blessing();

/// Puts a golden file that has changed onto the page blessed/index.html of the build folder: its
/// picture before (none where the file is new) and after, and `changes`, its lines that differ
/// (none where it is a picture). Prints the page's path.
void show_blessed(const std::string& name, const std::optional<paint::Pixels>& before,
                  const paint::Pixels& after, const std::string& changes = "");

/// The lines that only one of two texts has, each with a sign: "- was", "+ is".
[[nodiscard]] std::string changed_lines(const std::string& before, const std::string& after);

}  // namespace poolscope::test
