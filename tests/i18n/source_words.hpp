/// What the sources say: literals in calls, read as C++'s tokens.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace poolscope::i18n {

/// One token of C++: a string literal's text, or anything else as it is written.
struct Token {
    bool literal = false;
    std::string text;
};

[[nodiscard]] std::vector<Token> tokens_of(std::string_view source);

/// The keys in a source's tr(), trf(), word() and trn() (its plural).
[[nodiscard]] std::set<std::string> keys_in(std::string_view source);

/// The sentences of the errors that a source makes, with {0}, {1}, ... where something varies.
[[nodiscard]] std::set<std::string> errors_in(std::string_view source);

/// Every literal of a source; those that stand beside each other as one.
[[nodiscard]] std::vector<std::string> literals_in(std::string_view source);

}  // namespace poolscope::i18n
