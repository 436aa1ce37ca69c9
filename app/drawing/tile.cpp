/// One channel on the stage: its panes with their titles, and what lies over and between them.
#include "drawing/indices.hpp"
#include "drawing/layer_query.hpp"
#include "drawing/ruler.hpp"
#include "drawing/shown_step.hpp"
#include "drawing/sketch.hpp"

namespace poolscope::drawing {
namespace {

/// Clears the dashed lines that pass behind a title.
void clear_behind(const Sketch& sketch, const Layout& layout, const TitleText& text,
                  const Title& title) {
    if (!sketch.input.parts.titles) return;
    const float width =
        std::min(title_width(text, 0, layout.title_size, layout.detail_size), title.width);
    sketch.canvas.box(
        {{title.at.x, title.at.y - layout.title_size * 0.6F, width + 4, layout.title_size * 1.2F},
         0,
         sketch.theme.background,
         Pattern::none,
         {},
         {}});
}

void add_window(Drawing& drawing, const PaneView& pane, const ShownStep& step) {
    const Rect& cells = step.window;
    drawing.windows.push_back({pane.channel, pane.rect_of(cells.y, cells.x, cells.h, cells.w),
                               pane.visible, cells.center(), pane.cell});
}

/// Draws inside the pane where it is zoomed; else marks may stand out a little. `also` is no part
/// of the pane and shows as well.
template <class Draw>
void clipped(Canvas& canvas, const PaneView& pane, Draw&& draw, const Rect& also = {}) {
    const bool clips = pane.clipped();
    if (clips) canvas.clip_begin(united(pane.visible, also));
    draw();
    if (clips) canvas.clip_end();
}

/// The edge of a pane that does not show all of its cells.
void draw_edge(const Sketch& sketch, const PaneView& pane) {
    if (pane.clipped()) {
        sketch.canvas.box(
            {pane.visible, 0, {0, 0, 0, 0}, Pattern::none, {}, {sketch.theme.line_strong, 1}});
    }
}

/// The input's cells; returns their words, which come later.
std::vector<Text> draw_input(const Sketch& sketch, const PaneView& pane,
                             const std::optional<ShownStep>& step) {
    std::vector<Text> words;
    clipped(sketch.canvas, pane, [&] {
        if (pane.as_boxes())
            words = draw_input_cells(sketch, pane, step);
        else
            draw_input_picture(sketch, pane);
    });
    return words;
}

/// The window's frame, which lies around its cells, where all of them are in sight.
Rect frame_in_sight(const PaneView& pane, const std::optional<ShownStep>& step) {
    if (!step) return {};
    constexpr float around = 6;  // px: its line
    const Rect cells = pane.rect_of(step->window.y, step->window.x, step->window.h, step->window.w);
    const Rect shown = intersection(cells, pane.visible);
    const bool whole = shown.w > cells.w - 1 && shown.h > cells.h - 1;
    return whole ? grown(cells, around) : Rect{};
}

/// What lies over the input's cells.
void draw_over_input(const Sketch& sketch, const PaneView& pane, std::vector<Text> words,
                     const std::optional<ShownStep>& step) {
    clipped(
        sketch.canvas, pane,
        [&] {
            for (Text& text : words) sketch.canvas.text(std::move(text));
        });
    clipped(
        sketch.canvas, pane, [&] { draw_input_marks(sketch, pane, step); },
        frame_in_sight(pane, step));
    draw_edge(sketch, pane);
}

void draw_output(const Sketch& sketch, const PaneView& pane, const ShownStep& step) {
    clipped(sketch.canvas, pane, [&] {
        if (pane.as_boxes() || sketch.input.view.prediction.hides_values)
            draw_output_cells(sketch, pane, step);
        else
            draw_output_picture(sketch, pane, step);
        draw_output_links(sketch, pane);
    });
    draw_edge(sketch, pane);
}

/// A question mark in place of an output whose size is to be predicted.
void draw_hidden_output(const Sketch& sketch, const PaneView& pane) {
    const float scale = pane.scale();
    const Rect box = grown(pane.visible, -1.5F * scale);
    sketch.canvas.box({box,
                       5 * scale,
                       sketch.theme.output_fill,
                       Pattern::none,
                       {},
                       {sketch.theme.output, std::max(3 * scale, 2.0F)}});
    sketch.canvas.text(box.center(), std::max(19 * scale, 9.0F), Align::middle, "?",
                       sketch.theme.output_text, Font::semibold);
}

}  // namespace

void add_hits(std::vector<HitGrid>& hits, const PaneView& pane, bool lens) {
    hits.push_back({pane.pane, pane.channel, pane.visible, pane.origin, pane.cell,
                    pane.frame.first_row, pane.frame.first_col, pane.frame.rows, pane.frame.cols,
                    lens});
}

void draw_title(const Sketch& sketch, const Layout& layout, const TitleText& text,
                const Title& title, bool accent) {
    if (!sketch.input.parts.titles) return;
    const Color color = accent ? sketch.theme.accent : sketch.theme.text;
    const float name = theme::text_width(text.name, layout.title_size, Font::semibold);
    if (name > title.width) {
        if (theme::text_width(text.short_name, layout.title_size, Font::semibold) <= title.width) {
            sketch.canvas.text(title.at, layout.title_size, Align::start, text.short_name, color,
                               Font::semibold);
        }
        return;
    }
    sketch.canvas.text(title.at, layout.title_size, Align::start, text.name, color, Font::semibold);
    for (std::size_t i = 0; i < text.details.size(); ++i) {
        if (title_width(text, i, layout.title_size, layout.detail_size) <= title.width) {
            sketch.canvas.text({title.at.x + name + title_detail_gap, title.at.y},
                               layout.detail_size, Align::start, text.details[i],
                               sketch.theme.text_faint);
            return;
        }
    }
}

void draw_tile(const Sketch& sketch, const Layout& layout, const TileLayout& tile, bool tiled,
               const std::optional<ShownStep>& step, Drawing& drawing) {
    const int shown = sketch.input.view.channel - tile.channel;
    const bool accent = tiled && shown >= 0 && shown < static_cast<int>(tile.inputs.size());
    std::vector<std::vector<Text>> words;
    for (std::size_t i = 0; i < tile.inputs.size(); ++i) {
        if (i == 0) {
            draw_title(sketch, layout, input_title(sketch.input, tile.channel, tiled),
                       tile.input_titles[0], accent);
        }
        words.push_back(draw_input(sketch, tile.inputs[i], step));
    }
    if (layout.layer_between) {
        draw_layer_label(sketch, tile);
    } else if (step && tile.over) {
        clipped(sketch.canvas, tile.inputs.front(), [&] {
            for (Text& text : words.front()) sketch.canvas.text(std::move(text));
        });
        words.front().clear();
        draw_after(sketch, tile, *step, drawing);
    } else if (step) {
        draw_connectors(sketch, tile, *step);  // beneath all numbers
    }
    for (std::size_t i = 1; i < tile.inputs.size(); ++i) {
        const TitleText text = group_title(sketch.input.run.document, tile.inputs[i].channel);
        clear_behind(sketch, layout, text, tile.input_titles[i]);
        draw_title(sketch, layout, text, tile.input_titles[i], accent);
    }
    for (std::size_t i = 0; i < tile.inputs.size(); ++i) {
        draw_over_input(sketch, tile.inputs[i], std::move(words[i]), step);
        if (step) draw_rulers(sketch, layout, tile.inputs[i], *step);
        PaneView answers = tile.inputs[i];
        if (step && tile.over) answers.visible.w = drawing.dividers.back().x - answers.visible.x;
        add_hits(drawing.hits, answers);
        if (step) add_window(drawing, tile.inputs[i], *step);
    }
    draw_indices(sketch, layout, tile, step);
    const TitleText title = output_title(sketch.input, tile.channel);
    if (!step) {
        draw_title(sketch, layout, title, tile.output_title, false);
        if (sketch.input.view.prediction.hides_size)
            draw_hidden_output(sketch, tile.output);
        else
            draw_notice(sketch, tile.notice);
        return;
    }
    if (!tile.over) {
        draw_output(sketch, tile.output, *step);
        add_hits(drawing.hits, tile.output);
    }
    if (tile.below) clear_behind(sketch, layout, title, tile.output_title);
    draw_title(sketch, layout, title, tile.output_title, false);
}

}  // namespace poolscope::drawing
