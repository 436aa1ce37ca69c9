/// How far one who sees the window for the first time has been shown around it.
#pragma once

#include <cstddef>

namespace poolscope::session {

struct Session;

struct TourState {
    bool on = false;
    std::size_t step = 0;
};

void start_tour(Session& session);
/// At its end or before: it is not offered again.
void leave_tour(Session& session);

}  // namespace poolscope::session
