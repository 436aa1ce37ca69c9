/// What word processors, browsers and Chinese keyboards put in place of ASCII.
#include "io/plain_text.hpp"

#include <algorithm>
#include <array>

#include "io/number_text.hpp"
#include "io/text_grid.hpp"

namespace poolscope::io {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// A character's code and its length in bytes; of bytes that are no UTF-8 the first alone.
struct Character {
    char32_t code = 0;
    std::size_t bytes = 1;
};

Character first_of(std::string_view text) {
    const auto byte = [&](std::size_t i) -> char32_t {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const auto tail = [&](std::size_t i) { return byte(i) & 0x3FU; };
    const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    if (byte(0) >= 0xC2 && byte(0) < 0xE0 && continues(1))
        return {(byte(0) & 0x1FU) << 6U | tail(1), 2};
    if (byte(0) >= 0xE0 && byte(0) < 0xF0 && continues(1) && continues(2))
        return {(byte(0) & 0xFU) << 12U | tail(1) << 6U | tail(2), 3};
    return {byte(0), 1};
}

/// Spaces that typographers also put between the digits of one number.
bool may_group(char32_t code) {
    return code == 0xA0 || code == 0x2007 || code == 0x2009 || code == 0x202F;
}

bool is_space(char32_t code) {
    return code == 0xA0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200A) || code == 0x202F ||
           code == 0x205F || code == 0x3000;
}

/// Whether a space between `before` and `after` stands where digits are grouped by thousands.
bool groups_digits(std::string_view before, std::string_view after) {
    const auto ends_at = before.find_last_not_of("0123456789");
    const auto digits =
        ends_at == std::string_view::npos ? before.size() : before.size() - ends_at - 1;
    if (digits < 1 || digits > 3 || after.size() < 3) return false;
    return std::all_of(after.begin(), after.begin() + 3, is_digit) &&
           (after.size() == 3 || !is_digit(after[3]));
}

/// The ASCII character that stands for `code`; 0 where there is none.
char ascii_of(char32_t code) {
    if (code >= 0xFF01 && code <= 0xFF5E) return static_cast<char>(code - 0xFF01 + '!');
    if (code == 0x3001) return ',';
    if (code == 0x3010) return '[';
    if (code == 0x3011) return ']';
    if (code == 0x85 || code == 0x2028 || code == 0x2029) return '\n';
    return is_space(code) ? ' ' : '\0';
}

bool is_invisible(char32_t code) {
    return code == 0x200B || code == 0x2060 || code == 0xFEFF;
}

std::string made_plain(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    while (!text.empty()) {
        const auto ascii = std::find_if(text.begin(), text.end(), [](char c) {
            return static_cast<unsigned char>(c) >= 0x80U;
        });
        const auto count = static_cast<std::size_t>(ascii - text.begin());
        plain += text.substr(0, count);
        text.remove_prefix(count);
        if (text.empty()) break;
        const auto [code, bytes] = first_of(text);
        const char as = ascii_of(code);
        const bool kept = may_group(code) && groups_digits(plain, text.substr(bytes));
        if (as != '\0' && !kept)
            plain += as;
        else if (!is_invisible(code))
            plain += text.substr(0, bytes);
        text.remove_prefix(bytes);
    }
    return plain;
}

/// Whether a # begins a cell in which a spreadsheet says what is wrong: #N/A, #DIV/0!, #####.
bool is_sheet_error(std::string_view text) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ/0123456789_";
    const auto end = std::min(text.find_first_not_of(letters, 1), text.size());
    const auto word = text.substr(1, end - 1);
    if (word == "N/A" || word == "GETTING_DATA") return true;
    if (!word.empty() && end < text.size() && (text[end] == '!' || text[end] == '?')) return true;
    return text.starts_with("###");
}

}  // namespace

Result<std::string> plain_text(std::string_view text) {
    if (text.size() > max_text_bytes)
        return fail(ErrorCode::too_large, say("the text is larger than 64 MiB"),
                    say("save it as .npy and open that"));
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
        return fail(ErrorCode::unsupported, say("the text is UTF-16"), say("save it as UTF-8"));
    if (text.find('\0') != std::string_view::npos)
        return fail(ErrorCode::bad_format, say("this is no text"),
                    say("give numbers between tabs, commas or brackets"));
    return made_plain(text);
}

std::string_view without_remark(std::string_view line) {
    const auto bare = trimmed(line);
    if (bare.starts_with('%') || bare.starts_with("//")) return {};
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"') quoted = !quoted;
        if (line[i] == '#' && !quoted && !is_sheet_error(line.substr(i))) return line.substr(0, i);
        // Of "####" no later # is looked at alone.
        while (i + 1 < line.size() && line[i] == '#' && line[i + 1] == '#') ++i;
    }
    return line;
}

std::string_view take_line(std::string_view& text) {
    const auto end = std::min(text.find_first_of("\r\n"), text.size());
    const auto line = text.substr(0, end);
    const auto rest = text.substr(end);
    text.remove_prefix(rest.starts_with("\r\n") ? end + 2 : std::min(end + 1, text.size()));
    return line;
}

}  // namespace poolscope::io
