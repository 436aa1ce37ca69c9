/// A call's arguments as text, for the code around a grid.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace poolscope::io {

/// `text` without blanks and line breaks at its ends.
[[nodiscard]] std::string_view without_blanks(std::string_view text);

/// Past the bracket that closes the one before `at`; npos where none does within a bound.
[[nodiscard]] std::size_t past_closing(std::string_view text, std::size_t at);

/// A call's arguments, cut at the commas that stand between them.
[[nodiscard]] std::vector<std::string_view> cut_arguments(std::string_view text);

/// "shape" of "shape=(2, 2)"; empty where the argument has no keyword.
[[nodiscard]] std::string_view keyword_of(std::string_view argument);

/// "(2, 2)" of "shape=(2, 2)"; the argument itself where it has no keyword.
[[nodiscard]] std::string_view value_of(std::string_view argument);

/// At most max_axes whole numbers, "2, -1", "(2, 2)" or "[2, 2]"; none where there is anything
/// else.
[[nodiscard]] std::optional<std::vector<int>> whole_numbers(std::string_view text);

}  // namespace poolscope::io
