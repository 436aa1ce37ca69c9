/// Grids of numbers in a scene: nested arrays, in and out.
#pragma once

#include <string>
#include <string_view>

#include "io/narrow.hpp"
#include "io/toml_text.hpp"
#include "poolscope/tensor.hpp"

namespace poolscope::io {

/// The nested numbers of `node`, of `least` to `most` levels (2: rows and columns, 3: channels
/// before them, 4: samples before those), shape (n, c, h, w). `name` is what errors call them:
/// "values". Errors: bad_format or empty_input with the line, too_large beyond a document's input
/// or float32.
[[nodiscard]] Result<Narrowed> read_nested(const toml::node& node, std::string_view name, int least,
                                           int most);

/// `name = [...]`, a row a line, of `levels` levels; levels left out must have length 1.
[[nodiscard]] std::string nested_text(std::string_view name, const Tensor<float>& values,
                                      int levels);

}  // namespace poolscope::io
