/// What the keys do at this moment, in a line below the timeline.
#pragma once

#include <string>
#include <vector>

#include "session/session.hpp"

namespace poolscope::session {

/// The line, longest form first; empty where no key steps.
[[nodiscard]] std::vector<std::string> key_hints(const Session& session);

}  // namespace poolscope::session
