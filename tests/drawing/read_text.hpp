/// Reads the text of a scene back (drawing::to_text), so that what a golden file holds can be
/// painted.
#pragma once

#include <string>

#include "drawing/drawing.hpp"

namespace poolscope::drawing {

/// The scene whose text is `text`. The text does not have the values of heatmaps: each has those of
/// the heatmap of the same number in `like`, and is left out where there is none that it fits.
[[nodiscard]] Drawing read_text(const std::string& text, const Drawing& like);

}  // namespace poolscope::drawing
