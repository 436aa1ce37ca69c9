/// What a step of undo or redo changes, in words.
#pragma once

#include <string>

#include "model/document.hpp"

namespace poolscope::session {

/// "kernel size 3 → 5": how `to` differs from `from`, by the first difference where there are
/// several; empty where there is none.
[[nodiscard]] std::string change_words(const model::Document& from, const model::Document& to);

}  // namespace poolscope::session
