/// A recursive reader of Python expressions, bounded in depth.
#include "poolscope/dialects/python_call.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <unordered_map>
#include <utility>

#include "poolscope/dialects/arithmetic.hpp"
#include "poolscope/dialects/python_tokens.hpp"
#include "poolscope/digits.hpp"

namespace poolscope {

namespace {

/// Whether a symbol joins operands: + - * / %, and @ for matrices.
bool is_operator(const Token& token) {
    return token.kind != TokenKind::end && token.text.size() == 1 &&
           std::string_view("+-*/%@").find(token.text.front()) != std::string_view::npos;
}

/// `call_function[target=F.max_pool2d](args = (%x, 2), kwargs = {stride: 1})`, as torch.fx prints
/// a call, as F.max_pool2d(%x, 2, stride=1). False where `call` is none.
bool unfold_fx_call(Expr& call) {
    if (call.items.front().text != "call_function") return false;
    Expr unfolded{.kind = ExprKind::call, .source = call.source};
    bool target = false;
    for (Expr& argument : call.arguments) {
        if (argument.keyword == "target" && argument.kind == ExprKind::name) {
            target = true;
            argument.keyword = {};
            unfolded.items.push_back(std::move(argument));
        } else if (argument.keyword == "args" || argument.keyword == "kwargs") {
            std::ranges::move(argument.items, std::back_inserter(unfolded.arguments));
        }
    }
    if (target) call = std::move(unfolded);
    return target;
}

/// Reads expressions from tokens, one token of look-ahead, recursion bounded by max_code_depth.
class Reader {
public:
    Reader(std::string_view code, const std::function<bool(std::string_view)>& wanted)
        : code_(code), tokens_(cut_tokens(code)), wanted_(wanted) {}

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
    [[nodiscard]] const Token& peek() const { return tokens_[next_]; }
    [[nodiscard]] bool ends_line() const {
        return peek().kind == TokenKind::line || peek().kind == TokenKind::end;
    }
    [[nodiscard]] bool sees(std::string_view symbol) const {
        return peek().kind == TokenKind::symbol && peek().text == symbol;
    }
    bool take(std::string_view symbol) {
        if (!sees(symbol)) return false;
        ++next_;
        return true;
    }

    /// `import a.b as c, d` and `from a.b import (c as d, e)`.
    void read_import(std::vector<ImportedName>& imports) {
        const bool from = peek().text == "from";
        ++next_;
        std::string module;
        if (from) {
            module = dotted_name();
            if (peek().text == "import") ++next_;
        }
        take("(");
        while (!ends_line()) {
            std::string full = dotted_name();
            if (full.empty()) {
                ++next_;  // ',', '*', ')'
                continue;
            }
            std::string_view name = tokens_[next_ - 1].text;
            if (peek().text == "as" && tokens_[next_ + 1].kind == TokenKind::name) {
                name = tokens_[next_ + 1].text;
                next_ += 2;
            } else if (!from) {
                continue;  // `import torch.nn` gives the name torch, which is torch
            }
            imports.push_back({.name = name, .full = from ? module + "." + full : full});
        }
    }

    std::string dotted_name() {
        std::string name;
        while (peek().kind == TokenKind::name && peek().text != "import") {
            name += peek().text;
            ++next_;
            if (!sees(".") || tokens_[next_ + 1].kind != TokenKind::name) break;
            ++next_;
            name += '.';
        }
        return name;
    }

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

    [[nodiscard]] tl::unexpected<Error> unexpected(const Message& wanted) const {
        if (peek().kind == TokenKind::unknown) return tl::unexpected(unknown_token(peek()));
        return fail(ErrorCode::bad_format,
                    ends_line()
                        ? say("the code ends where {0} should be", wanted)
                        : say("the code has '{0}' where {1} should be", peek().text, wanted),
                    say("paste a whole call, such as nn.MaxPool2d(3, stride=2)"));
    }

    /// The code from token `first` up to token `past`.
    [[nodiscard]] std::string_view code_from(std::size_t first, std::size_t past) const {
        const std::size_t begin = tokens_[first].at;
        if (past <= first) return code_.substr(begin, 0);
        const Token& last = tokens_[past - 1];
        return code_.substr(begin, last.at + last.text.size() - begin);
    }
    [[nodiscard]] std::string_view source_from(std::size_t first) const {
        return code_from(first, next_);
    }

    /// `[targets =] expression [,]`, ended by a line break or the end.
    Result<Expr> statement() {
        std::string_view target;
        while (true) {
            if ((peek().text == "return" || peek().text == "yield" || peek().text == "await") &&
                tokens_[next_ + 1].text != "=") {
                ++next_;
            }
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

    /// At a colon: whether `: type =` follows; if so, it is passed.
    bool type_follows() {
        int depth = 0;
        for (std::size_t at = next_ + 1;; ++at) {
            const Token& token = tokens_[at];
            if (token.kind == TokenKind::line || token.kind == TokenKind::end) return false;
            if (token.text == "(" || token.text == "[") ++depth;
            if (token.text == ")" || token.text == "]") --depth;
            if (token.text != "=" || depth > 0) continue;
            next_ = at + 1;
            return true;
        }
    }

    /// Terms joined by + and -.
    Result<Expr> expression(int depth) {
        const std::size_t first = next_;
        auto sum = term(depth);
        while (sum && (sees("+") || sees("-"))) {
            const std::string_view symbol = peek().text;
            ++next_;
            auto right = term(depth);
            if (!right) return right;
            join(*sum, symbol, std::move(*right), first);
        }
        return sum;
    }

    /// Factors joined by * / // and %.
    Result<Expr> term(int depth) {
        const std::size_t first = next_;
        auto product = unary(depth);
        while (product && (sees("*") || sees("/") || sees("%"))) {
            std::string_view symbol = peek().text;
            ++next_;
            if (symbol == "/" && take("/")) symbol = "//";
            auto right = unary(depth);
            if (!right) return right;
            join(*product, symbol, std::move(*right), first);
        }
        return product;
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
        auto operand = power(depth);
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

    Result<Expr> power(int depth) {
        const std::size_t first = next_;
        auto base = postfix(depth);
        const bool raised = base && sees("*") && tokens_[next_ + 1].text == "*";
        if (!raised) return base;
        next_ += 2;
        auto exponent = unary(depth + 1);
        if (!exponent) return exponent;
        join(*base, "**", std::move(*exponent), first);
        return base;
    }

    /// Makes `left` what the two are together.
    void join(Expr& left, std::string_view symbol, Expr right, std::size_t first) {
        if (auto number = computed(symbol, left, right)) {
            left = std::move(*number);
        } else {
            if (left.kind != ExprKind::arithmetic) {
                Expr both{.kind = ExprKind::arithmetic};
                both.items.push_back(std::move(left));
                left = std::move(both);
            }
            left.items.push_back(std::move(right));
        }
        left.source = source_from(first);
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
            } else if (const std::string_view close = arguments_close(expr); !close.empty()) {
                ++next_;
                auto call = arguments_of(std::move(expr), first, depth, close);
                if (!call) return call;
                expr = std::move(*call);
            } else if (take("[")) {
                auto index = this->index(depth);
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

    /// What closes the arguments or attributes that begin here; empty where none do:
    /// `MaxPool(x)`, `MaxPool <strides = [2, 2]>`, `MaxPool[strides=[2, 2]]`, `MaxPool(x)
    /// {strides=[2, 2]}`.
    [[nodiscard]] std::string_view arguments_close(const Expr& callee) const {
        if (in_pieces_ && begins_line()) return {};
        if (sees("(")) return ")";
        if (sees("<")) return ">";
        if (sees("{") && callee.kind == ExprKind::call) return "}";
        const bool attributes = sees("[") && tokens_[next_ + 1].kind == TokenKind::name &&
                                tokens_[next_ + 2].text == "=";
        return attributes ? "]" : "";
    }

    /// Whether a line break stands before the next token, which may be within brackets.
    [[nodiscard]] bool begins_line() const {
        const Token& last = tokens_[next_ - 1];
        const std::size_t end = last.at + last.text.size();
        return code_.substr(end, peek().at - end).find('\n') != std::string_view::npos;
    }

    /// The inside of `x[1:, 0]`.
    Result<Expr> index(int depth) {
        Expr list{.kind = ExprKind::list};
        while (!take("]")) {
            if (take(":") || take(",")) continue;
            auto item = expression(depth + 1);
            if (!item) return item;
            list.items.push_back(std::move(*item));
            if (!sees(":") && !sees(",") && !sees("]")) return unexpected(say("',' or '{0}'", "]"));
        }
        return list;
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
        const bool attributes = close != ")";
        // `MaxPool <...> (x)` and `MaxPool (x) <...>`: one call that has both.
        const bool joins = callee.kind == ExprKind::call && (attributes || callee.truth);
        if (joins) {
            call = std::move(callee);
        } else {
            call.items.push_back(std::move(callee));
        }
        if (attributes) call.truth = true;
        while (!take(close)) {
            auto argument = this->argument(depth, attributes);
            if (!argument) return tl::unexpected(argument.error());
            call.arguments.push_back(std::move(*argument));
            if (!take(",") && !sees(close)) return unexpected(say("',' or '{0}'", close));
        }
        call.source = source_from(first);
        if (joins && unfold_fx_call(call)) call.source = source_from(first);
        return call;
    }

    /// `value`, `name = value`, `*values`, and in an attribute list `name: type = value`.
    Result<Expr> argument(int depth, bool attribute) {
        const std::size_t first = next_;
        std::string_view keyword;
        const Token& after = tokens_[next_ + (peek().kind == TokenKind::end ? 0 : 1)];
        if (take("*")) {
            take("*");
            auto values = expression(depth + 1);
            if (!values) return values;
            Expr spread{.kind = ExprKind::other, .source = source_from(first)};
            spread.given = spread.source;
            spread.items.push_back(std::move(*values));
            return spread;
        }
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
        if (!value) return tl::unexpected(value.error());
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
                return text_of(token.text);
            case TokenKind::symbol:
                if (take("(")) return parenthesized(first, depth);
                if (take("[")) {
                    auto list = items_until("]", depth);
                    if (list) list->source = source_from(first);
                    return list;
                }
                if (take("{")) return dict(first, depth);
                break;
            case TokenKind::line:
            case TokenKind::unknown:
            case TokenKind::end:
                break;
        }
        return unexpected(say("a value"));
    }

    static Expr text_of(std::string_view source) {
        const bool triple = source.size() >= 6 && source[1] == source[0] && source[2] == source[0];
        const std::size_t quotes = triple ? 3 : 1;
        return Expr{.kind = ExprKind::string,
                    .source = source,
                    .text = source.substr(quotes, source.size() - 2 * quotes)};
    }

    /// `{stride: 2, "padding": 1}`.
    Result<Expr> dict(std::size_t first, int depth) {
        Expr dict{.kind = ExprKind::dict};
        while (!take("}")) {
            const std::size_t begin = next_;
            const Token key = peek();
            if (key.kind != TokenKind::name && key.kind != TokenKind::string) {
                return unexpected(say("a name"));
            }
            ++next_;
            if (!take(":")) return unexpected(quote("':'"));
            auto value = expression(depth + 1);
            if (!value) return value;
            value->keyword = key.kind == TokenKind::name ? key.text : text_of(key.text).text;
            value->given = source_from(begin);
            dict.items.push_back(std::move(*value));
            if (!take(",") && !sees("}")) return unexpected(say("',' or '{0}'", "}"));
        }
        dict.source = source_from(first);
        return dict;
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
    const std::function<bool(std::string_view)>& wanted_;
    std::size_t next_ = 0;
    bool in_pieces_ = false;  ///< "(2)" on a new line of a print-out is no call of the line before
};

/// Puts the values of a printed graph in place of their names: "%3" that is given as
/// prim::Constant[value=2](), or as prim::ListConstruct of such.
class GraphValues {
public:
    void resolve(std::vector<Expr>& statements) {
        for (Expr& statement : statements) {
            if (statement.kind != ExprKind::call) continue;
            const std::string_view callee = statement.items.front().text;
            if (callee.find("::") == std::string_view::npos) continue;
            for (Expr& argument : statement.arguments) put(argument);
            if (!statement.target.starts_with('%')) continue;
            if (callee == "prim::Constant") {
                Expr none{.kind = ExprKind::none, .source = statement.target};
                const bool given = !statement.arguments.empty();
                values_[statement.target] = given ? statement.arguments.front() : std::move(none);
            } else if (callee == "prim::ListConstruct" || callee == "prim::TupleConstruct") {
                // Lists of lists are left: copies of copies would grow without bound.
                const bool flat = std::ranges::none_of(
                    statement.arguments, [](const Expr& one) { return !one.items.empty(); });
                Expr list{.kind = ExprKind::list, .source = statement.target};
                list.items = statement.arguments;
                if (flat && list.items.size() <= 8) values_[statement.target] = std::move(list);
            }
        }
    }

private:
    void put(Expr& argument) const {
        const auto value = values_.find(argument.source);
        if (argument.kind != ExprKind::name || value == values_.end()) return;
        const std::string_view keyword = argument.keyword;
        const std::string_view given = argument.given;
        argument = value->second;
        argument.keyword = keyword;
        argument.given = given;
    }

    std::unordered_map<std::string_view, Expr> values_;
};

/// Collects the wanted calls below `expr`.
class Finder {
public:
    explicit Finder(const std::function<bool(const Expr&)>& wanted) : wanted_(wanted) {}

    void visit(const Expr& expr, const FoundCall& around) {
        if (expr.kind == ExprKind::negative) {
            FoundCall inner = around;
            inner.negated = !around.negated;
            inner.applied_to = nullptr;
            return visit(expr.items.front(), inner);
        }
        if (expr.kind == ExprKind::call) {
            if (wanted_(expr)) {
                found_.push_back(around);
                found_.back().call = &expr;
            } else {
                const bool layer = expr.items.front().kind == ExprKind::call;
                FoundCall inner{.arithmetic = around.arithmetic};
                if (layer) {
                    inner.negated = around.negated;
                    inner.applied_to = expr.arguments.empty() ? nullptr : expr.arguments.data();
                }
                visit(expr.items.front(), inner);
            }
        } else {
            const bool sum = expr.kind == ExprKind::arithmetic;
            for (const Expr& item : expr.items) visit(item, {.arithmetic = sum ? &expr : nullptr});
        }
        for (const Expr& argument : expr.arguments) visit(argument, {});
    }

    std::vector<FoundCall> take() { return std::move(found_); }

private:
    const std::function<bool(const Expr&)>& wanted_;
    std::vector<FoundCall> found_;
};

}  // namespace

Result<PythonCode> parse_python(std::string_view code,
                                const std::function<bool(std::string_view)>& wanted) {
    if (code.size() > max_code_bytes) {
        return fail(ErrorCode::too_large,
                    say("the code has {0} bytes, and the most is {1}", code.size(), max_code_bytes),
                    say("paste the pooling call alone"));
    }
    PythonCode read = Reader(code, wanted).run();
    GraphValues().resolve(read.statements);
    return read;
}

std::string_view last_part(std::string_view dotted) {
    const auto end = dotted.find_last_of(".:");
    return end == std::string_view::npos ? dotted : dotted.substr(end + 1);
}

std::vector<FoundCall> find_calls(const std::vector<Expr>& code,
                                  const std::function<bool(const Expr&)>& wanted) {
    Finder finder(wanted);
    for (const Expr& expr : code) finder.visit(expr, {});
    return finder.take();
}

}  // namespace poolscope
