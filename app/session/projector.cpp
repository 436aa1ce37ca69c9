/// Entering and leaving the projector (see projector.hpp).
#include "session/projector.hpp"

#include "session/session.hpp"

namespace poolscope::session {

void enter_projector(Session& session) {
    session.projector = true;
    session.black = false;
}

void leave_projector(Session& session) {
    session.projector = false;
    session.black = false;
    session.changed = true;
}

void show_black(Session& session, bool black) {
    session.black = black;
    session.changed = true;
    if (black && session.playback().playing) session.emit(model::SetPlaying{false});
}

}  // namespace poolscope::session
