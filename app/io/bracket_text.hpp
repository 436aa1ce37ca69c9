/// Grids between brackets: Python lists and the print-outs of NumPy and PyTorch.
#pragma once

#include <string_view>

#include "poolscope/error.hpp"
#include "poolscope/tensor.hpp"

namespace poolscope::io {

/// Whether the first thing in `text` is a bracket, or a call such as array( or tensor(.
[[nodiscard]] bool looks_bracketed(std::string_view text);

/// Reads `[[1., 2.], [3., 4.]]`, with or without commas, inside array(...), tensor(...) or neither:
/// 1 to 4 levels, shape (n, c, h, w). Errors name the row of a ragged grid, and refuse an elided
/// one ("...").
[[nodiscard]] Result<Tensor<double>> read_bracketed(std::string_view text);

}  // namespace poolscope::io
