/// Which layers a stage is made of, and how they are looked at.
#pragma once

#include "drawing/drawing.hpp"

namespace poolscope::drawing {

/// One layer fills the stage: forward, backward, or where a mode has nothing to show. Else a
/// figure's subjects do.
[[nodiscard]] bool shows_one_layer(const DrawingInput& input);

/// How that one layer is looked at.
[[nodiscard]] model::ViewState layer_view(const DrawingInput& input);

/// With a memo, its own or `otherwise`.
[[nodiscard]] DrawingInput remembering(const DrawingInput& asked, Memo& otherwise);

}  // namespace poolscope::drawing
