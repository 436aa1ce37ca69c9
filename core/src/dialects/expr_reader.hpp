/// Reads Python's expressions from tokens, and what the graphs of PyTorch and ONNX print in their
/// place.
#pragma once

#include <string_view>
#include <vector>

#include "dialects/python_call.hpp"
#include "dialects/python_tokens.hpp"

namespace poolscope {

/// Where a reader stands among the tokens of code.
class TokenReader {
public:
    explicit TokenReader(std::string_view code) : code_(code), tokens_(cut_tokens(code)) {}

protected:
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
    void read_import(std::vector<ImportedName>& imports);
    /// A name and the names behind its dots; empty where none stands here.
    std::string dotted_name();
    /// At a colon: whether `: type =` follows; if so, it is passed.
    bool type_follows();
    /// What is wrong where `wanted` should be.
    [[nodiscard]] tl::unexpected<Error> unexpected(const Message& wanted) const;
    /// The code from token `first` up to token `past`, or up to the next one.
    [[nodiscard]] std::string_view code_from(std::size_t first, std::size_t past) const;
    [[nodiscard]] std::string_view source_from(std::size_t first) const {
        return code_from(first, next_);
    }

    std::string_view code_;
    std::vector<Token> tokens_;
    std::size_t next_ = 0;
    bool in_pieces_ = false;  ///< "(2)" on a new line of a print-out is no call of the line before
};

/// Reads expressions, one token of look-ahead, recursion bounded by max_code_depth.
class ExprReader : public TokenReader {
public:
    using TokenReader::TokenReader;

protected:
    /// Terms joined by + and -.
    Result<Expr> expression(int depth);
    /// A factor: a value with signs before it.
    Result<Expr> unary(int depth);

private:
    /// Factors joined by * / // and %.
    Result<Expr> term(int depth);
    Result<Expr> power(int depth);
    /// Makes `left` what the two are together.
    void join(Expr& left, std::string_view symbol, Expr right, std::size_t first);
    /// A primary with what follows it: .name, (arguments), [index], <attributes>.
    Result<Expr> postfix(int depth);
    /// What closes the arguments or attributes that begin here; empty where none do:
    /// `MaxPool(x)`, `MaxPool <strides = [2, 2]>`, `MaxPool[strides=[2, 2]]`, `MaxPool(x)
    /// {strides=[2, 2]}`.
    [[nodiscard]] std::string_view arguments_close(const Expr& callee) const;
    /// Whether a line break stands before the next token, which may be within brackets.
    [[nodiscard]] bool begins_line() const;
    /// The inside of `x[1:, 0]`.
    Result<Expr> index(int depth);
    /// `expr.name`: a longer name, or something else's member.
    Expr member(Expr expr, std::size_t first);
    Result<Expr> arguments_of(Expr callee, std::size_t first, int depth, std::string_view close);
    /// `value`, `name = value`, `*values`, and in an attribute list `name: type = value`.
    Result<Expr> argument(int depth, bool attribute);
    Result<Expr> primary(int depth);
    /// `{stride: 2, "padding": 1}`.
    Result<Expr> dict(std::size_t first, int depth);
    /// A parenthesized expression, or a tuple where there is a comma.
    Result<Expr> parenthesized(std::size_t first, int depth);
    Result<Expr> items_until(std::string_view close, int depth);
};

}  // namespace poolscope
