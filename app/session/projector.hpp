/// The stage for a whole room: entering and leaving, and the black screen.
#pragma once

namespace poolscope::session {

struct Session;

void enter_projector(Session& session);
void leave_projector(Session& session);

/// Shows nothing, so that the room looks at who speaks, or all again. What plays stops.
void show_black(Session& session, bool black);

}  // namespace poolscope::session
