/// What people get wrong in TOML, in the words of somebody who does not know its grammar.
#pragma once

#include <string>
#include <string_view>

namespace poolscope::io {

struct TomlMistake {
    std::string what;
    std::string remedy;
};

/// What the parser's sentence about a place comes to; its own words where none is known.
[[nodiscard]] TomlMistake mistake_in(std::string_view parser_said);

}  // namespace poolscope::io
