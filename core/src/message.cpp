/// Fills the places of sentences.
#include "poolscope/message.hpp"

namespace poolscope {

Message say_with(std::string_view english, std::vector<Message> arguments) {
    Message message;
    message.text_ = english;
    message.arguments_ = std::move(arguments);
    return message;
}

Message quote(std::string words) {
    Message message;
    message.text_ = std::move(words);
    message.quoted_ = true;
    return message;
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

std::string_view without_meaning(std::string_view key) {
    const std::size_t end = key.find_first_not_of("abcdefghijklmnopqrstuvwxyz");
    const bool told = end != std::string_view::npos && end > 0 && key[end] == '|';
    return told ? key.substr(end + 1) : key;
}

std::string Message::english() const {
    if (quoted_) return text_;
    std::vector<std::string> words;
    words.reserve(arguments_.size());
    for (const Message& argument : arguments_) words.push_back(argument.english());
    return filled(without_meaning(text_), words);
}

}  // namespace poolscope
