/// What a layer asks of its layout, and what its panes are called.
#pragma once

#include "drawing/layer_drawing.hpp"

namespace poolscope::drawing {

[[nodiscard]] TitleText input_title(const DrawingInput& input, int channel, bool tiled);

/// Above a further pane of a group.
[[nodiscard]] TitleText group_title(const model::Document& document, int channel);

/// `channel` is the first of the input's that the output is pooled from.
[[nodiscard]] TitleText output_title(const DrawingInput& input, int channel);

[[nodiscard]] LayoutQuery layer_query(const DrawingInput& input, Size size, const LayerLook& look);

}  // namespace poolscope::drawing
