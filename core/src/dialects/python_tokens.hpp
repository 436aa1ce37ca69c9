/// Cuts pasted code into the tokens of Python's expressions, and of the graphs that PyTorch and
/// ONNX print.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "poolscope/error.hpp"

namespace poolscope {

/// `unknown` is a character that no call has, or a quote that no other closes.
enum class TokenKind : std::uint8_t { name, number, string, symbol, line, unknown, end };

struct Token {
    TokenKind kind = TokenKind::end;
    std::string_view text{};
    std::size_t at = 0;  ///< of its first byte in the code
};

/// The tokens of `code`, an end behind them. Line breaks count only outside brackets; comments and
/// blanks never. A graph's value, "%12", is a name, and so is "aten::max_pool2d".
[[nodiscard]] std::vector<Token> cut_tokens(std::string_view code);

/// Why no call has an unknown token.
[[nodiscard]] Error unknown_token(const Token& token);

}  // namespace poolscope
