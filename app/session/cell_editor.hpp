/// The value of a cell while it is typed.
#pragma once

#include <optional>
#include <string>

#include "model/view_state.hpp"

namespace poolscope::session {

struct CellEditor {
    std::optional<model::CellRef> cell;  ///< being typed into
    std::string buffer;
    bool opening = false;     ///< has not got the keyboard yet
    bool select_all = false;  ///< typing replaces what is there
};

struct Session;

/// Opens the editor on the selected cell, with `text` typed already, or with its value selected.
void edit_selected(Session& session);
void edit_selected(Session& session, std::string text);
/// Writes what was typed. False for a text that is no number, which is reported and changes
/// nothing.
bool write_typed_value(Session& session);

}  // namespace poolscope::session
