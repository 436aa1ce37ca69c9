/// A page of the documentation taken apart, so that it can be held against its translation.
#pragma once

#include <set>
#include <string>
#include <vector>

namespace house {

struct Page {
    std::vector<std::string> headings;     ///< "## The stage"
    std::vector<std::string> code;         ///< the lines of code blocks, fenced or indented
    std::vector<std::string> first_cells;  ///< of tables' rows, without their headings
    std::set<std::string> spans;           ///< `code` within sentences, without its backticks
    std::vector<std::string> bold;         ///< **words**
    std::vector<std::string> anchors;      ///< of links within the page, without the #
};

/// Reads Markdown as the project's pages are written.
[[nodiscard]] Page read_page(const std::string& markdown);

/// How a page links to one of its headings: "#the-stage" for "## The stage".
[[nodiscard]] std::string anchor_of(const std::string& heading);

/// Whether a text has characters of East Asia.
[[nodiscard]] bool is_chinese(const std::string& text);

/// What a line of code has apart from the words that a translation may change: comments, the
/// explanation in a second column, and texts in quotes; those are listed in `texts`.
struct CodeLine {
    std::string rest;
    std::vector<std::string> texts;
};
[[nodiscard]] CodeLine without_words(const std::string& line);

}  // namespace house
