/// A look at TOML before toml++ sees it: its versions 3.3 and 3.4 take some damage for impossible.
#pragma once

#include <string>
#include <string_view>

#include "poolscope/error.hpp"

namespace poolscope::io {

/// The same TOML in ASCII: letters beyond it become escapes between double quotes, and question
/// marks in comments. Refused are such letters elsewhere (toml++ up to 3.4 meets some with
/// undefined behaviour), keys of so many parts that freeing their tables ends the program (it
/// recurses), and strings of several lines, which no file of ours needs, so that one pass can tell
/// what stands in quotes. Error: bad_format with the line.
[[nodiscard]] Result<std::string> sift_toml(std::string_view text);

}  // namespace poolscope::io
