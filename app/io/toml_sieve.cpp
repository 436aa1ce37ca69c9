/// One pass over the text that knows quotes, comments and UTF-8, and nothing else of TOML.
#include "io/toml_sieve.hpp"

#include <array>
#include <cstdint>
#include <cstdio>
#include <optional>

#include "io/toml_mistakes.hpp"

namespace poolscope::io {

namespace {

constexpr int most_parts = 64;
constexpr char outside = '\0';

bool is_one_of(char c, std::string_view characters) {
    return characters.find(c) != std::string_view::npos;
}

bool is_ascii(char c) {
    return static_cast<unsigned char>(c) < 0x80;
}

/// A code point and how many bytes it takes.
struct CodePoint {
    std::uint32_t value = 0;
    std::size_t size = 0;
};

/// The code point that `text`, which begins beyond ASCII, begins with; nothing where it is no
/// UTF-8.
std::optional<CodePoint> first_code_point(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < size) return std::nullopt;
    std::uint32_t value = lead & (0x7FU >> size);
    for (const char c : text.substr(1, size - 1)) {
        const auto code = static_cast<unsigned char>(c);
        if ((code & 0xC0U) != 0x80U) return std::nullopt;
        value = value << 6U | (code & 0x3FU);
    }
    // The shortest form only, and no half of a UTF-16 pair.
    constexpr std::array<std::uint32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
    if (value < least[size] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return std::nullopt;
    return CodePoint{value, size};
}

class Sieve {
public:
    explicit Sieve(std::string_view text) : rest_(text) {}

    Result<std::string> sift() {
        constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
        if (rest_.starts_with(byte_order_mark)) rest_.remove_prefix(byte_order_mark.size());
        while (!rest_.empty()) {
            const char c = rest_.front();
            if (c == '\n') start_line();
            auto fault = is_ascii(c) ? take_ascii(c) : take_beyond_ascii();
            if (!fault) continue;
            return tl::unexpected(Error{
                ErrorCode::bad_format, std::move(fault->what), std::move(fault->remedy), {line_}});
        }
        return std::move(ascii_);
    }

private:
    void start_line() {
        ++line_;
        parts_ = 0;
        inside_ = outside;
    }

    void take(std::size_t count) {
        ascii_ += rest_.substr(0, count);
        rest_.remove_prefix(count);
    }

    /// Takes `c`, the next character; or what is wrong with it.
    std::optional<TomlMistake> take_ascii(char c) {
        if (inside_ == outside) {
            if (rest_.starts_with(R"(""")") || rest_.starts_with("'''"))
                return TomlMistake{say("a text begins with three quotation marks"),
                                   say("begin and end it with one, in one line")};
            if (is_one_of(c, R"("'#)")) inside_ = c;
            if (is_one_of(c, "=,[{")) parts_ = 0;
            if (c == '.' && ++parts_ > most_parts)
                return TomlMistake{say("a key has too many parts"), say("use fewer dots")};
        } else if (inside_ == '"' && c == '\\' && rest_.size() > 1 && rest_[1] != '\n') {
            if (!is_ascii(rest_[1]))
                return TomlMistake{say("a backslash stands in a text"),
                                   say(R"(write it twice: \\)")};
            take(2);
            return std::nullopt;
        } else if (inside_ != '#' && c == inside_) {
            inside_ = outside;
        }
        take(1);
        return std::nullopt;
    }

    std::optional<TomlMistake> take_beyond_ascii() {
        if (inside_ == '#') {
            ascii_ += '?';
            rest_.remove_prefix(1);
            return std::nullopt;
        }
        if (inside_ != '"')
            return TomlMistake{
                say("a letter or a sign beyond ASCII stands outside of double quotes"),
                say("put texts in straight double quotes, and write keys and signs in ASCII")};
        const auto letter = first_code_point(rest_);
        if (!letter) return TomlMistake{say("a text is no UTF-8"), say("save the file as UTF-8")};
        std::array<char, 12> escape{};
        std::snprintf(escape.data(), escape.size(), "\\U%08X",
                      static_cast<unsigned>(letter->value));
        ascii_ += escape.data();
        rest_.remove_prefix(letter->size);
        return std::nullopt;
    }

    std::string_view rest_;
    std::string ascii_;
    char inside_ = outside;  ///< the character that began the quotes or the comment
    int line_ = 1;
    int parts_ = 0;
};

}  // namespace

Result<std::string> sift_toml(std::string_view text) {
    return Sieve(text).sift();
}

}  // namespace poolscope::io
