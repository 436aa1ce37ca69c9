/// Looks words up, and makes sentences.
#include "i18n/tr.hpp"

namespace poolscope::i18n {

namespace {

bool speaks_english() {
    return &language() == &languages().front();
}

}  // namespace

const char* tr(const char* english) {
    if (!speaks_english()) {
        const Words& words = language().words;
        if (const auto it = words.find(std::string_view(english)); it != words.end())
            return it->second.c_str();
    }
    return without_meaning(english).data();  // its end is the key's
}

std::string tr(const Message& message) {
    if (message.quoted()) return message.text();
    std::vector<std::string> words;
    words.reserve(message.arguments().size());
    for (const Message& argument : message.arguments()) words.push_back(tr(argument));
    return filled(tr(message.text().c_str()), words);
}

std::string tr_name(std::string_view english) {
    const Words& words = language().words;
    const auto it = words.find(english);
    return it != words.end() ? it->second : std::string(english);
}

bool is_singular(const char* one, std::size_t count) {
    return count == 1 && (speaks_english() || language().words.contains(std::string_view(one)));
}

std::string tr_error(const Error& error) {
    return tr(error.sentence());
}

}  // namespace poolscope::i18n
