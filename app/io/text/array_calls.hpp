/// The names in code around a grid, and what calls of them do to its numbers.
#pragma once

#include <string_view>

#include "io/text/numbers_in_axes.hpp"

namespace poolscope::io {

/// Whether a call of this name gives an array of the numbers that it is given: "np.array".
[[nodiscard]] bool makes_array(std::string_view name);

/// Whether a method of this name leaves the numbers as they stand: "numpy", "clone".
[[nodiscard]] bool keeps_numbers(std::string_view method);

/// Whether a method of this name gives the numbers' type: "astype", "int".
[[nodiscard]] bool casts_numbers(std::string_view method);

/// Nothing, or that a type would change the numbers: `dtype=int` cuts what is behind the point.
/// `code` is what asks for it. Error: unsupported.
[[nodiscard]] Result<void> check_type(const NumbersInAxes& numbers, std::string_view type,
                                      std::string_view code);

/// The error of code that would have to be run: unsupported, which names it.
[[nodiscard]] tl::unexpected<Error> not_done(std::string_view code);

[[nodiscard]] bool is_name_sign(char c);

/// "array" of "np.array".
[[nodiscard]] std::string_view last_part(std::string_view name);

/// The name before a parenthesis at `at`: "np.array" of "x = np.array(".
[[nodiscard]] std::string_view name_before(std::string_view text, std::size_t at);

}  // namespace poolscope::io
