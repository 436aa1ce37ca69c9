/// One number as text, the same in every locale.
#pragma once

#include <string>
#include <string_view>

#include "poolscope/error.hpp"

namespace poolscope::io {

/// Which mark stands between a number's whole part and its fraction.
enum class DecimalMark { point, comma };

/// Reads one number as a person or a framework writes it: "3", "-.5", "1e-3", "nan", "-inf", "∞",
/// "np.nan". Errors: bad_format (no number), too_large (beyond float32). The message names the
/// text, not where it stands.
[[nodiscard]] Result<float> read_number(std::string_view text,
                                        DecimalMark mark = DecimalMark::point);

/// The same as float64; too_large beyond that.
[[nodiscard]] Result<double> read_wide_number(std::string_view text,
                                              DecimalMark mark = DecimalMark::point);

/// Whether float32 has no room for it: it would become infinite.
[[nodiscard]] bool is_beyond_float(double value);

/// `text` without spaces at its ends, no-break spaces included.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// `text` with a space in place of each control character.
[[nodiscard]] std::string printable(std::string_view text);

/// `text` in quotes, printable and cut to a length that fits a message.
[[nodiscard]] std::string quoted_excerpt(std::string_view text);

}  // namespace poolscope::io
