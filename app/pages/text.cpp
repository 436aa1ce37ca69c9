/// Replacing and joining.
#include "pages/text.hpp"

namespace poolscope::pages {

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos;
         at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

std::string anchor_of(const std::string& heading) {
    std::string anchor;
    for (const char c : heading) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
                            c == '_' || static_cast<unsigned char>(c) >= 0x80;
        if (c == ' ') anchor += '-';
        if (c >= 'A' && c <= 'Z') anchor += static_cast<char>(c - 'A' + 'a');
        if (letter) anchor += c;
    }
    return anchor;
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
    std::string text;
    for (const std::string& part : parts) {
        text += (text.empty() ? std::string_view() : separator);
        text += part;
    }
    return text;
}

}  // namespace poolscope::pages
