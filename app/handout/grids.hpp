/// The grids of an exercise: input, scores and output of each channel, side by side.
#pragma once

#include "drawing/canvas.hpp"
#include "handout/sheet.hpp"

namespace poolscope::handout {

/// Draws them from `at`, in lines of at most `width`; returns where they end (y). Outputs are
/// written for the first `worked` windows, counted through all channels. `compact` ones are small,
/// to take as little of a page as they can.
float draw_grids(drawing::Canvas& canvas, const Exercise& exercise, std::size_t worked,
                 drawing::Point at, float width, bool compact);

}  // namespace poolscope::handout
