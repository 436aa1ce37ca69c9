/// Sentences as data: what is said, apart from the language that it is said in.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace poolscope {

/// A sentence or a name: an English template, which is its key in every language's catalogue, and
/// what stands at its places {0}, {1}, ..., {9}. Made by say() and quote(). Empty: nothing is said.
class Message {
public:
    Message() = default;
    [[nodiscard]] bool empty() const { return text_.empty(); }
    /// The template; the words themselves where they are quoted.
    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] std::span<const Message> arguments() const { return arguments_; }
    /// Whether the words are the same in every language: a number, a file's name, code, a
    /// framework's own message.
    [[nodiscard]] bool quoted() const { return quoted_; }

    /// The sentence in English.
    [[nodiscard]] std::string english() const;

    bool operator==(const Message&) const = default;
    friend bool operator==(const Message& message, std::string_view english) {
        return message.english() == english;
    }

private:
    friend Message say_with(std::string_view english, std::vector<Message> arguments);
    friend Message quote(std::string words);

    std::string text_{};
    std::vector<Message> arguments_{};
    bool quoted_ = false;
};

/// `english` with its places filled: use say(), whose words the catalogues' test finds.
[[nodiscard]] Message say_with(std::string_view english, std::vector<Message> arguments);

/// The name or the note of a list's row, whose English is marked by word() where it stands.
[[nodiscard]] inline Message named(std::string_view english) {
    return say_with(english, {});
}

/// Words that are the same in every language.
[[nodiscard]] Message quote(std::string words);

/// Marks the English of a list's row, which is translated where it is shown.
[[nodiscard]] constexpr const char* word(const char* english) {
    return english;
}

/// `text` with {0}, {1}, ..., {9} replaced by the arguments, in whatever order it names them.
[[nodiscard]] std::string filled(std::string_view text, std::span<const std::string> arguments);

/// A key without what tells two meanings of one word apart: "grain|cell" is "cell".
[[nodiscard]] std::string_view without_meaning(std::string_view key);

namespace detail {

inline Message argument_of(Message message) {
    return message;
}
inline Message argument_of(std::string text) {
    return quote(std::move(text));
}
inline Message argument_of(std::string_view text) {
    return quote(std::string(text));
}
inline Message argument_of(const char* text) {
    return quote(text);
}
template <class T>
requires std::is_integral_v<T> Message argument_of(T number) {
    return quote(std::to_string(number));
}

}  // namespace detail

/// A sentence of the program's: `english` is a literal. An argument is a Message, which is
/// translated too, a whole number, or text that is the same in every language.
template <class... Args>
[[nodiscard]] Message say(const char* english, Args&&... args) {
    std::vector<Message> arguments;
    arguments.reserve(sizeof...(args));
    (arguments.push_back(detail::argument_of(std::forward<Args>(args))), ...);
    return say_with(english, std::move(arguments));
}

}  // namespace poolscope
