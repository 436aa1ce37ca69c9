/// Numbers as students type them.
#pragma once

#include <optional>
#include <string_view>

namespace poolscope::lessons {

/// A number as a student types it, "−0.5" and "17/3" among them; nothing where it is none.
[[nodiscard]] std::optional<double> read_answer(std::string_view text);

}  // namespace poolscope::lessons
