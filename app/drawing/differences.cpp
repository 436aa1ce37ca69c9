/// Flags of cells that differ (see differences.hpp).
#include "drawing/differences.hpp"

#include <algorithm>
#include <cmath>

#include "drawing/pane_view.hpp"

namespace poolscope::drawing {

using theme::Theme;

namespace {

constexpr float smallest_flag = 14;  ///< px: smaller cells share one
constexpr float smallest_sign = 44;  ///< px: in smaller cells the sign needs a ground of its own

/// How large that is, px.
float badge_size(float cell) {
    return std::clamp(0.36F * cell, 9.0F, 13.0F);
}

void draw_sign(Canvas& canvas, Point at, float half, const Stroke& stroke) {
    const float apart = half * 0.45F;
    canvas.line({at.x - half, at.y - apart}, {at.x + half, at.y - apart}, stroke);
    canvas.line({at.x - half, at.y + apart}, {at.x + half, at.y + apart}, stroke);
    canvas.line({at.x - half * 0.7F, at.y + half}, {at.x + half * 0.7F, at.y - half}, stroke);
}

/// A ring and an unequal sign.
void draw_flag(Canvas& canvas, const Theme& theme, const Rect& cell) {
    const float scale = std::clamp(cell.w / design_cell, 0.3F, 1.4F);
    canvas.box({grown(cell, -2 * scale),
                5 * scale,
                {0, 0, 0, 0},
                Pattern::none,
                {},
                {theme.invalid, std::max(2.5F * scale, 1.2F)}});
    if (cell.w >= smallest_sign) {
        draw_sign(canvas, {cell.right() - 10 * scale, cell.y + 11 * scale}, 4.5F * scale,
                  {theme.invalid, std::max(1.6F * scale, 1.0F)});
        return;
    }
    // Over the corner, where no digits are.
    const float badge = badge_size(cell.w);
    const Rect ground{cell.right() + 3 - badge, cell.y - 3, badge, badge};
    canvas.box({ground, 2, theme.invalid, Pattern::none, {}, {}});
    draw_sign(canvas, ground.center(), 0.31F * badge, {theme.panel, std::max(badge / 9, 1.0F)});
}

}  // namespace

void flag_differences(Canvas& canvas, const Theme& theme, const Tensor<std::uint8_t>& differs,
                      int sample, const HitGrid& grid) {
    const int channel = std::min(grid.channel, differs.shape().c - 1);
    const int block = std::max(static_cast<int>(std::ceil(smallest_flag / grid.cell)), 1);
    for (int row = 0; row < grid.rows; row += block) {
        for (int col = 0; col < grid.cols; col += block) {
            const int rows = std::min(block, grid.rows - row);
            const int cols = std::min(block, grid.cols - col);
            bool any = false;
            for (int i = 0; i < rows * cols && !any; ++i)
                any = differs.at(sample, channel, row + i / cols, col + i % cols) != 0;
            const Rect cells{grid.origin.x + static_cast<float>(col) * grid.cell,
                             grid.origin.y + static_cast<float>(row) * grid.cell,
                             static_cast<float>(cols) * grid.cell,
                             static_cast<float>(rows) * grid.cell};
            if (any && intersection(cells, grid.visible).w > 0) draw_flag(canvas, theme, cells);
        }
    }
}

void draw_difference_key(Canvas& canvas, const Theme& theme, const Rect& box) {
    canvas.box({grown(box, -0.5F), 2, theme.invalid, Pattern::none, {}, {}});
    draw_sign(canvas, box.center(), box.w * 0.3F, {theme.panel, std::max(box.w / 11, 1.0F)});
}

}  // namespace poolscope::drawing
