/// What every part of the drawing needs to know, and the parts themselves, each in its own file.
#pragma once

#include <optional>
#include <vector>

#include "drawing/color_scale.hpp"
#include "drawing/drawing.hpp"
#include "drawing/layout.hpp"
#include "drawing/pane_view.hpp"
#include "drawing/shown_grid.hpp"

namespace poolscope::drawing {

struct ShownStep;

/// One drawing in the making.
struct Sketch {
    const DrawingInput& input;
    const Theme& theme;
    const Operator& op;
    const Geometry* geometry;  ///< of the plane that is drawn; null where the layer cannot be
    int sample = 0;            ///< of the batch
    const ShownGrid& grid;
    const ColorScale& grid_colors;  ///< of the grid
    const ShownOutput& output;
    const ColorScale& output_colors;
    Canvas& canvas;
};

/// Whether the drawn plane has real cells that no window reads.
[[nodiscard]] bool has_unread(const Sketch& sketch);

/// What an input position along one axis is, and whether any window reads it.
struct AxisCell {
    TapKind kind = TapKind::real;
    bool read = true;
};

/// What lies at an input position.
struct InputCell {
    TapKind kind = TapKind::real;
    bool read = true;  ///< by some window
};
[[nodiscard]] AxisCell axis_cell(const Axis* axis, int position, int length);
[[nodiscard]] InputCell combined(AxisCell row, AxisCell col);

// input_cells.cpp: the input drawn cell by cell; returns the words that go over its cells.
[[nodiscard]] std::vector<Text> draw_input_cells(const Sketch& sketch, const PaneView& pane,
                                                 const std::optional<ShownStep>& step);

// picture.cpp: the input and the output as heatmaps, for cells too small to draw one by one.
void draw_input_picture(const Sketch& sketch, const PaneView& pane);
void draw_output_picture(const Sketch& sketch, const PaneView& pane, const ShownStep& step);
/// All of a plane of output values over `all` px, as far as that lies in `visible`.
void draw_stretched(const Sketch& sketch, const model::SharedValues& values, int channel,
                    const Rect& all, const Rect& visible);
/// Around the output that the step writes, on a picture.
void draw_output_ring(const Sketch& sketch, const Rect& cell);
/// How large (px) each cell of a gradient is drawn at least, so that a single winner of a
/// photograph is seen.
[[nodiscard]] float least_mark(const Sketch& sketch, const PaneView& pane);

// tile.cpp: one channel, its panes, and what lies over and between them; `tiled` beside others.
void draw_tile(const Sketch& sketch, const Layout& layout, const TileLayout& tile, bool tiled,
               const std::optional<ShownStep>& step, Drawing& drawing);
/// A pane's cells, where they answer.
void add_hits(std::vector<HitGrid>& hits, const PaneView& pane, bool lens = false);
/// A title with the longest details that fit; an accent marks the channel that the formula is
/// about.
void draw_title(const Sketch& sketch, const Layout& layout, const TitleText& text,
                const Title& title, bool accent);

// before_after.cpp: the output over the input, beyond a divider.
/// What lies beyond the divider; adds the output's cells to `hits` where they are square.
void draw_after(const Sketch& sketch, const TileLayout& tile, const ShownStep& step,
                Drawing& drawing);

// output_cells.cpp: the output drawn cell by cell.
void draw_output_cells(const Sketch& sketch, const PaneView& pane, const ShownStep& step);

// marks.cpp: what lies over the input's cells: winner, ties, counted cells, the window's frame,
// links.
void draw_input_marks(const Sketch& sketch, const PaneView& pane,
                      const std::optional<ShownStep>& step);
/// The outlines of output cells linked to the pointer.
void draw_output_links(const Sketch& sketch, const PaneView& pane);
/// Dashed lines from the window to the output cell it writes.
void draw_connectors(const Sketch& sketch, const TileLayout& tile, const ShownStep& step);

// strips.cpp: the layer's line, the formula and the caption; the notice in place of an output.
void draw_layer_line(Canvas& canvas, const Theme& theme, const DrawingInput& input,
                     const LineRoom& line);
inline constexpr float sheet_margin = 16;  ///< px left and right of a sheet's words
/// The line across a sheet, at its top; returns how tall it is.
float draw_sheet_line(Canvas& canvas, const Theme& theme, const DrawingInput& input,
                      const SheetSteps& steps);
void draw_formula(const Sketch& sketch, const Layout& layout, const std::optional<ShownStep>& step);
void draw_caption(const Sketch& sketch, const Layout& layout, const std::optional<ShownStep>& step);
void draw_notice(const Sketch& sketch, const Rect& room);

// gradient_scale.cpp: what the colours of gradients stand for, in the first rows of the legend.
/// One for both gradients where their ranges are one, else one for each.
[[nodiscard]] int scale_count(const DrawingInput& input, const ShownGrid& grid);
void draw_gradient_scales(const Sketch& sketch, const Layout& layout);

// lens.cpp: the window enlarged, with its numbers, on a card beside it.
struct Lens {
    Rect card;
    PaneView cells;
};
/// Draws it where the view asks for it; nothing where it has no room.
std::optional<Lens> draw_lens(const Sketch& sketch, const Layout& layout, const TileLayout& tile,
                              const ShownStep& step);

// legend.cpp: the meanings that occur.
/// One meaning: its words, and its mark as it looks on the cells, in a small square.
struct LegendEntry {
    const char* words;
    void (*mark)(Canvas& canvas, const Theme& theme, const Rect& box);
};
[[nodiscard]] std::vector<LegendEntry> legend_entries(const Sketch& sketch, const Layout& layout,
                                                      const std::optional<ShownStep>& step);
void draw_legend(const Sketch& sketch, const Layout& layout,
                 const std::vector<LegendEntry>& entries);

// layer_label.cpp: what the layer's line says, on an arrow between two panes.
/// How much room they take, px.
[[nodiscard]] float layer_label_width(const DrawingInput& input);
void draw_layer_label(const Sketch& sketch, const TileLayout& tile);

}  // namespace poolscope::drawing
