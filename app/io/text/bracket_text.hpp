/// Grids between brackets: Python lists and tuples, and the print-outs of arrays.
#pragma once

#include <string_view>

#include "io/text/numbers_in_axes.hpp"

namespace poolscope::io {

/// A grid that was read from the front of a text.
struct BracketGrid {
    NumbersInAxes numbers;
    std::size_t bytes = 0;  ///< that it takes of the text
};

/// Whether `text` begins with brackets around numbers (or around nothing): "[[1", "[(-1". With
/// `tuples` also "(1, 2"; without, a parenthesis must open a list or another parenthesis.
[[nodiscard]] bool opens_grid(std::string_view text, bool tuples);

/// Reads `[[1., 2.], [3., 4.]]` from the front of `text`, with or without commas: 1 to 4 levels of
/// lists and tuples, which may be arrays themselves, `[array([1, 2]), array([3, 4])]`. Errors name
/// the row of a ragged grid, and refuse an elided one ("...").
[[nodiscard]] Result<BracketGrid> read_brackets(std::string_view text);

}  // namespace poolscope::io
