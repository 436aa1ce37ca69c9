/// Cuts text at brackets and commas.
#include "io/text/call_arguments.hpp"

#include <algorithm>
#include <cctype>

#include "io/text/numbers_in_axes.hpp"
#include "support/digits.hpp"

namespace poolscope::io {

namespace {

constexpr std::string_view all_blanks = " \t\r\n";

bool is_name(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

}  // namespace

std::string_view without_blanks(std::string_view text) {
    const auto first = text.find_first_not_of(all_blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(all_blanks) - first + 1);
}

std::size_t past_closing(std::string_view text, std::size_t at) {
    constexpr std::size_t farthest = std::size_t{1} << 20;
    text = text.substr(0, std::min(text.size(), at + farthest));
    int depth = 1;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '(' || c == '[' || c == '{') ++depth;
        if (c == ')' || c == ']' || c == '}') --depth;
        if (depth == 0) return at + 1;
    }
    return std::string_view::npos;
}

std::vector<std::string_view> cut_arguments(std::string_view text) {
    std::vector<std::string_view> arguments;
    int depth = 0;
    std::size_t begin = 0;
    for (std::size_t at = 0; at <= text.size(); ++at) {
        const char c = at < text.size() ? text[at] : ',';
        if (c == '(' || c == '[' || c == '{') ++depth;
        if (c == ')' || c == ']' || c == '}') --depth;
        if ((c != ',' || depth > 0) && at < text.size()) continue;
        const auto argument = without_blanks(text.substr(begin, at - begin));
        if (!argument.empty()) arguments.push_back(argument);
        begin = at + 1;
    }
    return arguments;
}

std::string_view keyword_of(std::string_view argument) {
    std::size_t end = 0;
    while (end < argument.size() && is_name(argument[end])) ++end;
    const auto sign = argument.find_first_not_of(" \t", end);
    const bool assigns = end > 0 && sign != std::string_view::npos && argument[sign] == '=' &&
                         !argument.substr(sign).starts_with("==");
    return assigns ? argument.substr(0, end) : std::string_view{};
}

std::string_view value_of(std::string_view argument) {
    return keyword_of(argument).empty() ? argument
                                        : without_blanks(argument.substr(argument.find('=') + 1));
}

std::optional<std::vector<int>> whole_numbers(std::string_view text) {
    text = without_blanks(text);
    if (text.size() >= 2 && (text.front() == '(' || text.front() == '['))
        text = text.substr(1, text.size() - 2);
    std::vector<int> numbers;
    for (const std::string_view argument : cut_arguments(text)) {
        int number = 0;
        const auto* const end = argument.data() + argument.size();
        const auto read = from_digits(argument.data(), end, number);
        if (read.ec != std::errc{} || read.ptr != end || numbers.size() == max_axes)
            return std::nullopt;
        numbers.push_back(number);
    }
    return numbers;
}

}  // namespace poolscope::io
