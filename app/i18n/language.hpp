/// The languages of the interface: one file each in assets/lang/, and which of them is spoken now.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

namespace poolscope::i18n {

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
        return std::hash<std::string_view>{}(text);
    }
};
using Words = std::unordered_map<std::string, std::string, TextHash, std::equal_to<>>;

struct Language {
    std::string id;          ///< as in LANG and settings: "zh"
    std::string name;        ///< in its own words: "简体中文"
    Words words;             ///< all that the program says, by its English
    std::string stop = ".";  ///< what ends a sentence
};

/// Every language there is, English first, then by id: a file in assets/lang/ is one more.
[[nodiscard]] std::span<const Language> languages();

/// The language with this id, or English where there is none.
[[nodiscard]] const Language& language_or_default(std::string_view id);

/// The id of the language that the environment asks for (LC_ALL, LC_MESSAGES, LANG, in this order),
/// or English's where there is no such language.
[[nodiscard]] std::string system_language();

/// What is spoken from now on, by all threads.
void set_language(std::string_view id);

/// What is spoken on this thread.
[[nodiscard]] const Language& language();

/// Speaks another language on this thread for as long as it lives.
class LanguageScope {
public:
    explicit LanguageScope(std::string_view id);
    explicit LanguageScope(const Language& spoken);
    ~LanguageScope();
    LanguageScope(const LanguageScope&) = delete;
    LanguageScope& operator=(const LanguageScope&) = delete;

private:
    const Language* before_;
};

}  // namespace poolscope::i18n
