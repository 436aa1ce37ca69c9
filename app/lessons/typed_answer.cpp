/// A number, or one above another.
#include "lessons/typed_answer.hpp"

#include "io/number_text.hpp"

namespace poolscope::lessons {

std::optional<double> read_answer(std::string_view text) {
    const auto number = [](std::string_view part) -> std::optional<double> {
        const auto read = io::read_number(part, io::DecimalMark::comma);
        if (!read) return std::nullopt;
        return static_cast<double>(*read);
    };
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) return number(text);
    const auto above = number(text.substr(0, slash));
    const auto below = number(text.substr(slash + 1));
    if (!above || !below || *below == 0) return std::nullopt;
    return *above / *below;
}

}  // namespace poolscope::lessons
