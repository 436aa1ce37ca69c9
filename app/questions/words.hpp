/// Words that are shown: an author's in the languages of his lesson, or the program's own.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "poolscope/message.hpp"

namespace poolscope::questions {

/// What is said in any language: a sentence of the program's, or an author's words by language.
class Words {
public:
    Words() = default;
    Words(Message said) : said_(std::move(said)) {}  // NOLINT: a sentence is words

    /// Adds the author's in one language, by its id: "en", "zh".
    void write(std::string_view language, std::string text);

    /// In this language; what an author did not write in it, as he wrote it first.
    [[nodiscard]] std::string in(std::string_view language) const;
    /// The program's sentence; empty where an author wrote the words.
    [[nodiscard]] const Message& said() const { return said_; }
    [[nodiscard]] bool empty() const;
    bool operator==(const Words&) const = default;

private:
    Message said_;
    std::vector<std::pair<std::string, std::string>> written_;  ///< a language's id, and a text
};

}  // namespace poolscope::questions
