/// Numbers as people read them (see number.hpp).
#include "drawing/number.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <string_view>

#include "support/digits.hpp"

namespace poolscope::drawing {
namespace {

constexpr std::string_view minus = "−";
constexpr double whole_limit = 1e7;  ///< below it, whole numbers are written in full

/// to_chars' text with proper minus signs and exponents without leading zeros: "1e-05" becomes
/// "1e−5".
std::string typeset(std::string_view raw) {
    std::string text;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] == '-')
            text += minus;
        else
            text += raw[i];
        const bool exponent_sign = i > 0 && raw[i - 1] == 'e';
        while (exponent_sign && i + 2 < raw.size() && raw[i + 1] == '0') ++i;
    }
    return text;
}

/// Not a number, or infinite, by name; nothing for a finite value.
std::optional<std::string> named(double value) {
    if (std::isnan(value)) return "NaN";
    if (std::isinf(value)) return value > 0 ? "∞" : "−∞";
    return std::nullopt;
}

std::string digits_of(double value, int significant) {
    std::array<char, 64> buffer{};
    const auto end = to_digits(buffer.data(), buffer.data() + buffer.size(), value,
                               std::chars_format::general, significant);
    return {buffer.data(), end.ptr};
}

std::string general(double value, int significant) {
    return typeset(digits_of(value, significant));
}

/// The digits that stand for a finite value: those before the point all, up to a limit.
std::string shown_of(double value, int significant) {
    const bool full =
        std::abs(value) < whole_limit &&
        (value == std::trunc(value) || std::abs(value) >= std::pow(10, significant) - 0.5);
    return full ? digits_of(std::round(value), 8) : digits_of(value, significant);
}

/// "1e+20" as "1e20", for cells with no room to spare.
std::string without_plus(std::string text) {
    if (const auto plus = text.find('+'); plus != std::string::npos) text.erase(plus, 1);
    return text;
}

}  // namespace

std::string format_value(double value, int significant) {
    if (auto name = named(value)) return *name;
    return typeset(shown_of(value, significant));
}

std::string format_whole(float value) {
    constexpr int enough = std::numeric_limits<float>::max_digits10;
    for (int digits = shown_digits; digits < enough; ++digits)
        if (!is_rounded(static_cast<double>(value), digits))
            return format_value(static_cast<double>(value), digits);
    return format_value(static_cast<double>(value), enough);
}

bool is_rounded(double value, int significant) {
    if (!std::isfinite(value)) return false;
    const std::string digits = shown_of(value, significant);
    double shown = 0;
    from_digits(digits.data(), digits.data() + digits.size(), shown);
    return static_cast<float>(shown) != static_cast<float>(value);
}

std::string format_count(long long value) {
    return typeset(std::to_string(value));
}

std::string format_weight(double weight) {
    if (weight > 0 && weight < 0.005) return "<0.01";
    if (weight > 0.995 && weight < 1) return ">0.99";
    return format_value(std::round(weight * 100) / 100, 2);
}

std::optional<FittedNumber> fit_number(float value, float max_width, float size, float min_size,
                                       theme::Font font) {
    const auto fits = [&](std::string text, int digits) -> std::optional<FittedNumber> {
        const float width = theme::text_width(text, size, font);
        const float fitted = width > max_width ? size * max_width / width : size;
        if (fitted < min_size) return std::nullopt;
        return FittedNumber{std::move(text), fitted, digits};
    };
    if (auto full = fits(format_value(value, shown_digits), shown_digits)) return full;
    if (named(value)) return std::nullopt;
    for (int digits = shown_digits - 1; digits >= 1; --digits)
        if (auto shorter = fits(without_plus(general(value, digits)), digits)) return shorter;
    return std::nullopt;
}

}  // namespace poolscope::drawing
