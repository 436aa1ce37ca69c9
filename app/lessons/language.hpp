/// Words in every language that lessons are read in.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace poolscope::lessons {

enum class Language { english, chinese };

/// One row of the list of languages.
struct LanguageRow {
    Language language;
    std::string_view id;    ///< as in a lesson's file: "en", "zh"
    std::string_view name;  ///< as on a button, in the language itself
};

/// The explicit list, the default first.
[[nodiscard]] std::span<const LanguageRow> languages();

[[nodiscard]] std::optional<Language> find_language(std::string_view id);

/// The same words in each language.
class Words {
public:
    Words() = default;
    /// What is the same in all of them: a number, a place.
    Words(std::string same) { texts_.fill(std::move(same)); }  // NOLINT: numbers become words
    Words(const char* same) : Words(std::string(same)) {}      // NOLINT
    Words(std::string english, std::string chinese)
        : texts_{std::move(english), std::move(chinese)} {}

    [[nodiscard]] const std::string& in(Language language) const {
        return texts_[static_cast<std::size_t>(language)];
    }
    [[nodiscard]] std::string& in(Language language) {
        return texts_[static_cast<std::size_t>(language)];
    }
    [[nodiscard]] bool empty() const;
    bool operator==(const Words&) const = default;

private:
    std::array<std::string, 2> texts_;
};

/// One after the other.
[[nodiscard]] Words operator+(const Words& first, const Words& second);

}  // namespace poolscope::lessons
