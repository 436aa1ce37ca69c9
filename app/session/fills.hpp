/// Filling the input, from menus and the inspector.
#pragma once

#include "model/fill.hpp"
#include "session/session.hpp"

namespace poolscope::session {

/// Fills the input; a seeded fill used again takes the next seed.
void fill_input(Session& session, const model::Fill& fill);

}  // namespace poolscope::session
