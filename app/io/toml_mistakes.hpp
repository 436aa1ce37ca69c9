/// What people get wrong in TOML, in the words of somebody who does not know its grammar.
#pragma once

#include <string_view>

#include "poolscope/message.hpp"

namespace poolscope::io {

struct TomlMistake {
    Message what;
    Message remedy;
};

/// What the parser's sentence about a place comes to; its own words where none is known.
[[nodiscard]] TomlMistake mistake_in(std::string_view parser_said);

}  // namespace poolscope::io
