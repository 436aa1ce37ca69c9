/// Text as it is pasted and saved, made plain: one kind of space, one kind of digit, no remarks.
#pragma once

#include <string>
#include <string_view>

#include "poolscope/error.hpp"

namespace poolscope::io {

/// `text` without a byte order mark and with plain signs (plain_signs()). Errors: too_large,
/// unsupported (UTF-16), bad_format (no text, or a space that may group a number's digits, as in
/// "1 234").
[[nodiscard]] Result<std::string> plain_text(std::string_view text);

/// A line without the remark that ends it or is all of it: from # on, where that begins no error of
/// a spreadsheet (#N/A); % and // begin one only at the front.
[[nodiscard]] std::string_view without_remark(std::string_view line);

/// The next line, taken off the front of `text`, without its end.
[[nodiscard]] std::string_view take_line(std::string_view& text);

}  // namespace poolscope::io
