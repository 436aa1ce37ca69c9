/// Words in the language that is spoken. What the program says is written in English where it is
/// said, and that English is the key of every other language's catalogue.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <type_traits>

#include "i18n/language.hpp"
#include "poolscope/error.hpp"

namespace poolscope::i18n {

/// `english` in the language that is spoken, or itself where the catalogue lacks it. Where one word
/// has two meanings, the key tells them apart before a bar ("grain|cell"), which English drops. The
/// words live as long as the program, or as `english`.
[[nodiscard]] const char* tr(const char* english);

/// A sentence as data in the language that is spoken.
[[nodiscard]] std::string tr(const Message& message);

using poolscope::word;

/// tr() for a name out of a list (an operator's, a theme's).
[[nodiscard]] std::string tr_name(std::string_view english);

namespace detail {

inline std::string text_of(std::string text) {
    return text;
}
inline std::string text_of(std::string_view text) {
    return std::string(text);
}
inline std::string text_of(const char* text) {
    return text;
}
inline std::string text_of(const Message& message) {
    return tr(message);
}
template <class T>
requires std::is_integral_v<T> std::string text_of(T number) {
    return std::to_string(number);
}

}  // namespace detail

/// tr() with {0}, {1}, ... replaced by texts and whole numbers.
template <class... Args>
[[nodiscard]] std::string trf(const char* english, Args&&... args) {
    const std::array<std::string, sizeof...(args)> texts{
        detail::text_of(std::forward<Args>(args))...};
    return filled(tr(english), texts);
}

/// Whether `count` things take the form `one`: English's one, and that of any language whose
/// catalogue has it.
[[nodiscard]] bool is_singular(const char* one, std::size_t count);

/// As trf(), in the form that `count` things take; the count is the argument {0}.
template <class... Args>
[[nodiscard]] std::string trn(const char* one, const char* many, std::size_t count,
                              Args&&... args) {
    return trf(is_singular(one, count) ? one : many, count, std::forward<Args>(args)...);
}

/// An error as a person reads it: "what: remedy".
[[nodiscard]] std::string tr_error(const Error& error);

}  // namespace poolscope::i18n
