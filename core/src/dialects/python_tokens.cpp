/// A tokenizer that passes over every byte once.
#include "dialects/python_tokens.hpp"

#include <string>
#include <utility>

namespace poolscope {

namespace {

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

class Tokenizer {
public:
    explicit Tokenizer(std::string_view code) : code_(code) {}

    Result<std::vector<Token>> run() {
        while (skip_blanks(), at_ < code_.size())
            if (auto cut = cut_one(); !cut) return error_of(cut);
        tokens_.push_back({.kind = TokenKind::end, .text = {}, .at = at_});
        return std::move(tokens_);
    }

private:
    void skip_blanks() {
        while (at_ < code_.size()) {
            const char c = code_[at_];
            const bool continued = c == '\\' && at_ + 1 < code_.size() &&
                                   (code_[at_ + 1] == '\n' || code_[at_ + 1] == '\r');
            if (c == '#')
                while (at_ < code_.size() && code_[at_] != '\n') ++at_;
            else if (continued)
                at_ += 2;
            else if (c == ' ' || c == '\t' || c == '\r' || c == '\f' || (c == '\n' && depth_ > 0))
                ++at_;
            else
                return;
        }
    }

    Result<void> cut_one() {
        const char c = code_[at_];
        if (is_letter(c)) return cut(TokenKind::name, name_end());
        const bool point = c == '.' && at_ + 1 < code_.size() && is_digit(code_[at_ + 1]);
        if (is_digit(c) || point) return cut(TokenKind::number, number_end());
        if (c == '"' || c == '\'') return cut_string(c);
        if (c == '\n' || c == ';') return cut(TokenKind::line, at_ + 1);
        if (std::string_view("()[]{}<>,=.+-*/%:").find(c) == std::string_view::npos) {
            return fail(ErrorCode::bad_format,
                        say("the code has a character that no pooling call has, at byte {0}", at_),
                        say("paste the call alone"));
        }
        if (c == '(' || c == '[' || c == '{') ++depth_;
        if ((c == ')' || c == ']' || c == '}') && depth_ > 0) --depth_;
        return cut(TokenKind::symbol, at_ + 1);
    }

    [[nodiscard]] std::size_t name_end() const {
        std::size_t end = at_;
        while (end < code_.size() && (is_letter(code_[end]) || is_digit(code_[end]))) ++end;
        return end;
    }

    /// Past the digits, point and exponent of a number; what is no number is refused when it is
    /// read.
    [[nodiscard]] std::size_t number_end() const {
        std::size_t end = at_;
        while (end < code_.size()) {
            const char c = code_[end];
            const bool sign =
                (c == '+' || c == '-') && (code_[end - 1] == 'e' || code_[end - 1] == 'E');
            if (!is_digit(c) && !is_letter(c) && c != '.' && !(sign && end > at_)) break;
            ++end;
        }
        return end;
    }

    Result<void> cut_string(char quote) {
        const auto end = code_.find_first_of(quote == '"' ? "\"\\\n" : "'\\\n", at_ + 1);
        if (end == std::string_view::npos || code_[end] != quote) {
            return fail(ErrorCode::bad_format,
                        say("the text at byte {0} has no closing quote", at_),
                        say("close it, without a backslash in it"));
        }
        return cut(TokenKind::string, end + 1);
    }

    Result<void> cut(TokenKind kind, std::size_t end) {
        tokens_.push_back({.kind = kind, .text = code_.substr(at_, end - at_), .at = at_});
        at_ = end;
        return {};
    }

    std::string_view code_;
    std::size_t at_ = 0;
    int depth_ = 0;
    std::vector<Token> tokens_;
};

}  // namespace

Result<std::vector<Token>> cut_tokens(std::string_view code) {
    return Tokenizer(code).run();
}

}  // namespace poolscope
