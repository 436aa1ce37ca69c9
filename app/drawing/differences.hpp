/// What marks output cells on which two dialects do not agree: an unequal sign, at every size.
#pragma once

#include "drawing/canvas.hpp"
#include "drawing/drawing.hpp"

namespace poolscope::drawing {

/// Flags the differing cells of one output pane; where cells are too small for a sign each, blocks
/// of them.
void flag_differences(Canvas& canvas, const theme::Theme& theme,
                      const Tensor<std::uint8_t>& differs, int sample, const HitGrid& grid);

/// The flag as it stands before words about it.
void draw_difference_key(Canvas& canvas, const theme::Theme& theme, const Rect& box);

}  // namespace poolscope::drawing
