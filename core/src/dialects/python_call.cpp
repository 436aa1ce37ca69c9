/// A recursive reader of Python expressions, bounded in depth.
#include "dialects/python_call.hpp"

#include <limits>
#include <string>
#include <utility>

#include "dialects/python_tokens.hpp"
#include "support/digits.hpp"

namespace poolscope {

namespace {

/// Reads expressions from tokens, one token of look-ahead, recursion bounded by max_code_depth.
class Reader {
public:
    Reader(std::string_view code, std::vector<Token> tokens)
        : code_(code), tokens_(std::move(tokens)) {}

    Result<std::vector<Expr>> run() {
        std::vector<Expr> statements;
        while (peek().kind != TokenKind::end) {
            if (peek().kind == TokenKind::line) {
                ++next_;
            } else if (peek().text == "import" || peek().text == "from") {
                if (!statements.empty()) return unexpected(say("the end"));
                skip_line();
            } else {
                auto expr = statement();
                if (!expr) return error_of(expr);
                statements.push_back(std::move(*expr));
            }
        }
        return statements;
    }

private:
    [[nodiscard]] const Token& peek() const { return tokens_[next_]; }
    [[nodiscard]] bool sees(std::string_view symbol) const {
        return peek().kind == TokenKind::symbol && peek().text == symbol;
    }
    bool take(std::string_view symbol) {
        if (!sees(symbol)) return false;
        ++next_;
        return true;
    }
    void skip_line() {
        while (peek().kind != TokenKind::line && peek().kind != TokenKind::end) ++next_;
    }

    [[nodiscard]] tl::unexpected<Error> unexpected(const Message& wanted) const {
        const bool ends = peek().kind == TokenKind::end || peek().kind == TokenKind::line;
        return fail(ErrorCode::bad_format,
                    ends ? say("the code ends where {0} should be", wanted)
                         : say("the code has '{0}' where {1} should be", peek().text, wanted),
                    say("paste a whole call, such as nn.MaxPool2d(3, stride=2)"));
    }

    /// The code from token `first` up to the next one.
    [[nodiscard]] std::string_view source_from(std::size_t first) const {
        const std::size_t begin = tokens_[first].at;
        if (next_ == first) return code_.substr(begin, 0);
        const Token& last = tokens_[next_ - 1];
        return code_.substr(begin, last.at + last.text.size() - begin);
    }

    /// `[targets =] expression [,]`, ended by a line break or the end.
    Result<Expr> statement() {
        while (true) {
            auto expr = expression(0);
            if (!expr) return expr;
            // `pool = ...`, `y, indices = ...`: what is assigned is read, the names are not.
            const bool target = take("=") || (sees(",") && names_follow());
            if (target) continue;
            take(",");
            if (peek().kind != TokenKind::line && peek().kind != TokenKind::end)
                return unexpected(say("the end"));
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

    /// Operands joined by + - * / // % **.
    Result<Expr> expression(int depth) {
        const std::size_t first = next_;
        auto operand = unary(depth);
        if (!operand) return operand;
        Expr whole = std::move(*operand);
        while (sees("+") || sees("-") || sees("*") || sees("/") || sees("%")) {
            const std::string_view symbol = peek().text;
            ++next_;
            if (symbol == "*" || symbol == "/") take(symbol);
            auto right = unary(depth);
            if (!right) return right;
            if (whole.kind != ExprKind::other) {
                Expr other;
                other.items.push_back(std::move(whole));
                whole = std::move(other);
            }
            whole.items.push_back(std::move(*right));
            whole.source = source_from(first);
        }
        return whole;
    }

    Result<Expr> unary(int depth) {
        const std::size_t first = next_;
        bool negative = false;
        bool any = false;
        while (sees("-") || sees("+")) {
            negative = negative != sees("-");
            any = true;
            ++next_;
        }
        auto operand = postfix(depth);
        if (!operand || !any) return operand;
        if (operand->kind == ExprKind::number) {
            if (negative) operand->number = -operand->number;
            operand->source = source_from(first);
            return operand;
        }
        if (!negative) return operand;
        Expr expr{.kind = ExprKind::negative, .source = source_from(first)};
        expr.items.push_back(std::move(*operand));
        return expr;
    }

    /// A primary with what follows it: .name, (arguments), [index], <attributes>.
    Result<Expr> postfix(int depth) {
        if (depth > max_code_depth) {
            return fail(ErrorCode::too_large,
                        say("the code nests more than {0} deep", max_code_depth),
                        say("paste the pooling call alone"));
        }
        const std::size_t first = next_;
        auto primary = this->primary(depth);
        if (!primary) return primary;
        Expr expr = std::move(*primary);
        // Each turn nests the expression once more, so turns are bounded as depth is.
        for (int turn = 0; turn <= max_code_depth; ++turn) {
            if (take(".")) {
                if (peek().kind != TokenKind::name) return unexpected(say("a name"));
                ++next_;
                expr = member(std::move(expr), first);
            } else if (sees("(") || sees("<")) {
                const bool attributes = take("<");
                if (!attributes) take("(");
                auto call = arguments_of(std::move(expr), first, depth, attributes ? ">" : ")");
                if (!call) return call;
                expr = std::move(*call);
            } else if (take("[")) {
                auto index = items_until("]", depth);
                if (!index) return index;
                Expr other{.kind = ExprKind::other, .source = source_from(first)};
                other.items.push_back(std::move(expr));
                expr = std::move(other);
            } else {
                return expr;
            }
        }
        return fail(ErrorCode::too_large, say("the code chains too many calls"),
                    say("paste the pooling call alone"));
    }

    /// `expr.name`: a longer name, or something else's member.
    Expr member(Expr expr, std::size_t first) {
        Expr result{.kind = ExprKind::name, .source = source_from(first)};
        result.text = expr.kind == ExprKind::name ? result.source : tokens_[next_ - 1].text;
        if (expr.kind != ExprKind::name) result.items.push_back(std::move(expr));
        return result;
    }

    Result<Expr> arguments_of(Expr callee, std::size_t first, int depth, std::string_view close) {
        Expr call{.kind = ExprKind::call};
        // `MaxPool <...> (x)` and `MaxPool (x) <...>`: one call that has both.
        const bool joins = callee.kind == ExprKind::call && (close == ">" || callee.attributes);
        if (joins)
            call = std::move(callee);
        else
            call.items.push_back(std::move(callee));
        call.attributes = call.attributes || close == ">";
        while (!take(close)) {
            auto argument = this->argument(depth, close == ">");
            if (!argument) return error_of(argument);
            call.arguments.push_back(std::move(*argument));
            if (!take(",") && !sees(close)) return unexpected(say("',' or '{0}'", close));
        }
        call.source = source_from(first);
        return call;
    }

    /// `value`, `name = value`, and in an attribute list `name: type = value`.
    Result<Expr> argument(int depth, bool attribute) {
        const std::size_t first = next_;
        std::string_view keyword;
        const Token& after = tokens_[next_ + (peek().kind == TokenKind::end ? 0 : 1)];
        if (peek().kind == TokenKind::name && after.text == "=") {
            keyword = peek().text;
            next_ += 2;
        } else if (attribute && peek().kind == TokenKind::name && after.text == ":") {
            keyword = peek().text;
            next_ += 2;
            if (peek().kind != TokenKind::name) return unexpected(say("an attribute's type"));
            ++next_;
            if (!take("=")) return unexpected(quote("'='"));
        }
        auto value = expression(depth + 1);
        if (!value) return error_of(value);
        value->keyword = keyword;
        value->given = source_from(first);
        return value;
    }

    Result<Expr> primary(int depth) {
        const std::size_t first = next_;
        const Token token = peek();
        switch (token.kind) {
            case TokenKind::name:
                ++next_;
                return word(token.text);
            case TokenKind::number:
                ++next_;
                return number(token);
            case TokenKind::string:
                ++next_;
                return Expr{.kind = ExprKind::string,
                            .source = token.text,
                            .text = token.text.substr(1, token.text.size() - 2)};
            case TokenKind::symbol:
                if (take("(")) return parenthesized(first, depth);
                if (take("[")) {
                    auto list = items_until("]", depth);
                    if (list) list->source = source_from(first);
                    return list;
                }
                break;
            case TokenKind::line:
            case TokenKind::end:
                break;
        }
        return unexpected(say("a value"));
    }

    static Expr word(std::string_view text) {
        Expr expr{.kind = ExprKind::name, .source = text, .text = text};
        if (text == "True" || text == "False") {
            expr.kind = ExprKind::truth;
            expr.truth = text == "True";
        } else if (text == "None") {
            expr.kind = ExprKind::none;
        } else if (text == "inf") {
            expr.kind = ExprKind::number;
            expr.number = std::numeric_limits<double>::infinity();
        }
        return expr;
    }

    static Result<Expr> number(const Token& token) {
        Expr expr{.kind = ExprKind::number, .source = token.text};
        const char* const begin = token.text.data();
        const char* const end = begin + token.text.size();
        const auto [stop, error] = from_digits(begin, end, expr.number);
        if (error != std::errc{} || stop != end) {
            return fail(ErrorCode::bad_format,
                        say("'{0}' is no number that can be read", token.text),
                        say("write it in decimal digits"));
        }
        expr.whole = token.text.find_first_not_of("0123456789") == std::string_view::npos;
        return expr;
    }

    /// A parenthesized expression, or a tuple where there is a comma.
    Result<Expr> parenthesized(std::size_t first, int depth) {
        auto list = items_until(")", depth);
        if (!list) return list;
        const bool tuple = list->items.size() != 1 || tokens_[next_ - 2].text == ",";
        Expr expr = tuple ? std::move(*list) : std::move(list->items.front());
        expr.source = source_from(first);
        return expr;
    }

    Result<Expr> items_until(std::string_view close, int depth) {
        Expr list{.kind = ExprKind::list};
        while (!take(close)) {
            auto item = expression(depth + 1);
            if (!item) return item;
            list.items.push_back(std::move(*item));
            if (!take(",") && !sees(close)) return unexpected(say("',' or '{0}'", close));
        }
        return list;
    }

    std::string_view code_;
    std::vector<Token> tokens_;
    std::size_t next_ = 0;
};

/// Collects the wanted calls below `expr`.
class Finder {
public:
    explicit Finder(const std::function<bool(const Expr&)>& wanted) : wanted_(wanted) {}

    void visit(const Expr& expr, bool negated, const Expr* applied_to) {
        if (expr.kind == ExprKind::negative) return visit(expr.items.front(), !negated, nullptr);
        if (expr.kind == ExprKind::call) {
            if (wanted_(expr)) {
                found_.push_back({.call = &expr, .applied_to = applied_to, .negated = negated});
            } else {
                const bool layer = expr.items.front().kind == ExprKind::call;
                const Expr* const x = expr.arguments.empty() ? nullptr : expr.arguments.data();
                visit(expr.items.front(), layer && negated, layer ? x : nullptr);
            }
        } else {
            for (const Expr& item : expr.items) visit(item, false, nullptr);
        }
        for (const Expr& argument : expr.arguments) visit(argument, false, nullptr);
    }

    std::vector<FoundCall> take() { return std::move(found_); }

private:
    const std::function<bool(const Expr&)>& wanted_;
    std::vector<FoundCall> found_;
};

}  // namespace

Result<std::vector<Expr>> parse_python(std::string_view code) {
    if (code.size() > max_code_bytes) {
        return fail(ErrorCode::too_large,
                    say("the code has {0} bytes, and the most is {1}", code.size(), max_code_bytes),
                    say("paste the pooling call alone"));
    }
    auto tokens = cut_tokens(code);
    if (!tokens) return error_of(tokens);
    return Reader(code, std::move(*tokens)).run();
}

std::string_view last_part(std::string_view dotted) {
    const auto dot = dotted.rfind('.');
    return dot == std::string_view::npos ? dotted : dotted.substr(dot + 1);
}

std::vector<FoundCall> find_calls(const std::vector<Expr>& code,
                                  const std::function<bool(const Expr&)>& wanted) {
    Finder finder(wanted);
    for (const Expr& expr : code) finder.visit(expr, false, nullptr);
    return finder.take();
}

}  // namespace poolscope
