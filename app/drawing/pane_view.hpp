/// One pane's cells on the drawing: from rows and columns to pixels.
#pragma once

#include <algorithm>
#include <cmath>

#include "drawing/canvas.hpp"
#include "drawing/drawing.hpp"
#include "model/view_state.hpp"

namespace poolscope::drawing {

/// The cells that a pane can show: an input's from its padding to its overhang.
struct Frame {
    int first_row = 0;
    int first_col = 0;
    int rows = 0;
    int cols = 0;
};

/// Past-the-end range of rows or columns.
struct Range {
    int begin = 0;
    int end = 0;
    [[nodiscard]] bool contains(int i) const { return i >= begin && i < end; }
    [[nodiscard]] int count() const { return std::max(end - begin, 0); }
};

/// Cells at least this large (px) are drawn one by one.
inline constexpr float smallest_box_cell = 20;
/// Cells at least this large (px) carry their numbers.
inline constexpr float smallest_labelled_cell = 20;
/// Cells at least this large (px) carry a second, smaller number below their own.
inline constexpr float smallest_two_line_cell = 34;
/// Cells at least this large (px) carry marks of their own.
inline constexpr float smallest_marked_cell = 8;
/// Zooming stops here (px).
inline constexpr float largest_zoomed_cell = 96;
/// More visible cells than this are drawn as a heatmap.
inline constexpr int most_box_cells = 3000;
/// The design's cell, to which marks are drawn (px).
inline constexpr float design_cell = 54;

struct PaneView {
    model::Pane pane = model::Pane::input;
    int channel = 0;
    Frame frame;
    Rect visible;    ///< what shows
    Point origin;    ///< top left of the frame's first cell
    float cell = 0;  ///< px

    /// A block of cells in px; positions may be fractional.
    [[nodiscard]] Rect rect_of(float row, float col, float rows = 1, float cols = 1) const {
        return {origin.x + (col - static_cast<float>(frame.first_col)) * cell,
                origin.y + (row - static_cast<float>(frame.first_row)) * cell, cols * cell,
                rows * cell};
    }
    [[nodiscard]] Rect rect_of(int row, int col) const {
        return rect_of(static_cast<float>(row), static_cast<float>(col));
    }
    [[nodiscard]] Rect rect_of(Range rows, Range cols) const {
        return rect_of(static_cast<float>(rows.begin), static_cast<float>(cols.begin),
                       static_cast<float>(rows.count()), static_cast<float>(cols.count()));
    }
    [[nodiscard]] Range visible_rows() const {
        return range(visible.y - origin.y, visible.bottom() - origin.y, frame.first_row,
                     frame.rows);
    }
    [[nodiscard]] Range visible_cols() const {
        return range(visible.x - origin.x, visible.right() - origin.x, frame.first_col, frame.cols);
    }
    /// Not all of the frame shows.
    [[nodiscard]] bool clipped() const {
        return static_cast<float>(frame.cols) * cell > visible.w + 0.5F ||
               static_cast<float>(frame.rows) * cell > visible.h + 0.5F;
    }
    /// Cells are drawn one by one, else as a heatmap.
    [[nodiscard]] bool as_boxes() const {
        return cell >= smallest_box_cell &&
               visible_rows().count() * visible_cols().count() <= most_box_cells;
    }
    /// Cells are large enough for marks of their own.
    [[nodiscard]] bool marks_cells() const { return cell >= smallest_marked_cell; }
    /// A window of `block` cells has room to mark its winner.
    [[nodiscard]] bool marks_winner(const Rect& block) const {
        return marks_cells() || std::min(block.w, block.h) * cell >= 12;
    }
    /// How wide a cell's words may be: in small cells up to their edges, for three digits.
    [[nodiscard]] float label_width() const {
        return std::max(0.8F * cell, std::min(0.9F * cell, 20.0F));
    }
    /// How large marks are drawn against the design's.
    [[nodiscard]] float scale() const { return std::clamp(cell / design_cell, 0.3F, 1.4F); }

private:
    [[nodiscard]] Range range(float from, float to, int first, int count) const {
        // A sliver below a hundredth of a cell is a rounding error.
        const int begin = static_cast<int>(std::floor(from / cell + 0.01F));
        const int end = static_cast<int>(std::ceil(to / cell - 0.01F));
        return {first + std::clamp(begin, 0, count), first + std::clamp(end, 0, count)};
    }
};

}  // namespace poolscope::drawing
