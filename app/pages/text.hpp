/// Small tools on text that the pages share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace poolscope::pages {

[[nodiscard]] std::string replaced(std::string text, std::string_view from, std::string_view to);

/// "a b c" from {"a", "b", "c"}.
[[nodiscard]] std::string joined(const std::vector<std::string>& parts, std::string_view separator);

}  // namespace poolscope::pages
