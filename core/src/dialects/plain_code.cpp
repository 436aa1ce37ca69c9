/// One pass over the signs, and one over the lines.
#include "support/plain_code.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace poolscope {

namespace {

/// A range of code points and what stands for each of them.
struct Sign {
    std::uint32_t first;
    std::uint32_t last;
    std::string_view plain;
};

constexpr std::array signs{
    Sign{0x85, 0x85, "\n"},     Sign{0xA0, 0xA0, " "},       Sign{0xAB, 0xAB, "\""},
    Sign{0xAD, 0xAD, ""},       Sign{0xB4, 0xB4, "'"},       Sign{0xBB, 0xBB, "\""},
    Sign{0x60C, 0x60C, ","},    Sign{0x1680, 0x1680, " "},   Sign{0x2000, 0x200A, " "},
    Sign{0x200B, 0x200F, ""},   Sign{0x2010, 0x2013, "-"},   Sign{0x2018, 0x201B, "'"},
    Sign{0x201C, 0x201F, "\""}, Sign{0x2026, 0x2026, "..."}, Sign{0x2028, 0x2029, "\n"},
    Sign{0x202A, 0x202E, ""},   Sign{0x202F, 0x202F, " "},   Sign{0x2032, 0x2032, "'"},
    Sign{0x2033, 0x2033, "\""}, Sign{0x205F, 0x205F, " "},   Sign{0x2060, 0x2060, ""},
    Sign{0x2212, 0x2212, "-"},  Sign{0x3000, 0x3000, " "},   Sign{0x3001, 0x3001, ","},
    Sign{0x300C, 0x300F, "\""}, Sign{0x3010, 0x3010, "["},   Sign{0x3011, 0x3011, "]"},
    Sign{0xFE50, 0xFE50, ","},  Sign{0xFE63, 0xFE63, "-"},   Sign{0xFEFF, 0xFEFF, ""},
};

/// The character that `text` begins with, and its bytes; no bytes where it is no UTF-8.
struct Character {
    std::uint32_t point = 0;
    std::size_t bytes = 0;
};

Character character_of(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    const std::size_t bytes = first < 0xC2   ? 0
                              : first < 0xE0 ? 2
                              : first < 0xF0 ? 3
                              : first < 0xF5 ? 4
                                             : 0;
    if (bytes == 0 || text.size() < bytes) return {};
    std::uint32_t point = first & (0xFFU >> (bytes + 1));
    for (std::size_t i = 1; i < bytes; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) return {};
        point = (point << 6U) | (byte(i) & 0x3FU);
    }
    return {.point = point, .bytes = bytes};
}

/// What stands for a character; none where it stands for itself.
std::optional<std::string> plain_sign(std::uint32_t point) {
    if (point >= 0xFF01 && point <= 0xFF5E)
        return std::string(1, static_cast<char>(point - 0xFF01 + '!'));
    for (const Sign& sign : signs)
        if (point >= sign.first && point <= sign.last) return std::string(sign.plain);
    return std::nullopt;
}

/// "ab" of "ab  ": how many of `text`'s characters lie before the first that is not `c`.
std::size_t run_of(std::string_view text, char c) {
    return std::min(text.find_first_not_of(c), text.size());
}

std::string_view without_one_space(std::string_view text) {
    return text.starts_with(' ') ? text.substr(1) : text;
}

/// What follows "In [3]:", "Out[3]:" or "[3]:"; none where `line` does not begin so.
std::optional<std::string_view> after_cell_prompt(std::string_view line) {
    for (const std::string_view word : {"In", "Out"}) {
        if (!line.starts_with(word)) continue;
        line.remove_prefix(word.size());
        line = without_one_space(line);
        break;
    }
    if (!line.starts_with('[')) return std::nullopt;
    line.remove_prefix(1);
    line.remove_prefix(std::min(line.find_first_not_of("0123456789 *"), line.size()));
    if (!line.starts_with("]:")) return std::nullopt;
    return without_one_space(line.substr(2));
}

/// Takes away what stands before and around code, line by line.
class Lines {
public:
    explicit Lines(std::string_view text) : text_(text) {}

    std::optional<std::string> run() {
        std::string plain;
        plain.reserve(text_.size());
        while (!text_.empty()) {
            const std::size_t end = std::min(text_.find('\n'), text_.size());
            const std::string_view line = text_.substr(0, end);
            plain += code_of(line);
            if (end < text_.size()) plain += '\n';
            text_.remove_prefix(std::min(end + 1, text_.size()));
        }
        std::ranges::replace(plain, '`', ' ');
        return changed_ ? std::optional(std::move(plain)) : std::nullopt;
    }

private:
    std::string_view code_of(std::string_view line) {
        if (line.find('`') != std::string_view::npos) changed_ = true;
        std::string_view rest = line.substr(run_of(line, ' '));
        const bool fence = rest.starts_with("```") || rest.starts_with("~~~");
        if (fence && rest.find_first_of("([") == std::string_view::npos) return nothing();
        while (rest.starts_with("> ")) {  // a quoted line of a mail
            rest = rest.substr(2 + run_of(rest.substr(2), ' '));
            line = rest;
            changed_ = true;
        }
        if (rest.starts_with(">>>") && (rest.size() == 3 || rest[3] == ' ')) {
            at_prompt_ = true;
            return changed(without_one_space(rest.substr(3)));
        }
        const std::size_t dots = run_of(rest, '.');
        if (dots >= 3 && rest.substr(dots).starts_with(':'))
            return changed(without_one_space(rest.substr(dots + 1)));
        // "..." goes on a statement; elsewhere it stands for what a print-out leaves out.
        if (at_prompt_ && line.starts_with("... ")) return changed(line.substr(4));
        if (const auto code = after_cell_prompt(rest)) return changed(*code);
        return line;
    }

    std::string_view nothing() { return changed({}); }
    std::string_view changed(std::string_view line) {
        changed_ = true;
        return line;
    }

    std::string_view text_;
    bool changed_ = false;
    bool at_prompt_ = false;  ///< ">>>" was seen
};

}  // namespace

std::optional<std::string> plain_signs(std::string_view text) {
    const auto plain = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    if (std::ranges::all_of(text, plain)) return std::nullopt;
    std::string result;
    result.reserve(text.size());
    bool changed = false;
    while (!text.empty()) {
        if (plain(text.front())) {
            result += text.front();
            text.remove_prefix(1);
            continue;
        }
        const Character character = character_of(text);
        const auto sign = plain_sign(character.bytes == 0 ? 0 : character.point);
        const std::size_t bytes = std::max<std::size_t>(character.bytes, 1);
        result += sign ? std::string_view(*sign) : text.substr(0, bytes);
        changed = changed || sign;
        text.remove_prefix(bytes);
    }
    return changed ? std::optional(std::move(result)) : std::nullopt;
}

std::optional<std::string> plain_code(std::string_view text) {
    auto with_signs = plain_signs(text);
    auto lines = Lines(with_signs ? std::string_view(*with_signs) : text).run();
    return lines ? std::move(lines) : std::move(with_signs);
}

}  // namespace poolscope
