/// A tokenizer that passes over every byte once.
#include "dialects/python_tokens.hpp"

#include <algorithm>
#include <array>
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

    std::vector<Token> run() {
        while (skip_blanks(), at_ < code_.size()) cut_one();
        tokens_.push_back({.kind = TokenKind::end, .text = {}, .at = at_});
        return std::move(tokens_);
    }

private:
    [[nodiscard]] bool sees(std::string_view text) const {
        return code_.substr(at_, text.size()) == text;
    }

    void skip_blanks() {
        while (at_ < code_.size()) {
            const char c = code_[at_];
            const bool continued = sees("\\\n") || sees("\\\r");
            // torch.fx once wrote "%x : [#users=1] = ...".
            const bool comment = c == '#' && !sees("#users=");
            if (comment)
                while (at_ < code_.size() && code_[at_] != '\n') ++at_;
            else if (continued)
                at_ += 2;
            else if (c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '#' ||
                     (c == '\n' && depth_ > 0))
                ++at_;
            else
                return;
        }
    }

    void cut_one() {
        const char c = code_[at_];
        if (is_letter(c)) return cut(TokenKind::name, name_end(at_));
        const bool point = c == '.' && at_ + 1 < code_.size() && is_digit(code_[at_ + 1]);
        if (is_digit(c) || point) return cut(TokenKind::number, number_end());
        if (c == '"' || c == '\'') return cut_string(c);
        if (c == '\n' || c == ';') return cut(TokenKind::line, at_ + 1);
        if (c == '%' && begins_value()) return cut(TokenKind::name, value_end());
        // "::MaxPool" is the name in no namespace.
        if (sees("::") && at_ + 2 < code_.size() && is_letter(code_[at_ + 2])) {
            at_ += 2;
            return;
        }
        if (std::string_view("()[]{}<>,=.+-*/%:").find(c) == std::string_view::npos)
            return cut(TokenKind::unknown, at_ + 1);
        if (c == '(' || c == '[' || c == '{') ++depth_;
        if ((c == ')' || c == ']' || c == '}') && depth_ > 0) --depth_;
        cut(TokenKind::symbol, at_ + 1);
    }

    /// A name's end, also of "aten::max_pool2d".
    [[nodiscard]] std::size_t name_end(std::size_t at) const {
        while (at < code_.size()) {
            const bool scope =
                code_.substr(at, 2) == "::" && at + 2 < code_.size() && is_letter(code_[at + 2]);
            if (!scope && !is_letter(code_[at]) && !is_digit(code_[at])) break;
            at += scope ? 2 : 1;
        }
        return at;
    }

    /// Whether the '%' here begins a graph's value, "%12", and is no operator.
    [[nodiscard]] bool begins_value() const {
        if (at_ + 1 >= code_.size()) return false;
        const char next = code_[at_ + 1];
        if (!is_letter(next) && !is_digit(next) && next != '"') return false;
        if (tokens_.empty()) return true;
        const Token& last = tokens_.back();
        return last.kind == TokenKind::line ||
               (last.kind == TokenKind::symbol && last.text != ")" && last.text != "]");
    }

    /// "%12", "%input.1", "%"x"": past it.
    [[nodiscard]] std::size_t value_end() const {
        if (code_[at_ + 1] == '"') {
            const std::size_t end = code_.find_first_of("\"\n", at_ + 2);
            const bool closed = end != std::string_view::npos && code_[end] == '"';
            return closed ? end + 1 : at_ + 2;
        }
        std::size_t end = at_ + 1;
        while (end < code_.size() &&
               (is_letter(code_[end]) || is_digit(code_[end]) || code_[end] == '.'))
            ++end;
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

    void cut_string(char quote) {
        const std::string triple(3, quote);
        if (sees(triple)) {
            // One that is not closed is looked for once.
            bool& unclosed = unclosed_triple_[quote == '"' ? 0 : 1];
            const auto end = unclosed ? std::string_view::npos : code_.find(triple, at_ + 3);
            unclosed = end == std::string_view::npos;
            return unclosed ? cut(TokenKind::unknown, at_ + 3) : cut(TokenKind::string, end + 3);
        }
        // To the end of the line, beyond which a quote of this kind was already looked for in vain.
        std::size_t& searched = searched_[quote == '"' ? 0 : 1];
        if (at_ < searched) return cut(TokenKind::unknown, at_ + 1);
        std::size_t end = at_ + 1;
        while (end < code_.size() && code_[end] != quote && code_[end] != '\n')
            end += code_[end] == '\\' ? 2 : 1;
        if (end < code_.size() && code_[end] == quote) return cut(TokenKind::string, end + 1);
        searched = std::min(end, code_.size());
        cut(TokenKind::unknown, at_ + 1);
    }

    void cut(TokenKind kind, std::size_t end) {
        tokens_.push_back({.kind = kind, .text = code_.substr(at_, end - at_), .at = at_});
        at_ = end;
    }

    std::string_view code_;
    std::size_t at_ = 0;
    int depth_ = 0;
    std::array<bool, 2> unclosed_triple_{};  ///< of " and of '
    std::array<std::size_t, 2> searched_{};  ///< likewise
    std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> cut_tokens(std::string_view code) {
    return Tokenizer(code).run();
}

Error unknown_token(const Token& token) {
    if (token.text.front() == '"' || token.text.front() == '\'') {
        return {.code = ErrorCode::bad_format,
                .what = say("the text at byte {0} has no closing quote", token.at),
                .remedy = say("close it")};
    }
    return {.code = ErrorCode::bad_format,
            .what = say("the code has a character that no pooling call has, at byte {0}", token.at),
            .remedy = say("paste the call alone")};
}

}  // namespace poolscope
