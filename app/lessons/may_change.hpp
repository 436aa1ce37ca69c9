/// What a student may change in a page.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>

#include "model/action.hpp"
#include "poolscope/message.hpp"

namespace poolscope::lessons {

/// One row of the list of parts.
struct ChangeablePart {
    std::string_view id;  ///< as in a lesson's file
    const char* name;
};

/// The explicit list: "cells", "size", "shift", "operator", ...
[[nodiscard]] std::span<const ChangeablePart> changeable_parts();

struct Allowed {
    bool everything = true;
    std::set<std::string, std::less<>> parts{};  ///< where not everything

    [[nodiscard]] bool has(std::string_view part) const {
        return everything || parts.contains(part);
    }
};

/// Whether the page allows the action; else the sentence that says what may be changed.
[[nodiscard]] bool allows(const Allowed& allowed, const model::Document& document,
                          const model::DocumentAction& action);
[[nodiscard]] Message allowed_text(const Allowed& allowed);

}  // namespace poolscope::lessons
