/// The numbers of rows and columns beside the cells, counted as the words count them.
#pragma once

#include "drawing/sketch.hpp"

namespace poolscope::drawing {

inline constexpr float smallest_index = 9;  ///< px an em
inline constexpr float index_gap = 6;       ///< from a number to the cells, px

/// What a pane's row numbers take beside it, `widest` among them; nothing where it is empty.
[[nodiscard]] float index_room(const std::string& widest, float size);

/// The labels that a layout is to have room for; none of a pane without numbers.
[[nodiscard]] IndexLabels index_labels(const DrawingInput& input, const Geometry* geometry,
                                       const Frame& frame);

/// Draws those of a tile: of the step's window and output in bold.
void draw_indices(const Sketch& sketch, const Layout& layout, const TileLayout& tile,
                  const std::optional<ShownStep>& step);

}  // namespace poolscope::drawing
