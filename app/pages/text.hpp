/// Small tools on text that the pages share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace poolscope::pages {

[[nodiscard]] std::string replaced(std::string text, std::string_view from, std::string_view to);

/// How a page in Markdown links to one of its headings: "arrays-beside-it" for "Arrays beside it".
[[nodiscard]] std::string anchor_of(const std::string& heading);

/// "a b c" from {"a", "b", "c"}.
[[nodiscard]] std::string joined(const std::vector<std::string>& parts, std::string_view separator);

}  // namespace poolscope::pages
