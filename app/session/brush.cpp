/// Taking the brush up and putting it down.
#include "session/brush.hpp"

#include "session/edit_target.hpp"

namespace poolscope::session {

void toggle_brush(Session& session) {
    Brush& brush = session.brush;
    session.changed = true;
    if (brush.on) {
        brush.on = false;
        return;
    }
    const auto& cell = session.view().pointer.selected;
    paint_with(session,
               cell && is_editable(session, *cell) ? edited_value(session, *cell) : brush.value);
}

void paint_with(Session& session, float value) {
    session.brush = {true, value};
    session.changed = true;
    // What a drag paints over is seen as it is.
    session.emit(model::SelectCell{});
    session.emit(model::SetPin{});
}

}  // namespace poolscope::session
