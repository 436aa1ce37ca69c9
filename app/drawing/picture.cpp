/// The input and the output as heatmaps, for cells too small to draw one by one. A value has one
/// shade, whatever the step: how far outputs are written is told by a line.
#include <array>

#include "drawing/number.hpp"
#include "drawing/shown_step.hpp"
#include "drawing/sketch.hpp"

namespace poolscope::drawing {
namespace {

constexpr float smallest_hatched = 5;  ///< px, of cells whose unread rows and columns are hatched
constexpr int most_unread_runs = 400;
constexpr float ghost = 0.3F;          ///< opacity of the input with a gradient
constexpr float strong_ghost = 0.36F;  ///< and before a whole room
constexpr Color halo{0, 0, 0, 140};    ///< around lines that lie on a picture

/// The plane that a heatmap shows, and its colours.
struct ShownPlane {
    const model::SharedValues& values;
    int sample = 0;
    int channel = 0;
    const ColorScale& colors;
    float mark = 0;  ///< see Heatmap
    bool sparse = false;
};

/// Emits the part of `cells` (in rows and columns of `plane`) that shows.
void draw_heatmap(const Sketch& sketch, const PaneView& pane, const Rect& cells, float opacity,
                  const ShownPlane& plane) {
    const Rect all = pane.rect_of(cells.y, cells.x, cells.h, cells.w);
    const Rect shown = intersection(all, pane.visible);
    if (shown.w <= 0 || shown.h <= 0) return;
    Heatmap map;
    map.rect = shown;
    map.region = {cells.x + (shown.x - all.x) / pane.cell, cells.y + (shown.y - all.y) / pane.cell,
                  shown.w / pane.cell, shown.h / pane.cell};
    map.values = plane.values;
    map.sample = plane.sample;
    map.channel = plane.channel;
    map.colormap = plane.colors.map_id();
    map.low = plane.colors.range().low;
    map.high = plane.colors.range().high;
    map.opacity = opacity;
    map.mark = plane.mark;
    map.sparse = plane.sparse;
    sketch.canvas.heatmap(std::move(map));
}

/// The received gradient, and beneath it, faint and grey, the input that it goes to: in sight where
/// nothing has come back.
void draw_gradient(const Sketch& sketch, const PaneView& pane, const Rect& cells) {
    const auto& table = sketch.grid_colors.map()->colors;
    const Rect ground =
        intersection(pane.rect_of(cells.y, cells.x, cells.h, cells.w), pane.visible);
    sketch.canvas.box({ground, 0, table[table.size() / 2], Pattern::none, {}, {}});
    const ColorScale grey = ColorScale::in_grey(sketch.input.run, sketch.theme);
    draw_heatmap(sketch, pane, cells, sketch.theme.strong ? strong_ghost : ghost,
                 {sketch.input.run.document.input, sketch.sample, pane.channel, grey});
    const float mark = least_mark(sketch, pane) / pane.cell;
    draw_heatmap(sketch, pane, cells, 1,
                 {sketch.grid.values, sketch.grid.sample, sketch.grid.channel_of(pane),
                  sketch.grid_colors, mark, true});
}

/// One side of the ring around the input, with the padding's label where it has room.
void draw_strip(const Sketch& sketch, const PaneView& pane, Range rows, Range cols, TapKind kind) {
    const Rect rect = intersection(pane.rect_of(rows, cols), pane.visible);
    if (rect.w <= 0 || rect.h <= 0) return;
    const Theme& theme = sketch.theme;
    const bool overhang = kind == TapKind::overhang;
    const bool textured = std::min(rect.w, rect.h) >= 4;
    Box box{rect, 0, overhang ? theme.overhang_fill : theme.padding_fill, Pattern::none, {}, {}};
    if (textured) {
        box.pattern = overhang ? Pattern::dots : Pattern::hatch;
        box.pattern_color = overhang ? theme.overhang_dots : theme.padding_hatch;
        box.stroke = overhang ? Stroke{theme.overhang_line, 1, 1.5F, 3}
                              : Stroke{theme.padding_line, 1, 4, 3};
    } else {
        box.fill = overhang ? theme.overhang_dots : theme.padding_hatch;
    }
    sketch.canvas.box(box);
    if (rect.h >= 16 && rect.w >= 30) {
        sketch.canvas.text(rect.center(), 12, Align::middle, format_value(sketch.op.padding_value),
                           overhang ? theme.overhang_text : theme.padding_text);
    }
}

/// Strips of one kind all around `inner`, filling `outer`.
void draw_ring(const Sketch& sketch, const PaneView& pane, Range outer_rows, Range outer_cols,
               Range inner_rows, Range inner_cols, TapKind kind) {
    draw_strip(sketch, pane, {outer_rows.begin, inner_rows.begin}, outer_cols, kind);
    draw_strip(sketch, pane, {inner_rows.end, outer_rows.end}, outer_cols, kind);
    draw_strip(sketch, pane, inner_rows, {outer_cols.begin, inner_cols.begin}, kind);
    draw_strip(sketch, pane, inner_rows, {inner_cols.end, outer_cols.end}, kind);
}

/// The visible positions of one axis that no window reads, as runs.
std::vector<Range> unread_runs(const Axis& axis, Range visible, float cell) {
    std::vector<Range> runs;
    const int end = std::min(visible.end, axis.input);
    int from = std::max(visible.begin, 0);
    if (cell < smallest_hatched) {
        // Too small to tell single rows apart: only what lies past the last window.
        from = std::max(from, axis.span_at(axis.output - 1).last() + 1);
        if (from < end) runs.push_back({from, end});
        return runs;
    }
    for (int i = from; i < end; ++i) {
        if (!axis.readers_of(i).empty()) continue;
        if (!runs.empty() && runs.back().end == i)
            runs.back().end = i + 1;
        else
            runs.push_back({i, i + 1});
    }
    return runs;
}

void draw_unread(const Sketch& sketch, const PaneView& pane) {
    const Geometry& geometry = *sketch.geometry;
    const Range rows{std::max(pane.visible_rows().begin, 0),
                     std::min(pane.visible_rows().end, geometry.input.h)};
    const Range cols{std::max(pane.visible_cols().begin, 0),
                     std::min(pane.visible_cols().end, geometry.input.w)};
    const auto hatch = [&](Range some_rows, Range some_cols) {
        const Rect rect = intersection(pane.rect_of(some_rows, some_cols), pane.visible);
        sketch.canvas.box({rect,
                           0,
                           {0, 0, 0, 0},
                           Pattern::cross_hatch,
                           theme::with_alpha(sketch.theme.unread_hatch, 0.8F),
                           {}});
    };
    const auto row_runs = unread_runs(geometry.rows, rows, pane.cell);
    const auto col_runs = unread_runs(geometry.cols, cols, pane.cell);
    if (row_runs.size() + col_runs.size() > most_unread_runs) return;
    for (const Range& run : row_runs) hatch(run, cols);
    for (const Range& run : col_runs) hatch(rows, run);
}

/// The output before the last change, stretched over the new one's place until that is computed.
void draw_previous(const Sketch& sketch, const PaneView& pane) {
    const Rect all = pane.rect_of(Range{0, pane.frame.rows}, Range{0, pane.frame.cols});
    draw_stretched(sketch, sketch.input.run.results.previous, pane.channel, all, pane.visible);
}

/// Between the outputs that steps have written (or sent back) and those to come: down from the
/// current one's right edge to the left end of the next row.
void draw_frontier(const Sketch& sketch, const PaneView& pane, int row, int col) {
    const Rect all = pane.rect_of(Range{0, pane.frame.rows}, Range{0, pane.frame.cols});
    const Rect cell = pane.rect_of(row, col);
    const std::array<Point, 4> corners{Point{all.right(), cell.y}, Point{cell.right(), cell.y},
                                       Point{cell.right(), cell.bottom()},
                                       Point{all.x, cell.bottom()}};
    for (const Stroke& stroke : {Stroke{halo, 2.5F}, Stroke{sketch.theme.output, 1.2F}})
        for (std::size_t i = 0; i + 1 < corners.size(); ++i)
            sketch.canvas.line(corners[i], corners[i + 1], stroke);
}

}  // namespace

void draw_stretched(const Sketch& sketch, const model::SharedValues& values, int channel,
                    const Rect& all, const Rect& visible) {
    const Shape& shape = values->shape();
    const Rect shown = intersection(all, visible);
    if (shown.w <= 0 || shown.h <= 0 || shape.plane_count() == 0) return;
    const float across = static_cast<float>(shape.w) / all.w;
    const float down = static_cast<float>(shape.h) / all.h;
    Heatmap map;
    map.rect = shown;
    map.region = {(shown.x - all.x) * across, (shown.y - all.y) * down, shown.w * across,
                  shown.h * down};
    map.values = values;
    map.sample = sketch.sample;
    map.channel = channel;
    map.colormap = sketch.output_colors.map_id();
    map.low = sketch.output_colors.range().low;
    map.high = sketch.output_colors.range().high;
    sketch.canvas.heatmap(std::move(map));
}

void draw_output_ring(const Sketch& sketch, const Rect& cell) {
    const Rect ring = cell.w < 5 ? grown(cell, (5 - cell.w) / 2) : cell;
    sketch.canvas.box({ring, 1, {0, 0, 0, 0}, Pattern::none, {}, {halo, 4}});
    sketch.canvas.box({ring, 1, {0, 0, 0, 0}, Pattern::none, {}, {sketch.theme.output, 2}});
}

float least_mark(const Sketch& sketch, const PaneView& pane) {
    constexpr float smallest = 2;
    constexpr float largest = 3;
    if (sketch.geometry == nullptr || pane.pane == model::Pane::output) return largest;
    // No more than half of what lies between windows, as long as that can be seen: winners side by
    // side are to stay apart.
    const auto apart = [&](const Axis& axis) {
        return static_cast<float>(axis.input) / static_cast<float>(std::max(axis.output, 1));
    };
    const float between = std::min(apart(sketch.geometry->rows), apart(sketch.geometry->cols));
    return std::clamp(between * pane.cell / 2, smallest, largest);
}

void draw_input_picture(const Sketch& sketch, const PaneView& pane) {
    const Shape& shape = sketch.input.run.document.shape();
    const Range real_rows{0, shape.h};
    const Range real_cols{0, shape.w};
    const Range all_rows{pane.frame.first_row, pane.frame.first_row + pane.frame.rows};
    const Range all_cols{pane.frame.first_col, pane.frame.first_col + pane.frame.cols};
    Range padded_rows = all_rows;
    Range padded_cols = all_cols;
    if (sketch.geometry != nullptr) {
        padded_rows.end = shape.h + sketch.geometry->rows.pad_end;
        padded_cols.end = shape.w + sketch.geometry->cols.pad_end;
    }
    draw_ring(sketch, pane, all_rows, all_cols, padded_rows, padded_cols, TapKind::overhang);
    draw_ring(sketch, pane, padded_rows, padded_cols, real_rows, real_cols, TapKind::padding);
    const Rect plane{0, 0, static_cast<float>(shape.w), static_cast<float>(shape.h)};
    if (sketch.grid.gradient()) {
        draw_gradient(sketch, pane, plane);
    } else {
        draw_heatmap(sketch, pane, plane, 1,
                     {sketch.grid.values, sketch.grid.sample, sketch.grid.channel_of(pane),
                      sketch.grid_colors});
    }
    if (has_unread(sketch)) draw_unread(sketch, pane);
}

void draw_output_picture(const Sketch& sketch, const PaneView& pane, const ShownStep& step) {
    const Rect all = intersection(pane.rect_of(0.0F, 0.0F, static_cast<float>(pane.frame.rows),
                                               static_cast<float>(pane.frame.cols)),
                                  pane.visible);
    sketch.canvas.box(
        {all, 0, sketch.theme.pending_fill, Pattern::none, {}, {sketch.theme.cell_line, 1}});
    const auto width = static_cast<std::size_t>(pane.frame.cols);
    const auto row = static_cast<int>(step.outputs_done / width);
    const auto col = static_cast<int>(step.outputs_done % width);
    if (sketch.output.values) {
        const float mark = sketch.output.gradient ? least_mark(sketch, pane) / pane.cell : 0.0F;
        draw_heatmap(
            sketch, pane,
            {0, 0, static_cast<float>(pane.frame.cols), static_cast<float>(pane.frame.rows)}, 1,
            {sketch.output.values, sketch.sample, pane.channel, sketch.output_colors, mark});
    } else if (sketch.input.run.results.previous) {
        draw_previous(sketch, pane);
    }
    if (!sketch.grid.whole_gradient) draw_frontier(sketch, pane, row, col);
    draw_output_ring(sketch, pane.rect_of(row, col));
}

}  // namespace poolscope::drawing
