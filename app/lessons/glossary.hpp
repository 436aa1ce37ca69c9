/// The terms of pooling, each with its names and what it means.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace poolscope::lessons {

/// One row of the glossary: English that the catalogues translate. `names` are how the term stands
/// in running words, the first its title, with " / " between them.
struct Term {
    std::string_view id;
    const char* names;
    const char* meaning;

    /// The title in a language.
    [[nodiscard]] std::string_view name(std::string_view language) const;
    [[nodiscard]] std::string_view meaning_in(std::string_view language) const;
};

/// The explicit list, in the order of teaching.
[[nodiscard]] std::span<const Term> glossary();

/// The language whose names stand beside those in `language`: English, and beside it the first
/// other.
[[nodiscard]] std::string_view other_language(std::string_view language);

/// A term where it stands in a text, in bytes.
struct TermPlace {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t term = 0;  ///< of glossary()
};

/// Where terms stand in `text`: each at its first place only, the longest name where several begin
/// together, whole words in English. Ascending, without overlaps.
[[nodiscard]] std::vector<TermPlace> terms_in(std::string_view text, std::string_view language);

}  // namespace poolscope::lessons
