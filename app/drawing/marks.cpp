/// What lies over the cells: winner, ties, counted cells, the tap being read, the window's frame,
/// links, selection.
#include <array>

#include "drawing/formula.hpp"
#include "drawing/shown_step.hpp"
#include "drawing/sketch.hpp"

namespace poolscope::drawing {
namespace {

constexpr Color halo{0, 0, 0, 150};  ///< around marks that lie on a picture
constexpr float smallest_frame = 6;  ///< px
constexpr std::size_t most_links = 1500;

bool shows(const PaneView& pane, const Rect& rect) {
    const Rect part = intersection(rect, grown(pane.visible, 1));
    return part.w > 0 && part.h > 0;
}

/// An unfilled rounded rectangle; on pictures and gradients with a dark halo, so that it shows on
/// any colour.
void outline(const Sketch& sketch, const PaneView& pane, const Rect& rect, float radius,
             const Stroke& stroke) {
    if (!pane.as_boxes() || sketch.grid.gradient()) {
        Stroke around = stroke;
        around.color = theme::with_alpha(
            halo, static_cast<float>(halo.a) / 255 * static_cast<float>(stroke.color.a) / 255);
        around.width += 2;
        around.dash = 0;
        sketch.canvas.box({rect, radius, {0, 0, 0, 0}, Pattern::none, {}, around});
    }
    sketch.canvas.box({rect, radius, {0, 0, 0, 0}, Pattern::none, {}, stroke});
}

void draw_frame(const Sketch& sketch, const PaneView& pane, const Rect& block, Color color,
                float width) {
    Rect rect = pane.rect_of(block.y, block.x, block.h, block.w);
    if (std::min(rect.w, rect.h) < smallest_frame)
        rect = grown(rect, (smallest_frame - std::min(rect.w, rect.h)) / 2);
    const float scaled = std::max(width * std::min(pane.scale(), 1.0F), 2.0F);
    if (shows(pane, rect)) {
        outline(sketch, pane, grown(rect, scaled / 2), std::min(8 * pane.scale(), rect.w / 3),
                {color, scaled});
    }
}

/// The winner: a ring and a filled corner. `frame` is the window's shorter side in px.
void draw_winner(const Sketch& sketch, const PaneView& pane, const Rect& cell, float frame) {
    const float scale = pane.scale();
    const Color color = sketch.theme.winner;
    if (pane.cell < smallest_marked_cell) {
        // Too small for a ring inside it: one around it, or a dot in a window that has no room for
        // one.
        const float side = std::max(pane.cell, frame >= 40 ? 9.0F : 3.0F);
        const Rect around = grown(cell, (side - pane.cell) / 2);
        if (frame >= 40)
            outline(sketch, pane, around, 2, {color, 2});
        else
            sketch.canvas.box({around, 0, color, Pattern::none, {}, {halo, 1}});
        return;
    }
    const float width = std::max(4 * scale, 1.5F);
    outline(sketch, pane, grown(cell, -3 * scale), 5 * scale, {color, width});
    const float right = cell.right() - 5 * scale;
    const float top = cell.y + 5 * scale;
    const float leg = 10 * scale;
    sketch.canvas.polygon({{right - leg, top}, {right, top}, {right, top + leg}}, color);
}

/// A tied cell: a dashed ring and an equals sign in the corner.
void draw_tie(const Sketch& sketch, const PaneView& pane, const Rect& cell) {
    const float scale = pane.scale();
    const Color color = sketch.theme.tie;
    outline(sketch, pane, grown(cell, -3.5F * scale), 5 * scale,
            {color, std::max(2.5F * scale, 1.2F), 5 * scale, 3 * scale});
    const float right = cell.right() - 8 * scale;
    for (const float down : {9.5F, 13.5F}) {
        const float y = cell.y + down * scale;
        sketch.canvas.line({right - 8 * scale, y}, {right, y}, {color, std::max(2 * scale, 1.0F)});
    }
}

/// A cell that a mean takes in: a thin ring and a dot in the corner.
void draw_counted(const Sketch& sketch, const PaneView& pane, const Rect& cell) {
    const float scale = pane.scale();
    const Color color = sketch.theme.counted;
    if (pane.as_boxes()) {  // on a picture, rings around all cells would hide it
        outline(sketch, pane, grown(cell, -4 * scale), 5 * scale,
                {color, std::max(1.5F * scale, 1.0F)});
    }
    const float dot = 7 * scale;
    sketch.canvas.box({{cell.right() - 15 * scale, cell.y + 8 * scale, dot, dot},
                       dot / 2,
                       color,
                       Pattern::none,
                       {},
                       {}});
}

/// The tap that a step by cell reads now: a ring in the colour of text and an arrow head below its
/// number.
void draw_current_tap(const Sketch& sketch, const PaneView& pane, const Rect& cell) {
    const float scale = pane.scale();
    outline(sketch, pane, grown(cell, -1.5F * scale), 5 * scale,
            {sketch.theme.text, std::max(2.5F * scale, 1.5F)});
    if (pane.cell < smallest_marked_cell) return;
    const float x = cell.center().x;
    const float bottom = cell.bottom() - 5 * scale;
    sketch.canvas.polygon(
        {{x - 6 * scale, bottom}, {x, bottom - 7 * scale}, {x + 6 * scale, bottom}},
        sketch.theme.text);
}

void draw_tap_marks(const Sketch& sketch, const PaneView& pane, const ShownStep& shown) {
    const Step<float>& step = shown.step;
    const auto rect_of = [&](std::size_t tap) {
        return pane.rect_of(step.taps[tap].row, step.taps[tap].col);
    };
    const auto shows_tap = [&](std::size_t tap) {
        return step.taps[tap].channel == pane.channel && shows(pane, rect_of(tap));
    };
    const auto& selected = step.reduction.selected;
    const bool marked = pane.marks_cells();
    const Layer& layer = sketch.input.run.document.layer();
    const bool hides = sketch.input.view.prediction.hides_values;
    for (std::size_t i = 0;
         marked && !hides && sketch.op.averages() && !sketch.grid.gradient() && i < step.folded;
         ++i)
        if (selected != i && is_counted(layer, step.taps[i].kind) && shows_tap(i))
            draw_counted(sketch, pane, rect_of(i));
    for (const std::size_t taken : taken_together(step)) {
        if (pane.marks_winner(shown.window) && shows_tap(taken)) {
            draw_winner(sketch, pane, rect_of(taken),
                        std::min(shown.window.w, shown.window.h) * pane.cell);
        }
    }
    for (const std::size_t tie : step.reduction.ties)
        if (marked && selected && step.reduction.ties.size() > 1 && tie != selected &&
            shows_tap(tie))
            draw_tie(sketch, pane, rect_of(tie));
    const float frame = std::min(shown.window.w, shown.window.h) * pane.cell;
    if (selected && pane.marks_winner(shown.window) && shows_tap(*selected))
        draw_winner(sketch, pane, rect_of(*selected), frame);
    if (sketch.input.view.grain == Grain::cell && step.folded > 0 && shows_tap(step.folded - 1))
        draw_current_tap(sketch, pane, rect_of(step.folded - 1));
}

/// The link that is about this pane's channel, or about what it is pooled into or from.
std::optional<model::CellRef> link_of(const Sketch& sketch, const PaneView& pane) {
    const auto& link = sketch.input.view.pointer.linked();
    if (!link || link->pane == pane.pane)
        return link && link->channel == pane.channel ? link : std::nullopt;
    const auto reads = [&](int input, int output) {
        return sketch.geometry ? channels_reading(*sketch.geometry, input).contains(output)
                               : input == output;
    };
    const bool same = link->pane == model::Pane::input ? reads(link->channel, pane.channel)
                                                       : reads(pane.channel, link->channel);
    return same ? link : std::nullopt;
}

bool is_output(const Geometry& geometry, const model::CellRef& cell) {
    return cell.row >= 0 && cell.row < geometry.output.h && cell.col >= 0 &&
           cell.col < geometry.output.w;
}

void outline_cell(const Sketch& sketch, const PaneView& pane, int row, int col, Color color,
                  float width) {
    const Rect rect = pane.rect_of(row, col);
    if (shows(pane, rect)) {
        const Rect large = pane.cell < 5 ? grown(rect, (5 - pane.cell) / 2) : rect;
        outline(sketch, pane, grown(large, -1.5F * pane.scale()), 5 * pane.scale(),
                {color, std::max(width * std::min(pane.scale(), 1.0F), 1.5F)});
    }
}

/// The rows (or columns) of `readers` that show.
std::vector<int> shown_of(const std::vector<int>& readers, Range visible) {
    std::vector<int> shown;
    for (const int i : readers)
        if (visible.contains(i)) shown.push_back(i);
    return shown;
}

/// The cell that typing changes, where it lies in this pane.
void draw_selection(const Sketch& sketch, const PaneView& pane) {
    const auto& selected = sketch.input.view.pointer.selected;
    if (selected && selected->pane == pane.pane && selected->channel == pane.channel)
        outline_cell(sketch, pane, selected->row, selected->col, sketch.theme.accent, 3);
}

/// What a prediction is about: the cell that is asked for has a dashed ring and a question mark,
/// the student's answer a ring.
void draw_prediction(const Sketch& sketch, const PaneView& pane) {
    const model::Prediction& prediction = sketch.input.view.prediction;
    const auto here = [&](const std::optional<model::CellRef>& cell) {
        return cell && cell->pane == pane.pane && cell->channel == pane.channel &&
               shows(pane, pane.rect_of(cell->row, cell->col));
    };
    const float scale = pane.scale();
    if (here(prediction.asked)) {
        const Rect cell = pane.rect_of(prediction.asked->row, prediction.asked->col);
        outline(sketch, pane, grown(cell, -1.5F * scale), 5 * scale,
                {sketch.theme.accent, std::max(3 * scale, 2.0F), 6 * scale, 3 * scale});
        const float size = std::max(15 * scale, 9.0F);
        sketch.canvas.text({cell.right() - 0.6F * size, cell.y + 0.8F * size}, size, Align::middle,
                           "?", sketch.theme.accent, Font::semibold);
    }
    if (here(prediction.answer)) {
        outline_cell(sketch, pane, prediction.answer->row, prediction.answer->col,
                     sketch.theme.accent, 4);
    }
}

}  // namespace

void draw_input_marks(const Sketch& sketch, const PaneView& pane,
                      const std::optional<ShownStep>& step) {
    if (step && step->arrived) draw_tap_marks(sketch, pane, *step);
    if (step) {
        draw_frame(sketch, pane, step->window,
                   theme::with_alpha(sketch.theme.window, step->presence), 4);
    }
    if (const auto link = link_of(sketch, pane)) {
        if (link->pane == model::Pane::input) {
            outline_cell(sketch, pane, link->row, link->col, sketch.theme.hover, 3);
        } else if (sketch.geometry != nullptr && is_output(*sketch.geometry, *link)) {
            const Window window = window_at(*sketch.geometry, link->row, link->col);
            draw_frame(sketch, pane, window_block(window), sketch.theme.hover, 3);
        }
    }
    draw_selection(sketch, pane);
    draw_prediction(sketch, pane);
}

void draw_output_links(const Sketch& sketch, const PaneView& pane) {
    draw_selection(sketch, pane);
    draw_prediction(sketch, pane);
    const auto link = link_of(sketch, pane);
    const bool hides = sketch.input.view.prediction.hides_values;
    if (!link || sketch.geometry == nullptr || (hides && link->pane == model::Pane::input)) return;
    if (link->pane == model::Pane::output) {
        outline_cell(sketch, pane, link->row, link->col, sketch.theme.hover, 3);
        return;
    }
    const Readers readers = readers_of(*sketch.geometry, link->row, link->col);
    const auto rows = shown_of(readers.rows, pane.visible_rows());
    const auto cols = shown_of(readers.cols, pane.visible_cols());
    if (rows.empty() || cols.empty()) return;
    if (!pane.as_boxes() || rows.size() * cols.size() > most_links) {
        // Single outlines would run together: one around them all.
        const Rect block{static_cast<float>(cols.front()), static_cast<float>(rows.front()),
                         static_cast<float>(cols.back() - cols.front() + 1),
                         static_cast<float>(rows.back() - rows.front() + 1)};
        draw_frame(sketch, pane, block, sketch.theme.hover, 3);
        return;
    }
    for (const int row : rows)
        for (const int col : cols) outline_cell(sketch, pane, row, col, sketch.theme.hover, 3);
}

void draw_connectors(const Sketch& sketch, const TileLayout& tile, const ShownStep& step) {
    const PaneView& out = tile.output;
    const Rect to = intersection(out.rect_of(step.step.out_row, step.step.out_col), out.visible);
    if (to.w <= 0 || to.h <= 0) return;
    const Stroke stroke{theme::with_alpha(sketch.theme.window, step.presence), 1.5F, 3, 4};
    const Rect window = step.window;
    // Of a group's panes only the winner's, or the last: more lines would hide the numbers.
    const auto& selected = step.step.reduction.selected;
    const int channel = selected ? step.step.taps[*selected].channel : tile.inputs.back().channel;
    for (const PaneView& in : tile.inputs) {
        const Rect from = intersection(grown(in.rect_of(window.y, window.x, window.h, window.w), 2),
                                       grown(in.visible, 2));
        if (in.channel != channel || from.w <= 0 || from.h <= 0) continue;
        if (tile.below) {
            sketch.canvas.line({from.x, from.bottom()}, {to.x + 2, to.y}, stroke);
            sketch.canvas.line({from.right(), from.bottom()}, {to.right() - 2, to.y}, stroke);
        } else {
            sketch.canvas.line({from.right(), from.y}, {to.x, to.y + 2}, stroke);
            sketch.canvas.line({from.right(), from.bottom()}, {to.x, to.bottom() - 2}, stroke);
        }
    }
}

}  // namespace poolscope::drawing
