/// The list of the usual mistakes, by what toml++ says of them.
#include "io/toml_mistakes.hpp"

#include "io/number_text.hpp"

namespace poolscope::io {

namespace {

struct Row {
    std::string_view said;  ///< a part of the parser's sentence
    const char* what;
    const char* remedy;
};

constexpr Row rows[] = {
    {"unescaped control characters", "a text has no closing quotation mark",
     "end it with \" in its line"},
    {"unknown escape sequence", "a backslash stands in a text", R"(write it twice: \\)"},
    {"could not determine value type", "a value is neither a number nor a text in quotes",
     "put texts in double quotes"},
    {"parsing boolean", "a value is neither a number nor a text in quotes",
     "put texts in double quotes, and write true and false in small letters"},
    {"cannot redefine", "a key is written twice", "keep one of the two"},
    {"expected '='", "a key has no sign of equality", "write key = value"},
    {"expected value", "a key has no value", "write one behind the sign of equality"},
    {"array: expected comma", "a comma is missing in a list", "write [1, 2]"},
    {"array: encountered end-of-file", "a list has no end", "close it with ]"},
    {"table: expected comma", "a comma is missing between braces", "write { a = 1, b = 2 }"},
    {"inline table: expected key", "what stands between braces goes over several lines",
     "write it in one line"},
    {"inline table: encountered end-of-file", "a table between braces has no end",
     "close it with }"},
    {"parsing integer", "a number is written wrong", "write it as 2 or 0.5"},
    {"parsing floating-point", "a number is written wrong", "write it as 2 or 0.5"},
    {"table header", "the name of a table has no end", "close it with ]"},
};

}  // namespace

TomlMistake mistake_in(std::string_view parser_said) {
    for (const Row& row : rows)
        if (parser_said.find(row.said) != std::string_view::npos) return {row.what, row.remedy};
    return {"the TOML is broken there (" + printable(parser_said) + ")", "mend that line"};
}

}  // namespace poolscope::io
