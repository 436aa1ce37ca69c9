/// What is said of the cell under the pointer, in the view's mode.
#pragma once

#include <string>
#include <vector>

#include "session/session.hpp"

namespace poolscope::session {

/// "input (1, 3) = 8", "read by 4 windows", ...; backward its gradient, in compare mode each
/// dialect's value, in stages the value of the stage that is shown. Empty for a cell that is
/// nowhere.
[[nodiscard]] std::vector<std::string> pointer_words(Session& session, const model::CellRef& cell);

/// Of the layer on show, the cell is no output, or one that the steps have reached.
[[nodiscard]] bool is_written(Session& session, const model::CellRef& cell);

}  // namespace poolscope::session
