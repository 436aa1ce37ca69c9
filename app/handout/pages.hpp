/// What all pages have in common: their paper and what stands at their foot.
#pragma once

#include <string>
#include <vector>

#include "drawing/canvas.hpp"
#include "drawing/drawing.hpp"
#include "handout/sheet.hpp"

namespace poolscope::handout {

inline constexpr float footer_height = 18;  ///< points above the lower margin

/// The canvases as pages of this paper, each with `footnote` and its number at its foot.
[[nodiscard]] std::vector<drawing::Drawing> pages_of(std::vector<drawing::Canvas> canvases,
                                                     const Paper& paper,
                                                     const std::string& footnote);

}  // namespace poolscope::handout
