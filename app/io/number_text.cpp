/// Numbers through from_chars and to_chars, which know no locale.
#include "io/number_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

#include "io/text_grid.hpp"
#include "support/digits.hpp"

namespace poolscope::io {

namespace {

bool remove_prefix(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix)) return false;
    text.remove_prefix(prefix.size());
    return true;
}

bool equals_ignoring_case(std::string_view text, std::string_view lower) {
    return std::equal(
        text.begin(), text.end(), lower.begin(), lower.end(),
        [](char a, char b) {
            return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
        });
}

/// nan, inf and the like, as Python and its libraries name them; Python's truth values count as 1
/// and 0.
std::optional<double> named_value(std::string_view name) {
    for (const auto prefix : {"np.", "numpy.", "math.", "torch."})
        if (remove_prefix(name, prefix)) break;
    if (equals_ignoring_case(name, "nan")) return std::numeric_limits<double>::quiet_NaN();
    if (equals_ignoring_case(name, "inf") || equals_ignoring_case(name, "infinity") || name == "∞")
        return std::numeric_limits<double>::infinity();
    if (name == "True") return 1.0;
    if (name == "False") return 0.0;
    return std::nullopt;
}

/// Whether digits that no float64 holds stand for a number too small for it, which is as good as 0.
bool is_tiny(std::string_view digits) {
    const auto exponent = digits.find_first_of("eE");
    if (exponent != std::string_view::npos) return digits.substr(exponent + 1).starts_with('-');
    return digits.starts_with("0.") || digits.starts_with('.');
}

}  // namespace

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view no_break_space = "\u00A0";
    while (true) {
        const auto before = text.size();
        while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
            text.remove_prefix(1);
        while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
        if (text.starts_with(no_break_space)) text.remove_prefix(no_break_space.size());
        if (text.ends_with(no_break_space)) text.remove_suffix(no_break_space.size());
        if (text.size() == before) return text;
    }
}

std::string printable(std::string_view text) {
    std::string shown(text);
    for (char& c : shown)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
    return shown;
}

std::string quoted_excerpt(std::string_view text) {
    constexpr std::size_t longest = 24;
    if (text.size() <= longest) return "\"" + printable(text) + "\"";
    // A UTF-8 letter is not cut in two: its later bytes are 10xxxxxx.
    auto cut = longest;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) --cut;
    return "\"" + printable(text.substr(0, cut)) + "...\"";
}

Result<double> read_wide_number(std::string_view text, DecimalMark mark) {
    const auto no_number = [&] {
        return fail(ErrorCode::bad_format, say("{0} is no number", quoted_excerpt(text)));
    };
    auto rest = trimmed(text);
    const bool negative = remove_prefix(rest, "-") || remove_prefix(rest, "\u2212");
    if (!negative) remove_prefix(rest, "+");
    const auto signed_value = [&](double value) { return negative ? -value : value; };
    if (const auto named = named_value(rest)) return signed_value(*named);

    // from_chars would take a second sign, and names that were looked at above.
    if (rest.empty() ||
        std::string_view("0123456789.,").find(rest.front()) == std::string_view::npos)
        return no_number();
    std::string with_point;
    if (mark == DecimalMark::comma && std::count(rest.begin(), rest.end(), ',') == 1 &&
        rest.find('.') == std::string_view::npos && !rest.ends_with(',')) {
        with_point = rest;
        std::replace(with_point.begin(), with_point.end(), ',', '.');
        rest = with_point;
    }
    const auto* const last = rest.data() + rest.size();
    double value = 0;
    const auto [end, error] = from_digits(rest.data(), last, value);
    if (error == std::errc::invalid_argument || end != last) return no_number();
    if (error == std::errc{}) return signed_value(value);
    if (is_tiny(rest)) return signed_value(0.0);
    return fail(ErrorCode::too_large,
                say("{0} is beyond what a float64 holds", quoted_excerpt(text)));
}

Result<float> read_number(std::string_view text, DecimalMark mark) {
    const auto wide = read_wide_number(text, mark);
    if (!wide && wide.error().code != ErrorCode::too_large) return error_of(wide);
    if (wide && !is_beyond_float(*wide)) return static_cast<float>(*wide);
    return fail(ErrorCode::too_large,
                say("{0} is beyond what a float32 holds", quoted_excerpt(text)));
}

bool is_beyond_float(double value) {
    // From halfway between the largest number and the next one on, rounding ends at infinity.
    constexpr double halfway = 0x1.ffffffp127;
    return std::isfinite(value) && std::abs(value) >= halfway;
}

std::string number_text(float value) {
    if (std::isnan(value)) return "nan";
    if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
    std::array<char, 32> buffer{};
    const auto written = to_digits(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), written.ptr};
}

}  // namespace poolscope::io
