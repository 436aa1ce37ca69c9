/// Finds the bracketed grids in a text, whatever stands around them.
#pragma once

#include <string_view>
#include <vector>

#include "io/text_grid.hpp"

namespace poolscope::io {

/// Every bracketed grid in `text`, in order, those of the same values once: lists, tuples and the
/// print-outs of NumPy, PyTorch, TensorFlow, JAX, Paddle and MindSpore, in code, in a session with
/// its prompts or in a page of Markdown. None where the text has no bracketed grid. Rows of
/// numbers, one list a line, are also given together. Errors: those of read_brackets() and
/// apply_code_around(); bad_format for a bracket that closes none and for
/// rows of numbers beside the grids; too_large for more than 20.
[[nodiscard]] Result<std::vector<TextGrid>> find_grids(std::string_view text);

}  // namespace poolscope::io
