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
    {"unescaped control characters", word("a text has no closing quotation mark"),
     word("end it with \" in its line")},
    {"unknown escape sequence", word("a backslash stands in a text"),
     word(R"(write it twice: \\)")},
    {"could not determine value type", word("a value is neither a number nor a text in quotes"),
     word("put texts in double quotes")},
    {"parsing boolean", word("a value is neither a number nor a text in quotes"),
     word("put texts in double quotes, and write true and false in small letters")},
    {"cannot redefine", word("a key is written twice"), word("keep one of the two")},
    {"expected '='", word("a key has no sign of equality"), word("write key = value")},
    {"expected value", word("a key has no value"), word("write one behind the sign of equality")},
    {"array: expected comma", word("a comma is missing in a list"), word("write [1, 2]")},
    {"array: encountered end-of-file", word("a list has no end"), word("close it with ]")},
    {"table: expected comma", word("a comma is missing between braces"),
     word("write { a = 1, b = 2 }")},
    {"inline table: expected key", word("what stands between braces goes over several lines"),
     word("write it in one line")},
    {"inline table: encountered end-of-file", word("a table between braces has no end"),
     word("close it with }")},
    {"parsing integer", word("a number is written wrong"), word("write it as 2 or 0.5")},
    {"parsing floating-point", word("a number is written wrong"), word("write it as 2 or 0.5")},
    {"table header", word("the name of a table has no end"), word("close it with ]")},
};

}  // namespace

TomlMistake mistake_in(std::string_view parser_said) {
    for (const Row& row : rows)
        if (parser_said.find(row.said) != std::string_view::npos)
            return {say(row.what), say(row.remedy)};
    return {say("the TOML is broken there ({0})", printable(parser_said)), say("mend that line")};
}

}  // namespace poolscope::io
