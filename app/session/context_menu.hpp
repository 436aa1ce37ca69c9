/// What was clicked with the right button, for its menu.
#pragma once

#include <optional>

#include "model/view_state.hpp"

namespace poolscope::session {

struct Spot {
    std::optional<model::CellRef> cell;  ///< under the pointer
    bool window = false;                 ///< on or in the window of the step
    bool lens = false;                   ///< on the card that shows it enlarged
    bool formula = false;                ///< on the formula or the words below
    std::optional<std::size_t> layer{};  ///< on a network's card
};

}  // namespace poolscope::session
