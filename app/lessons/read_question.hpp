/// Reading the words and the questions of a lesson's page, each fault at its line.
#pragma once

#include "io/toml_text.hpp"
#include "lessons/lesson.hpp"

namespace poolscope::lessons {

/// Collects what is wrong.
using Faults = std::vector<Error>;

void note(Faults& faults, const toml::node& node, Message what, Message remedy);

/// Words in each of the lesson's languages: a text alone, or a text under each language's id where
/// there are several. Where there is none, since the lesson names none that is known, nothing is
/// read and no fault is found, here and below.
[[nodiscard]] Words read_words(const toml::node& node, std::string_view key,
                               const std::vector<std::string>& languages, Faults& faults);

/// At most `most` paragraphs: an array of texts, or one under each language's id.
[[nodiscard]] std::vector<Words> read_paragraphs(const toml::node& node, std::string_view key,
                                                 std::size_t most,
                                                 const std::vector<std::string>& languages,
                                                 Faults& faults);

/// The array of tables under "question".
[[nodiscard]] std::vector<PageQuestion> read_questions(const toml::node& node,
                                                       const std::vector<std::string>& languages,
                                                       Faults& faults);

/// `[row, column]` or `[channel, row, column]`.
[[nodiscard]] std::optional<Place> read_place(const toml::node& node, std::string_view key,
                                              Faults& faults);

}  // namespace poolscope::lessons
