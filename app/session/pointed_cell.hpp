/// The cell that keys are about, and bringing the window to one.
#pragma once

#include <optional>

#include "session/session.hpp"

namespace poolscope::session {

/// The selected cell, else the pinned one.
[[nodiscard]] const std::optional<model::CellRef>& pointed_cell(const Session& session);

/// Brings the window to `cell` and lets go of the cell that was pointed at.
void bring_window_to(Session& session, const model::CellRef& cell);

}  // namespace poolscope::session
