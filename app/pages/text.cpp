/// Replacing and joining.
#include "pages/text.hpp"

namespace poolscope::pages {

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos;
         at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
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
