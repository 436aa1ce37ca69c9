/// Cuts pasted code into the tokens of Python's expressions.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "poolscope/error.hpp"

namespace poolscope {

enum class TokenKind : std::uint8_t { name, number, string, symbol, line, end };

struct Token {
    TokenKind kind = TokenKind::end;
    std::string_view text{};
    std::size_t at = 0;  ///< of its first byte in the code
};

/// The tokens of `code`, an end behind them. Line breaks count only outside brackets; comments and
/// blanks never. Errors: bad_format for a character that no call has and for a text without its
/// closing quote.
[[nodiscard]] Result<std::vector<Token>> cut_tokens(std::string_view code);

}  // namespace poolscope
