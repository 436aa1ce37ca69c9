/// A recursive reader of Python expressions, bounded in depth.
#include "dialects/expr_reader.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include "dialects/arithmetic.hpp"
#include "support/digits.hpp"

namespace poolscope {

namespace {

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

Expr text_of(std::string_view source) {
    const bool triple = source.size() >= 6 && source[1] == source[0] && source[2] == source[0];
    const std::size_t quotes = triple ? 3 : 1;
    return Expr{.kind = ExprKind::string,
                .source = source,
                .text = source.substr(quotes, source.size() - 2 * quotes)};
}

Expr word(std::string_view text) {
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

Result<Expr> number(const Token& token) {
    Expr expr{.kind = ExprKind::number, .source = token.text};
    const char* const begin = token.text.data();
    const char* const end = begin + token.text.size();
    const auto [stop, error] = from_digits(begin, end, expr.number);
    if (error != std::errc{} || stop != end) {
        return fail(ErrorCode::bad_format, say("'{0}' is no number that can be read", token.text),
                    say("write it in decimal digits"));
    }
    expr.whole = token.text.find_first_not_of("0123456789") == std::string_view::npos;
    return expr;
}

}  // namespace

tl::unexpected<Error> TokenReader::unexpected(const Message& wanted) const {
    if (peek().kind == TokenKind::unknown) return tl::unexpected(unknown_token(peek()));
    return fail(ErrorCode::bad_format,
                ends_line() ? say("the code ends where {0} should be", wanted)
                            : say("the code has '{0}' where {1} should be", peek().text, wanted),
                say("paste a whole call, such as nn.MaxPool2d(3, stride=2)"));
}

void TokenReader::read_import(std::vector<ImportedName>& imports) {
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

std::string TokenReader::dotted_name() {
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

bool TokenReader::type_follows() {
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

std::string_view TokenReader::code_from(std::size_t first, std::size_t past) const {
    const std::size_t begin = tokens_[first].at;
    if (past <= first) return code_.substr(begin, 0);
    const Token& last = tokens_[past - 1];
    return code_.substr(begin, last.at + last.text.size() - begin);
}

Result<Expr> ExprReader::expression(int depth) {
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

Result<Expr> ExprReader::term(int depth) {
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

Result<Expr> ExprReader::unary(int depth) {
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

Result<Expr> ExprReader::power(int depth) {
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

void ExprReader::join(Expr& left, std::string_view symbol, Expr right, std::size_t first) {
    if (auto number = computed(symbol, left, right)) {
        left = std::move(*number);
    } else {
        if (left.kind != ExprKind::arithmetic) {
            Expr both{.kind = ExprKind::arithmetic};
            both.items.push_back(std::move(left));
            left = std::move(both);
        }
        right.keyword = symbol;
        left.items.push_back(std::move(right));
    }
    left.source = source_from(first);
}

Result<Expr> ExprReader::postfix(int depth) {
    if (depth > max_code_depth) {
        return fail(ErrorCode::too_large, say("the code nests more than {0} deep", max_code_depth),
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

std::string_view ExprReader::arguments_close(const Expr& callee) const {
    if (in_pieces_ && begins_line()) return {};
    if (sees("(")) return ")";
    if (sees("<")) return ">";
    if (sees("{") && callee.kind == ExprKind::call) return "}";
    const bool attributes =
        sees("[") && tokens_[next_ + 1].kind == TokenKind::name && tokens_[next_ + 2].text == "=";
    return attributes ? "]" : "";
}

bool ExprReader::begins_line() const {
    const Token& last = tokens_[next_ - 1];
    const std::size_t end = last.at + last.text.size();
    return code_.substr(end, peek().at - end).find('\n') != std::string_view::npos;
}

Result<Expr> ExprReader::index(int depth) {
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

Expr ExprReader::member(Expr expr, std::size_t first) {
    Expr result{.kind = ExprKind::name, .source = source_from(first)};
    result.text = expr.kind == ExprKind::name ? result.source : tokens_[next_ - 1].text;
    if (expr.kind != ExprKind::name) result.items.push_back(std::move(expr));
    return result;
}

Result<Expr> ExprReader::arguments_of(Expr callee, std::size_t first, int depth,
                                      std::string_view close) {
    Expr call{.kind = ExprKind::call};
    const bool attributes = close != ")";
    // `MaxPool <...> (x)` and `MaxPool (x) <...>`: one call that has both.
    const bool joins = callee.kind == ExprKind::call && (attributes || callee.attributes);
    if (joins)
        call = std::move(callee);
    else
        call.items.push_back(std::move(callee));
    if (attributes) call.attributes = true;
    while (!take(close)) {
        auto argument = this->argument(depth, attributes);
        if (!argument) return error_of(argument);
        call.arguments.push_back(std::move(*argument));
        if (!take(",") && !sees(close)) return unexpected(say("',' or '{0}'", close));
    }
    call.source = source_from(first);
    if (joins && unfold_fx_call(call)) call.source = source_from(first);
    return call;
}

Result<Expr> ExprReader::argument(int depth, bool attribute) {
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
    if (!value) return error_of(value);
    value->keyword = keyword;
    value->given = source_from(first);
    return value;
}

Result<Expr> ExprReader::primary(int depth) {
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

Result<Expr> ExprReader::dict(std::size_t first, int depth) {
    Expr dict{.kind = ExprKind::dict};
    while (!take("}")) {
        const std::size_t begin = next_;
        const Token key = peek();
        if (key.kind != TokenKind::name && key.kind != TokenKind::string)
            return unexpected(say("a name"));
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

Result<Expr> ExprReader::parenthesized(std::size_t first, int depth) {
    auto list = items_until(")", depth);
    if (!list) return list;
    const bool tuple = list->items.size() != 1 || tokens_[next_ - 2].text == ",";
    Expr expr = tuple ? std::move(*list) : std::move(list->items.front());
    expr.source = source_from(first);
    return expr;
}

Result<Expr> ExprReader::items_until(std::string_view close, int depth) {
    Expr list{.kind = ExprKind::list};
    while (!take(close)) {
        auto item = expression(depth + 1);
        if (!item) return item;
        list.items.push_back(std::move(*item));
        if (!take(",") && !sees(close)) return unexpected(say("',' or '{0}'", close));
    }
    return list;
}

}  // namespace poolscope
