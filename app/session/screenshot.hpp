/// A picture of the window, written where the person looks for pictures.
#pragma once

#include <cstddef>
#include <vector>

#include "poolscope/error.hpp"

namespace poolscope::session {

struct Session;

/// Writes the window as PNG, or reports why it could not be read or written.
void save_screenshot(Session& session, const Result<std::vector<std::byte>>& png);

}  // namespace poolscope::session
