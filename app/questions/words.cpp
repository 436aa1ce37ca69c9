/// Words in the language that is asked for.
#include "questions/words.hpp"

#include <algorithm>

#include "i18n/tr.hpp"

namespace poolscope::questions {

void Words::write(std::string_view language, std::string text) {
    written_.emplace_back(language, std::move(text));
}

std::string Words::in(std::string_view language) const {
    if (written_.empty()) {
        const i18n::LanguageScope scope(language);
        return i18n::tr(said_);
    }
    const auto own =
        std::ranges::find(written_, language, &std::pair<std::string, std::string>::first);
    return own == written_.end() ? written_.front().second : own->second;
}

bool Words::empty() const {
    return said_.empty() && std::ranges::all_of(
                                written_, [](const auto& one) { return one.second.empty(); });
}

}  // namespace poolscope::questions
