/// The usual mistakes in TOML are named as their author sees them.
#include "io/toml_mistakes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/toml_text.hpp"

namespace poolscope::io {
namespace {

using testing::HasSubstr;

struct Case {
    const char* line;
    const char* said;
};

class TomlMistakes : public testing::TestWithParam<Case> {};

TEST_P(TomlMistakes, AreToldByLineWithoutTheParsersWords) {
    const auto parsed = parse_toml(std::string("good = 1\n") + GetParam().line + '\n');
    ASSERT_FALSE(parsed);
    EXPECT_EQ(parsed.error().message(), GetParam().said);
}

INSTANTIATE_TEST_SUITE_P(
    All, TomlMistakes,
    testing::Values(
        Case{"a = “x”",
             "line 2: a letter or a sign beyond ASCII stands outside of double quotes: put texts "
             "in straight double quotes, and write keys and signs in ASCII"},
        Case{"a = \"x", "line 2: a text has no closing quotation mark: end it with \" in its line"},
        Case{"a = x",
             "line 2: a value is neither a number nor a text in quotes: put texts in "
             "double quotes"},
        Case{"a = True",
             "line 2: a value is neither a number nor a text in quotes: put texts in "
             "double quotes, and write true and false in small letters"},
        Case{"a = 1\na = 2", "line 3: a key is written twice: keep one of the two"},
        Case{"a 1", "line 2: a key has no sign of equality: write key = value"},
        Case{"a =", "line 2: a key has no value: write one behind the sign of equality"},
        Case{"a = [1 2]", "line 2: a comma is missing in a list: write [1, 2]"},
        Case{"a = { b = 1 c = 2 }",
             "line 2: a comma is missing between braces: write { a = 1, b = 2 }"},
        Case{"a = { b = 1,\n c = 2 }",
             "line 2: what stands between braces goes over several lines: write it in one line"},
        Case{"a = 2..3", "line 2: a number is written wrong: write it as 2 or 0.5"},
        Case{"[a", "line 2: the name of a table has no end: close it with ]"},
        Case{R"(a = "\d")", R"(line 2: a backslash stands in a text: write it twice: \\)"},
        Case{R"(a = """x""")",
             "line 2: a text begins with three quotation marks: begin and end "
             "it with one, in one line"}),
    [](const auto& of) { return std::to_string(of.index); });

TEST(TomlMistake, OfAnotherKindKeepsTheParsersWords) {
    const TomlMistake other = mistake_in("something else");
    EXPECT_THAT(other.what.english(), HasSubstr("something else"));
    EXPECT_EQ(other.remedy.english(), "mend that line");
}

}  // namespace
}  // namespace poolscope::io
