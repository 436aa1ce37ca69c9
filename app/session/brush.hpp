/// The brush: while it is on, a drag over cells paints its value.
#pragma once

namespace poolscope::session {

struct Session;

struct Brush {
    bool on = false;
    float value = 1;
    bool opening = false;  ///< its value is to be typed next
};

/// Takes the brush up, with the value of the selected cell where there is one, or puts it down.
void toggle_brush(Session& session);

/// Takes it up with this value.
void paint_with(Session& session, float value);

}  // namespace poolscope::session
