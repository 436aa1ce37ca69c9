/// From what is typed to the cell's value.
#include "session/cell_editor.hpp"

#include "io/number_text.hpp"
#include "io/text_grid.hpp"
#include "session/edit_target.hpp"

namespace poolscope::session {

void edit_selected(Session& session) {
    const auto& cell = session.view().pointer.selected;
    if (!cell || !is_editable(session, *cell)) return;
    session.editor = {cell, io::number_text(edited_value(session, *cell)), true, true};
}

void edit_selected(Session& session, std::string text) {
    const auto& cell = session.view().pointer.selected;
    if (cell && is_editable(session, *cell)) session.editor = {cell, std::move(text), true, false};
}

bool write_typed_value(Session& session) {
    const CellEditor& editor = session.editor;
    if (!editor.cell || editor.buffer.empty()) return true;
    const auto value = io::read_number(editor.buffer, io::DecimalMark::comma);
    if (!value) {
        session.report({value.error().code, value.error().what,
                        say("type a number such as 3, -1.5 or 1e3, or nan or inf")});
        return false;
    }
    session.emit(set_cell(session, *editor.cell, *value));
    return true;
}

}  // namespace poolscope::session
