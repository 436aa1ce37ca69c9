/// The menu of the right button: what can be done with what lies under the pointer.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "session/session.hpp"

namespace poolscope::session {

struct ContextRow {
    std::string_view id;  ///< its anchor is "menu.context.<id>"
    std::string_view label = {};
    bool (*suits)(Session&, const Spot&) = nullptr;
    void (*run)(Session&, const Spot&) = nullptr;
    std::string_view action = {};  ///< runs this row of the action table, whose words it has
    bool begins_group = false;
};

/// The explicit list, in menu order.
[[nodiscard]] std::span<const ContextRow> context_rows();

/// What the menu is about: "input (1, 3) = 8"; empty where it is about the stage as a whole.
[[nodiscard]] std::string context_title(Session& session, const Spot& spot);

/// Runs a row, where it suits.
void run_context(Session& session, std::string_view id, const Spot& spot);

}  // namespace poolscope::session
