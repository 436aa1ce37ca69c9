/// Pasted text as a program would have it: word processors, web pages and input methods put other
/// signs in the place of plain ones, and a copied session brings its prompts along.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace poolscope {

/// `text` with plain signs: full-width forms and curly quotes as ASCII, every space of Unicode as a
/// space, marks without a width taken away, minus signs and hyphens as '-'. None where it has
/// nothing but plain signs. What is no UTF-8 stays as it is.
[[nodiscard]] std::optional<std::string> plain_signs(std::string_view text);

/// `text` with plain signs and without what stands around code where it is shown: the prompts of
/// Python and IPython, "> " before quoted lines, Markdown's fences and backticks. Lines stay lines.
/// None where there is nothing of it.
[[nodiscard]] std::optional<std::string> plain_code(std::string_view text);

}  // namespace poolscope
