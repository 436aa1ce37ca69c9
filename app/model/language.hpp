/// The languages that a drawing can speak.
#pragma once

#include <array>
#include <span>
#include <string_view>

namespace poolscope::model {

struct Language {
    std::string_view id;    ///< as in settings and on the command line: "en"
    std::string_view name;  ///< in the language itself
};

/// The explicit list of languages; the first is the default.
[[nodiscard]] inline std::span<const Language> languages() {
    static constexpr std::array list{Language{"en", "English"}};
    return list;
}

}  // namespace poolscope::model
