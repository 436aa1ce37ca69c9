/// What one layer became of another, in words: "kernel size 3 → 5".
#pragma once

#include <string>

#include "poolscope/network.hpp"

namespace poolscope::session {

/// The first field in which they differ, with both its values; of other kinds their names.
[[nodiscard]] std::string layer_change_words(const AnyLayer& from, const AnyLayer& to);

}  // namespace poolscope::session
