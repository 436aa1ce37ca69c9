/// The legend: the meanings that occur in this drawing, each with its colour and its shape or
/// texture, below the scales of gradients.
#include <algorithm>

#include "drawing/formula.hpp"
#include "drawing/shown_step.hpp"
#include "drawing/sketch.hpp"
#include "drawing/words.hpp"

namespace poolscope::drawing {
namespace {

/// In the design, px; larger words have larger ones.
constexpr float swatch = 14;
constexpr float swatch_gap = 8;
constexpr float item_gap = 30;
constexpr float usual_size = 13;

using Entry = LegendEntry;

Box filled(const Rect& box, Color fill) {
    return {box, 3, fill, Pattern::none, {}, {}};
}

void mark_window(Canvas& canvas, const Theme& theme, const Rect& box) {
    canvas.box({grown(box, -1.5F), 3, {0, 0, 0, 0}, Pattern::none, {}, {theme.window, 3}});
}

void mark_winner(Canvas& canvas, const Theme& theme, const Rect& box) {
    canvas.box({grown(box, -1), 3, {0, 0, 0, 0}, Pattern::none, {}, {theme.winner, 2}});
    canvas.polygon(
        {{box.right() - 8, box.y + 1}, {box.right() - 1, box.y + 1}, {box.right() - 1, box.y + 8}},
        theme.winner);
}

void mark_tie(Canvas& canvas, const Theme& theme, const Rect& box) {
    canvas.box({grown(box, -1), 3, {0, 0, 0, 0}, Pattern::none, {}, {theme.tie, 1.5F, 3, 2}});
    const Point middle = box.center();
    for (const float down : {-1.5F, 1.5F}) {
        canvas.line({middle.x - 3, middle.y + down}, {middle.x + 3, middle.y + down},
                    {theme.tie, 1.2F});
    }
}

void mark_counted(Canvas& canvas, const Theme& theme, const Rect& box) {
    canvas.box({grown(box, -1), 3, {0, 0, 0, 0}, Pattern::none, {}, {theme.counted, 1.2F}});
    canvas.box({{box.right() - 7, box.y + 3, 4, 4}, 2, theme.counted, Pattern::none, {}, {}});
}

void mark_reading(Canvas& canvas, const Theme& theme, const Rect& box) {
    canvas.box({grown(box, -1), 3, {0, 0, 0, 0}, Pattern::none, {}, {theme.text, 1.5F}});
    const float x = box.center().x;
    canvas.polygon({{x - 3, box.bottom() - 3}, {x, box.bottom() - 7}, {x + 3, box.bottom() - 3}},
                   theme.text);
}

/// A number with a smaller one below.
void mark_second(Canvas& canvas, const Theme& theme, const Rect& box) {
    canvas.box({grown(box, -0.5F), 3, theme.cell_low, Pattern::none, {}, {theme.cell_line, 1}});
    const Point middle = box.center();
    canvas.line({middle.x - 4, middle.y - 2.5F}, {middle.x + 4, middle.y - 2.5F},
                {theme.text_faint, 2});
    canvas.line({middle.x - 2.5F, middle.y + 2.5F}, {middle.x + 2.5F, middle.y + 2.5F},
                {theme.counted, 2});
}

void mark_output(Canvas& canvas, const Theme& theme, const Rect& box) {
    canvas.box({grown(box, -1), 3, theme.output_fill, Pattern::none, {}, {theme.output, 2}});
}

void mark_padding(Canvas& canvas, const Theme& theme, const Rect& box) {
    canvas.box({grown(box, -0.5F),
                3,
                theme.padding_fill,
                Pattern::hatch,
                theme.padding_hatch,
                {theme.padding_line, 1, 3, 2}});
}

void mark_overhang(Canvas& canvas, const Theme& theme, const Rect& box) {
    canvas.box({grown(box, -0.5F),
                3,
                theme.overhang_fill,
                Pattern::dots,
                theme.overhang_dots,
                {theme.overhang_line, 1, 1.5F, 3}});
}

void mark_unread(Canvas& canvas, const Theme& theme, const Rect& box) {
    Box base = filled(grown(box, -0.5F), theme.panel);
    base.pattern = Pattern::cross_hatch;
    base.pattern_color = theme.unread_hatch;
    base.stroke = {theme.cell_line, 1};
    canvas.box(base);
}

void mark_enlarged(Canvas& canvas, const Theme& theme, const Rect& box) {
    canvas.box({grown(box, -0.5F), 3, theme.panel, Pattern::none, {}, {theme.cell_line, 1}});
    const Color most = theme::gradient_colormap(theme.dark).colors.back();
    for (const Point at : {Point{3, 3}, Point{8, 5}, Point{4, 9}})
        canvas.box({{box.x + at.x, box.y + at.y, 3, 3}, 0, most, Pattern::none, {}, {}});
}

void mark_link(Canvas& canvas, const Theme& theme, const Rect& box) {
    canvas.box({grown(box, -1), 3, {0, 0, 0, 0}, Pattern::none, {}, {theme.hover, 2}});
}

/// What is marked on `pane`, at this step.
std::vector<Entry> step_entries(const Sketch& sketch, const PaneView& pane,
                                const ShownStep& shown) {
    std::vector<Entry> entries{{tr("legend|window"), mark_window}};
    const Step<float>& step = shown.step;
    if (step.reduction.selected && pane.marks_winner(shown.window))
        entries.push_back({tr(winner_word(sketch.op)), mark_winner});
    if (!taken_together(step).empty() && pane.marks_winner(shown.window))
        entries.push_back({tr("legend|taken"), mark_winner});
    if (step.reduction.selected && step.reduction.ties.size() > 1 && pane.marks_cells())
        entries.push_back({tr("legend|tied"), mark_tie});
    if (sketch.op.averages() && !sketch.grid.gradient() && pane.marks_cells())
        entries.push_back({tr("legend|counted"), mark_counted});
    const bool weighed =
        !step.reduction.weights.empty() && sketch.grid.kind == ShownGrid::Kind::values;
    if (weighed && shown.omitted == 0 && pane.as_boxes() && pane.cell >= smallest_two_line_cell)
        entries.push_back({tr("legend|× weight"), mark_second});
    if (sketch.input.view.grain == Grain::cell)
        entries.push_back({tr("legend|reading"), mark_reading});
    entries.push_back({tr("legend|output"), mark_output});
    return entries;
}

float entry_width(const Entry& entry, float size, float grown) {
    return (swatch + swatch_gap) * grown + theme::text_width(entry.words, size, Font::regular);
}

}  // namespace

std::vector<LegendEntry> legend_entries(const Sketch& sketch, const Layout& layout,
                                        const std::optional<ShownStep>& step) {
    const PaneView& pane = layout.tiles.front().inputs.front();
    std::vector<Entry> entries;
    if (step) entries = step_entries(sketch, pane, *step);
    const bool second = sketch.grid.kind != ShownGrid::Kind::values;
    if (second && pane.as_boxes() && pane.cell >= smallest_two_line_cell)
        entries.push_back({tr("legend|x: the input's value"), mark_second});
    const auto padded = [](const Axis& axis) { return axis.pad_begin > 0 || axis.pad_end > 0; };
    const bool has_padding =
        sketch.geometry != nullptr
            ? padded(sketch.geometry->rows) || padded(sketch.geometry->cols)
            : padding_of(sketch.input.run.document.shape(),
                         sketch.input.run.document.layer().params) != Padding{};
    if (has_padding) entries.push_back({tr("legend|padding"), mark_padding});
    if (sketch.geometry != nullptr) {
        const auto hangs = [](const Axis& axis) {
            return axis.overhang_end() > axis.input + axis.pad_end;
        };
        if (hangs(sketch.geometry->rows) || hangs(sketch.geometry->cols))
            entries.push_back({tr("legend|overhang"), mark_overhang});
        if (sketch.grid.gradient() && pane.as_boxes()) {
            if (std::ranges::count(sketch.grid.touched->plane(0, pane.channel), 0) > 0)
                entries.push_back({tr("legend|nothing received"), mark_unread});
        } else if (has_unread(sketch)) {
            entries.push_back({tr("legend|never read"), mark_unread});
        }
    }
    if (sketch.grid.gradient() && !pane.as_boxes() && pane.cell < least_mark(sketch, pane))
        entries.push_back({tr("legend|cells drawn larger"), mark_enlarged});
    if (sketch.input.view.pointer.linked()) {
        entries.push_back(
            {tr(sketch.input.view.pointer.pin ? word("pinned") : word("under the pointer")),
             mark_link});
    }
    return entries;
}

void draw_legend(const Sketch& sketch, const Layout& layout,
                 const std::vector<LegendEntry>& entries) {
    if (layout.legend_rows == 0) return;
    if (layout.scale_rows > 0) draw_gradient_scales(sketch, layout);
    const float size = layout.legend_size;
    const float larger = std::max(size / usual_size, 1.0F);
    const float between = item_gap * larger;
    const float pitch = layout.legend.h / static_cast<float>(layout.legend_rows);
    std::size_t next = 0;
    for (int row = layout.scale_rows; row < layout.legend_rows && next < entries.size(); ++row) {
        const std::size_t first = next;
        float width = entry_width(entries[next++], size, larger);
        while (next < entries.size() &&
               width + between + entry_width(entries[next], size, larger) <= layout.legend.w)
            width += between + entry_width(entries[next++], size, larger);
        float x = layout.legend.center().x - width / 2;
        const float y = layout.legend.y + (static_cast<float>(row) + 0.5F) * pitch;
        for (std::size_t i = first; i < next; ++i) {
            const float side = swatch * larger;
            entries[i].mark(sketch.canvas, sketch.theme, {x, y - side / 2, side, side});
            sketch.canvas.text({x + side + swatch_gap * larger, y}, size, Align::start,
                               entries[i].words, sketch.theme.text_muted);
            x += entry_width(entries[i], size, larger) + between;
        }
    }
}

}  // namespace poolscope::drawing
