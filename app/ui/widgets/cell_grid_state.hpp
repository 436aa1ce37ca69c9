/// What grids of numbers in panels remember between frames.
#pragma once

#include <string>

namespace poolscope::ui {

/// The grid that the keyboard is at; there is at most one.
struct CellGridState {
    std::string id;
    int at = 0;           ///< the cell that keys act on, row by row
    bool typing = false;  ///< its value is being typed
    std::string buffer;
    bool opening = false;     ///< the field takes the keyboard in the next frame
    bool select_all = false;  ///< typing replaces what is there
};

}  // namespace poolscope::ui
