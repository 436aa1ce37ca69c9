/// From a point to the cell under it, and back.
#include <algorithm>
#include <cmath>

#include "drawing/drawing.hpp"

namespace poolscope::drawing {

std::optional<model::CellRef> hit_test(const Drawing& drawing, Point point) {
    const bool on_lens =
        std::ranges::any_of(drawing.lenses, [&](const Rect& card) { return card.contains(point); });
    for (const HitGrid& grid : drawing.hits) {
        if (grid.lens != on_lens || grid.cell <= 0 || !grid.visible.contains(point)) continue;
        const int row = static_cast<int>(std::floor((point.y - grid.origin.y) / grid.cell));
        const int col = static_cast<int>(std::floor((point.x - grid.origin.x) / grid.cell));
        if (row >= 0 && row < grid.rows && col >= 0 && col < grid.cols) {
            return model::CellRef{grid.pane, grid.channel, grid.first_row + row,
                                  grid.first_col + col};
        }
    }
    return std::nullopt;
}

namespace {

std::optional<Rect> rect_among(const Drawing& drawing, const model::CellRef& cell, bool lens) {
    for (const HitGrid& grid : drawing.hits) {
        const int row = cell.row - grid.first_row;
        const int col = cell.col - grid.first_col;
        if (grid.lens != lens || grid.pane != cell.pane || grid.channel != cell.channel ||
            row < 0 || row >= grid.rows || col < 0 || col >= grid.cols)
            continue;
        const float left = grid.origin.x + static_cast<float>(col) * grid.cell;
        const float top = grid.origin.y + static_cast<float>(row) * grid.cell;
        const float x0 = std::max(left, grid.visible.x);
        const float y0 = std::max(top, grid.visible.y);
        const float x1 = std::min(left + grid.cell, grid.visible.right());
        const float y1 = std::min(top + grid.cell, grid.visible.bottom());
        if (x1 > x0 && y1 > y0) return Rect{x0, y0, x1 - x0, y1 - y0};
    }
    return std::nullopt;
}

}  // namespace

std::optional<Rect> cell_rect(const Drawing& drawing, const model::CellRef& cell) {
    return rect_among(drawing, cell, false);
}

std::optional<Rect> lens_rect(const Drawing& drawing, const model::CellRef& cell) {
    return rect_among(drawing, cell, true);
}

}  // namespace poolscope::drawing
