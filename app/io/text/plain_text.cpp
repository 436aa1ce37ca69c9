/// Bounds a text, and finds the remarks in its lines.
#include "io/text/plain_text.hpp"

#include <algorithm>

#include "io/number_text.hpp"
#include "io/text_grid.hpp"
#include "support/plain_code.hpp"

namespace poolscope::io {

namespace {

/// "1 234" with a no-break space: a thousand, or two cells.
Result<void> check_grouped_digits(std::string_view text) {
    const auto digit = [&](std::size_t at) {
        return at < text.size() && text[at] >= '0' && text[at] <= '9';
    };
    for (const std::string_view space : {"\u00A0", "\u2007", "\u2009", "\u202F"}) {
        for (auto at = text.find(space); at != std::string_view::npos;
             at = text.find(space, at + 1)) {
            const std::size_t next = at + space.size();
            const bool grouped = at > 0 && digit(at - 1) && digit(next) && digit(next + 1) &&
                                 digit(next + 2) && !digit(next + 3);
            // Groups have at most three digits, the first as well.
            if (!grouped || (at >= 4 && digit(at - 2) && digit(at - 3) && digit(at - 4))) continue;
            return fail(ErrorCode::bad_format,
                        say("{0} may be a thousand or two cells",
                            quoted_excerpt(text.substr(at - 1, space.size() + 4))),
                        say("write the numbers without spaces in them"));
        }
    }
    return {};
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
    if (auto told = check_grouped_digits(text); !told) return error_of(told);
    auto plain = plain_signs(text);
    return plain ? std::move(*plain) : std::string(text);
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
