/// The list of languages, and words joined.
#include "lessons/language.hpp"

#include <algorithm>

namespace poolscope::lessons {

std::span<const LanguageRow> languages() {
    static constexpr std::array list{LanguageRow{Language::english, "en", "English"},
                                     LanguageRow{Language::chinese, "zh", "中文"}};
    return list;
}

std::optional<Language> find_language(std::string_view id) {
    const auto found = std::ranges::find(languages(), id, &LanguageRow::id);
    if (found == languages().end()) return std::nullopt;
    return found->language;
}

bool Words::empty() const {
    return std::ranges::all_of(texts_, [](const std::string& text) { return text.empty(); });
}

Words operator+(const Words& first, const Words& second) {
    Words both = first;
    for (const LanguageRow& row : languages()) both.in(row.language) += second.in(row.language);
    return both;
}

}  // namespace poolscope::lessons
