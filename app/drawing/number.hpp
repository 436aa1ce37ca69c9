/// Numbers as people read them: short, with a proper minus sign, NaN and infinities by name.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "theme/fonts.hpp"

namespace poolscope::drawing {

/// The digits of a number: a cell, its formula and the words on it have as many.
inline constexpr int shown_digits = 4;

/// `value` with at most `significant` digits, and those before the point below ten
/// million in full: "6", "3.5", "−0", "12346", "1e+20", "NaN", "∞", "−∞". The minus sign is U+2212.
[[nodiscard]] std::string format_value(double value, int significant = shown_digits);

/// The same in as few digits as tell a float from every other: "8.111112".
[[nodiscard]] std::string format_whole(float value);

/// Some of a float's value is lost in so many digits.
[[nodiscard]] bool is_rounded(double value, int significant = shown_digits);

/// What stands before a number that is so written: " = ", or " ≈ ".
[[nodiscard]] inline const char* equals_sign(bool rounded) {
    return rounded ? " ≈ " : " = ";
}

/// A whole number, with a proper minus sign.
[[nodiscard]] std::string format_count(long long value);

/// A share between 0 and 1 in two decimals: "0.27", "<0.01", "1".
[[nodiscard]] std::string format_weight(double weight);

/// A number and the size (px an em) at which it fits.
struct FittedNumber {
    std::string text;
    float size = 0;
    int digits = 0;  ///< at most so many significant ones
};

/// `value` in at most `max_width` px: first smaller, from `size` down to `min_size`, then with
/// fewer digits; nothing where even one digit is too wide.
[[nodiscard]] std::optional<FittedNumber> fit_number(float value, float max_width, float size,
                                                     float min_size, theme::Font font);

}  // namespace poolscope::drawing
