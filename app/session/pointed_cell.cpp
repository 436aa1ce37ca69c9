/// The cell that keys are about (see pointed_cell.hpp).
#include "session/pointed_cell.hpp"

namespace poolscope::session {

const std::optional<model::CellRef>& pointed_cell(const Session& session) {
    const model::Pointer& pointer = session.view().pointer;
    return pointer.selected ? pointer.selected : pointer.pin;
}

void bring_window_to(Session& session, const model::CellRef& cell) {
    session.emit(model::GoToCell{cell});
    session.emit(model::SelectCell{});
    session.emit(model::SetPin{});
}

}  // namespace poolscope::session
