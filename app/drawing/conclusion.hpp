/// What a figure's subjects come to, in words below them.
#pragma once

#include "drawing/canvas.hpp"
#include "drawing/drawing.hpp"

namespace poolscope::drawing {

/// Lines of words; the first ones, in bold, are the heading.
struct Conclusion {
    std::vector<std::string> lines;
    std::size_t headings = 1;
    bool flagged = false;  ///< the heading is about flagged cells
};

/// In lines of at most `width` px; hidden from who predicts, and none where it is left out.
[[nodiscard]] Conclusion conclude(const DrawingInput& input, float width, float size);

void draw_conclusion(Canvas& canvas, const theme::Theme& theme, const Conclusion& conclusion,
                     const Rect& area, float size);

}  // namespace poolscope::drawing
