/// Numbers from and to their digits, the same in every locale: the one place that asks the standard
/// library for it, as not every one of them reads fractions.
#pragma once

#include <charconv>
#include <concepts>
#include <cstdlib>
#include <string>
#include <system_error>
#include <type_traits>

namespace poolscope {

/// Where the number that begins at `first` ends: a sign, digits with a point among them, and an
/// exponent; `first` where there is none.
[[nodiscard]] inline const char* end_of_number(const char* first, const char* last) {
    const auto is_digit = [&](const char* at) { return at != last && *at >= '0' && *at <= '9'; };
    const char* at = first;
    bool digits = false;
    if (at != last && *at == '-') ++at;
    for (; is_digit(at); ++at) digits = true;
    if (at != last && *at == '.') ++at;
    for (; is_digit(at); ++at) digits = true;
    if (!digits) return first;
    if (at == last || (*at != 'e' && *at != 'E')) return at;
    const char* exponent = at + 1;
    if (exponent != last && (*exponent == '-' || *exponent == '+')) ++exponent;
    if (!is_digit(exponent)) return at;
    while (is_digit(exponent)) ++exponent;
    return exponent;
}

/// from_digits() by way of C, which reads fractions everywhere; for a program that has set no
/// locale. It knows neither "inf" nor "nan".
template <std::floating_point Number>
[[nodiscard]] std::from_chars_result from_digits_by_c(const char* first, const char* last,
                                                      Number& value) {
    const char* end = end_of_number(first, last);
    if (end == first) return {first, std::errc::invalid_argument};
    const std::string text(first, end);
    Number read = 0;
    if constexpr (std::is_same_v<Number, float>)
        read = std::strtof(text.c_str(), nullptr);
    else
        read = static_cast<Number>(std::strtod(text.c_str(), nullptr));
    const bool has_value = text.find_first_of("123456789") < text.find_first_of("eE");
    const bool beyond = read - read != 0 || (has_value && read == 0);
    if (beyond) return {end, std::errc::result_out_of_range};
    value = read;
    return {end, std::errc{}};
}

/// As std::from_chars.
template <class Number>
std::from_chars_result from_digits(const char* first, const char* last, Number& value) {
#ifndef __cpp_lib_to_chars
    if constexpr (std::floating_point<Number>) return from_digits_by_c(first, last, value);
#endif
    return std::from_chars(first, last, value);
}

/// As std::to_chars: the shortest digits that read back as the same number, or those of `format`.
template <class Number, class... Format>
std::to_chars_result to_digits(char* first, char* last, Number value, Format... format) {
    return std::to_chars(first, last, value, format...);
}

}  // namespace poolscope
