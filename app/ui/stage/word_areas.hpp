/// Where words stand on the stage: what explanations and hints are placed beside.
#pragma once

#include <vector>

#include "drawing/drawing.hpp"

namespace poolscope::ui {

/// The lines of words that lie beside the grids, in the drawing's pixels: titles, numbers of rows
/// and columns, formulas, captions, the legend. What stands in one line, or below each other in one
/// column, is one area.
[[nodiscard]] std::vector<drawing::Rect> word_areas(const drawing::Drawing& drawing);

}  // namespace poolscope::ui
