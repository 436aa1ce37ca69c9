/// The drawing of one layer: its input, its output, and the step between them.
#pragma once

#include "drawing/drawing.hpp"

namespace poolscope::drawing {

/// Draws a layer forward or backward. Without its legend it may be a part of a larger drawing.
[[nodiscard]] Drawing layer_drawing(const DrawingInput& input, const theme::Theme& theme, Size size,
                                    bool with_legend);

/// How large (px) a layer's cells would be drawn into `size`: the smaller of input and output.
[[nodiscard]] float layer_cell_size(const DrawingInput& input, Size size);

}  // namespace poolscope::drawing
