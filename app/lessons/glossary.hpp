/// The terms of pooling, each with its names in every language and what it means.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "lessons/language.hpp"

namespace poolscope::lessons {

/// One row of the glossary. `english` and `chinese` are how the term stands in running words, the
/// first its title; several are separated by "|".
struct Term {
    std::string_view id;
    std::string_view english;
    std::string_view chinese;
    std::string_view english_meaning;
    std::string_view chinese_meaning;

    /// The title in `language`.
    [[nodiscard]] std::string_view name(Language language) const;
    [[nodiscard]] std::string_view meaning(Language language) const;
};

/// The explicit list, in the order of teaching.
[[nodiscard]] std::span<const Term> glossary();

/// A term where it stands in a text, in bytes.
struct TermPlace {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t term = 0;  ///< of glossary()
};

/// Where terms stand in `text`: each at its first place only, the longest name where several begin
/// together, whole words in English. Ascending, without overlaps.
[[nodiscard]] std::vector<TermPlace> terms_in(std::string_view text, Language language);

}  // namespace poolscope::lessons
