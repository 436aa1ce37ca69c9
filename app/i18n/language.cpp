/// Reads the catalogues that the program carries.
#include "i18n/language.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <vector>

#include "assets/assets.hpp"
#include "assets/toml.hpp"
#include "i18n/locale.hpp"

namespace poolscope::i18n {

namespace {

constexpr std::string_view folder = "lang/";
constexpr std::string_view ending = ".toml";
constexpr std::string_view english = "en";
constexpr std::size_t largest_catalogue = std::size_t{4} << 20;  ///< in bytes

Words read_words(const toml::table& file) {
    Words words;
    if (const auto* table = file.get_as<toml::table>("words"))
        for (const auto& [key, value] : *table)
            words.emplace(std::string(key.str()), value.value_or(std::string()));
    return words;
}

Language read_language(std::string_view id, std::string_view text) {
    Language language;
    language.id = id;
    const auto parsed = toml::parse(text);
    if (!parsed) return language;  // a test holds that each is whole
    const toml::table& file = parsed.table();
    language.name = file["name"].value_or(language.id);
    language.stop = file["stop"].value_or(language.stop);
    language.words = read_words(file);
    return language;
}

/// The catalogue that a translator tries before it is one of the program's.
std::optional<Language> tried_language() {
    const char* path = std::getenv("POOLSCOPE_LANGUAGE_FILE");
    if (path == nullptr) return std::nullopt;
    std::ifstream file(path, std::ios::binary);
    std::string text(largest_catalogue, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
    return read_language(std::filesystem::path(path).stem().string(), text);
}

std::vector<Language> read_all() {
    std::vector<Language> all;
    for (const std::string_view asset : assets::names())
        if (asset.starts_with(folder) && asset.ends_with(ending))
            all.push_back(read_language(
                asset.substr(folder.size(), asset.size() - folder.size() - ending.size()),
                assets::text(asset)));
    if (auto tried = tried_language()) all.push_back(std::move(*tried));
    std::stable_partition(all.begin(), all.end(),
                          [](const Language& one) { return one.id == english; });
    return all;
}

std::atomic<const Language*>& spoken() {
    static std::atomic<const Language*> language = &languages().front();
    return language;
}

thread_local const Language* scoped = nullptr;

}  // namespace

std::span<const Language> languages() {
    static const std::vector<Language> all = read_all();
    return all;
}

const Language& language_or_default(std::string_view id) {
    for (const Language& one : languages())
        if (one.id == id) return one;
    return languages().front();
}

std::string_view system_locale() {
    constexpr std::array variables{"LC_ALL", "LC_MESSAGES", "LANG"};
    for (const char* variable : variables) {
        const char* value = std::getenv(variable);
        if (value != nullptr && *value != '\0') return value;
    }
    return {};
}

std::string system_language() {
    // "zh_CN.UTF-8" and "zh" are both Chinese.
    const std::string_view locale = system_locale();
    return language_or_default(locale.substr(0, locale.find_first_of("_.@-"))).id;
}

void set_language(std::string_view id) {
    spoken() = &language_or_default(id);
}

const Language& language() {
    return scoped != nullptr ? *scoped : *spoken();
}

LanguageScope::LanguageScope(std::string_view id) : LanguageScope(language_or_default(id)) {}

LanguageScope::LanguageScope(const Language& spoken) : before_(scoped) {
    scoped = &spoken;
}

LanguageScope::~LanguageScope() {
    scoped = before_;
}

}  // namespace poolscope::i18n
