/// Before a whole room: how to leave, the pointer's ring, and the black screen.
#pragma once

namespace poolscope::ui {

struct Ui;

struct ProjectorView {
    bool on = false;        ///< it was on in the last frame
    double hint_until = 0;  ///< how to leave is said until then, and fades before
    bool at_edge = false;   ///< the pointer asks for it
    double moved_at = 0;    ///< the pointer, last
};

/// Draws what lies over everything.
void draw_projector(Ui& ui);

/// Seconds until its look changes though nothing happens; infinity where it rests.
[[nodiscard]] double projector_wait(const Ui& ui);

}  // namespace poolscope::ui
