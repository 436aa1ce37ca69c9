/// Reads code statement by statement, and in pieces where a statement cannot be read.
#include <algorithm>
#include <utility>

#include "dialects/expr_reader.hpp"

namespace poolscope {

namespace {

/// Whether a symbol joins operands: + - * / %, and @ for matrices.
bool is_operator(const Token& token) {
    return token.kind != TokenKind::end && token.text.size() == 1 &&
           std::string_view("+-*/%@").find(token.text.front()) != std::string_view::npos;
}

/// Reads statements.
class CodeReader : public ExprReader {
public:
    CodeReader(std::string_view code, const std::function<bool(std::string_view)>& wanted)
        : ExprReader(code), wanted_(wanted) {}

    PythonCode run() {
        PythonCode read;
        while (peek().kind != TokenKind::end) {
            const std::size_t first = next_;
            if (peek().kind == TokenKind::line) {
                ++next_;
            } else if (peek().text == "import" || peek().text == "from") {
                read_import(read.imports);
            } else if (auto expr = statement()) {
                read.statements.push_back(std::move(*expr));
            } else {
                if (!read.fault) read.fault = std::move(expr.error());
                next_ = first;
                in_pieces_ = true;
                read_calls_of_line(read);
                in_pieces_ = false;
            }
        }
        return read;
    }

private:
    /// Each wanted call of a line that is no statement as a whole, by itself.
    void read_calls_of_line(PythonCode& read) {
        const std::size_t line = next_;
        while (!ends_line()) {
            const std::size_t first = next_;
            if (!begins_wanted_call()) {
                ++next_;
                continue;
            }
            // A minus sign before it belongs to it, where nothing stands before that.
            next_ = first_sign_before(first, line);
            auto expr = unary(0);
            if (!expr) {
                note_broken_call(first, std::move(expr.error()), read);
                next_ = first + 1;
                continue;
            }
            const bool added_to = first > line + 1 && tokens_[first - 1].text == "=" &&
                                  is_operator(tokens_[first - 2]);
            const bool joined =
                first > line && is_operator(tokens_[first - 1]) && expr->kind != ExprKind::negative;
            if (added_to || joined || is_operator(peek())) {
                Expr around{.kind = ExprKind::arithmetic};
                const std::size_t from =
                    added_to ? first - 2
                             : (joined ? first - std::min<std::size_t>(2, first - line) : first);
                around.source = code_from(from, is_operator(peek()) ? next_ + 1 : next_);
                around.items.push_back(std::move(*expr));
                expr = std::move(around);
            }
            read.statements.push_back(std::move(*expr));
        }
    }

    /// "MaxPool2d(2" is a call that is broken, and "pooling (see" are words.
    void note_broken_call(std::size_t first, Error error, PythonCode& read) {
        next_ = first;
        const std::string name = dotted_name();
        const std::string_view own = last_part(name);
        const bool call = own.find("Pool") != std::string_view::npos || own.ends_with("ool1d") ||
                          own.ends_with("ool2d") || own.ends_with("_pool");
        if (call && read.broken.empty()) read.broken.push_back({name, std::move(error)});
    }

    [[nodiscard]] bool begins_wanted_call() const {
        if (peek().kind != TokenKind::name) return false;
        if (next_ > 0 && tokens_[next_ - 1].text == ".") return false;
        std::size_t end = next_ + 1;
        while (tokens_[end].text == "." && tokens_[end + 1].kind == TokenKind::name) end += 2;
        const std::string_view opening = tokens_[end].text;
        if (opening != "(" && opening != "<" && opening != "[") return false;
        return wanted_(tokens_[end - 1].text);
    }

    [[nodiscard]] std::size_t first_sign_before(std::size_t first, std::size_t line) const {
        std::size_t at = first;
        while (at > line && (tokens_[at - 1].text == "-" || tokens_[at - 1].text == "+")) --at;
        if (at == line || at == first) return at;
        const Token& before = tokens_[at - 1];
        const bool operand = before.kind == TokenKind::number || before.kind == TokenKind::string ||
                             before.text == ")" || before.text == "]" ||
                             (before.kind == TokenKind::name && before.text != "return" &&
                              before.text != "else" && before.text != "lambda");
        return operand ? first : at;
    }

    /// `[targets =] expression [,]`, ended by a line break or the end.
    Result<Expr> statement() {
        std::string_view target;
        while (true) {
            if ((peek().text == "return" || peek().text == "yield" || peek().text == "await") &&
                tokens_[next_ + 1].text != "=")
                ++next_;
            auto expr = expression(0);
            if (!expr) return expr;
            // `pool = ...`, `y, indices = ...`: what is assigned is read, the names are not.
            if (take("=") || (sees(",") && names_follow()) || (sees(":") && type_follows())) {
                target = expr->source;
                continue;
            }
            take(",");
            if (!ends_line()) return unexpected(say("the end"));
            expr->target = target;
            return expr;
        }
    }

    /// At a comma: whether `, name, name =` follows; if so, it is passed.
    bool names_follow() {
        std::size_t at = next_;
        while (tokens_[at].text == "," && tokens_[at + 1].kind == TokenKind::name) at += 2;
        if (at == next_ || tokens_[at].text != "=") return false;
        next_ = at + 1;
        return true;
    }

    const std::function<bool(std::string_view)>& wanted_;
};

}  // namespace

Result<PythonCode> parse_python(std::string_view code,
                                const std::function<bool(std::string_view)>& wanted) {
    if (code.size() > max_code_bytes) {
        return fail(ErrorCode::too_large,
                    say("the code has {0} bytes, and the most is {1}", code.size(), max_code_bytes),
                    say("paste the pooling call alone"));
    }
    PythonCode read = CodeReader(code, wanted).run();
    resolve_graph_values(read.statements);
    return read;
}

}  // namespace poolscope
