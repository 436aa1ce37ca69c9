/// The sentences that lessons, questions and the lesson panel are made of, in every language.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "lessons/language.hpp"

namespace poolscope::lessons {

/// One row of the catalogue. "{0}", "{1}" stand for what is put in.
struct Phrase {
    std::string_view id;
    std::string_view english;
    std::string_view chinese;
};

/// The explicit list.
[[nodiscard]] std::span<const Phrase> phrases();

/// The phrase `id`, which must be in the list, with `arguments` put in.
[[nodiscard]] Words say(std::string_view id, const std::vector<Words>& arguments = {});

}  // namespace poolscope::lessons
