/// Beginning and ending the tour.
#include "session/tour.hpp"

#include "session/projector.hpp"
#include "session/session.hpp"

namespace poolscope::session {

void start_tour(Session& session) {
    session.tour = {true, 0};
    leave_projector(session);
    session.changed = true;
}

void leave_tour(Session& session) {
    session.tour.on = false;
    session.settings.tour_seen = true;
    session.save_settings();
    session.changed = true;
}

}  // namespace poolscope::session
