/// Looks words up, and takes sentences apart.
#include "i18n/tr.hpp"

#include <array>
#include <cstring>
#include <optional>

namespace poolscope::i18n {

namespace {

constexpr std::size_t most_arguments = 10;
constexpr std::size_t most_remembered = 4096;
/// In bytes. What is longer is mostly a piece of a file, and taking it apart takes the square of
/// its length.
constexpr std::size_t longest_sentence = 1000;

bool speaks_english() {
    return &language() == &languages().front();
}

using Arguments = std::array<std::string, most_arguments>;

/// What stands at the places of `pattern` in `text`, where it is that pattern.
std::optional<Arguments> matched(const SentencePattern& pattern, std::string_view text) {
    if (!text.starts_with(pattern.pieces.front())) return std::nullopt;
    Arguments found;
    text.remove_prefix(pattern.pieces.front().size());
    for (std::size_t i = 0; i < pattern.places.size(); ++i) {
        const std::string& next = pattern.pieces[i + 1];
        const bool last = i + 1 == pattern.places.size();
        std::size_t at = next.empty() ? text.size() : text.find(next);
        if (last && !next.empty()) at = text.ends_with(next) ? text.size() - next.size() : at;
        if (at == std::string_view::npos || at == 0) return std::nullopt;
        found[pattern.places[i]] = text.substr(0, at);
        text.remove_prefix(at + next.size());
    }
    return text.empty() ? std::optional(found) : std::nullopt;
}

std::string translated(std::string_view english, const Language& to);

/// One sentence, by itself; nothing where the language does not know it.
std::optional<std::string> known(std::string_view english, const Language& to) {
    if (const auto it = to.sentences.find(english); it != to.sentences.end()) return it->second;
    if (const auto it = to.words.find(english); it != to.words.end()) return it->second;
    for (const SentencePattern& pattern : to.patterns) {
        auto arguments = matched(pattern, english);
        if (!arguments) continue;
        for (std::string& one : *arguments)
            if (!one.empty()) one = translated(one, to);
        return filled(pattern.translation, *arguments);
    }
    return std::nullopt;
}

std::string translated(std::string_view english, const Language& to) {
    if (auto whole = known(english, to)) return *whole;
    for (const std::string_view joint : {std::string_view(" · "), std::string_view("; ")}) {
        const std::size_t at = english.find(joint);
        if (at == std::string_view::npos) continue;
        return translated(english.substr(0, at), to) +
               std::string(joint == "; " ? tr("; ") : joint.data()) +
               translated(english.substr(at + joint.size()), to);
    }
    // What is wrong stands after the name of the file that it is wrong in.
    constexpr std::string_view colon = ": ";
    if (const std::size_t at = english.find(colon); at != std::string_view::npos) {
        const std::string_view rest = english.substr(at + colon.size());
        const std::string said = translated(rest, to);
        if (said != rest)
            return filled(tr("{0}: {1}"),
                          std::array{std::string(english.substr(0, at)), std::string(said)});
    }
    return std::string(english);
}

}  // namespace

const char* tr(const char* english) {
    if (!speaks_english()) {
        const Words& words = language().words;
        if (const auto it = words.find(std::string_view(english)); it != words.end())
            return it->second.c_str();
    }
    const char* bar = std::strchr(english, '|');
    return bar != nullptr ? bar + 1 : english;
}

std::string tr_name(std::string_view english) {
    const Words& words = language().words;
    const auto it = words.find(english);
    return it != words.end() ? it->second : std::string(english);
}

bool is_singular(const char* one, std::size_t count) {
    return count == 1 && (speaks_english() || language().words.contains(std::string_view(one)));
}

std::string filled(std::string_view text, std::span<const std::string> arguments) {
    std::string result;
    while (!text.empty()) {
        const bool place = text.size() >= 3 && text[0] == '{' && text[1] >= '0' && text[1] <= '9' &&
                           text[2] == '}';
        if (!place) {
            result += text[0];
            text.remove_prefix(1);
            continue;
        }
        const auto index = static_cast<std::size_t>(text[1] - '0');
        if (index < arguments.size()) result += arguments[index];
        text.remove_prefix(3);
    }
    return result;
}

std::string tr_sentence(std::string_view english) {
    if (speaks_english() || english.empty() || english.size() > longest_sentence)
        return std::string(english);
    // Frame after frame says the same.
    thread_local const Language* remembered_in = nullptr;
    thread_local Words remembered;
    if (remembered_in != &language() || remembered.size() > most_remembered) remembered.clear();
    remembered_in = &language();
    if (const auto it = remembered.find(english); it != remembered.end()) return it->second;
    return remembered.emplace(std::string(english), translated(english, language())).first->second;
}

std::string tr_error(const Error& error) {
    std::string what = tr_sentence(error.what);
    if (error.remedy.empty()) return what;
    return trf("{0}: {1}", what, tr_sentence(error.remedy));
}

}  // namespace poolscope::i18n
