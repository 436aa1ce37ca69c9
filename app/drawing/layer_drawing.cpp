/// Puts the drawing together: layout, panes, marks, strips (see layer_drawing.hpp).
#include "drawing/layer_drawing.hpp"

#include <algorithm>

#include "drawing/layer_text.hpp"
#include "drawing/ruler.hpp"
#include "drawing/shown_step.hpp"
#include "drawing/sketch.hpp"
#include "drawing/words.hpp"

namespace poolscope::drawing {
namespace {

constexpr float crop_margin = 16;      ///< around a figure, px
constexpr int most_padding = 1 << 20;  ///< of a layer that cannot be, whose padding nobody checked

std::string times(std::int64_t h, std::int64_t w) {
    return std::to_string(h) + " × " + std::to_string(w);
}

/// The padding that the input is shown with: that of the layer, or of one that cannot be.
Padding shown_padding(const model::Document& document, const Geometry* geometry) {
    if (geometry != nullptr) {
        const Axis& rows = geometry->rows;
        const Axis& cols = geometry->cols;
        return {rows.pad_begin, cols.pad_begin, rows.pad_end, cols.pad_end};
    }
    const bool sliding = document.layer().params.placement == Placement::sliding;
    return sliding ? padding_of(document.shape(), document.layer().params) : Padding{};
}

/// The input with its padding, and its overhang where the layer can be.
Frame input_frame(const model::Document& document, const Geometry* geometry) {
    const Shape& shape = document.shape();
    const Padding padding = shown_padding(document, geometry);
    const auto side = [](int cells) { return std::clamp(cells, 0, most_padding); };
    const int top = side(padding.top);
    const int left = side(padding.left);
    if (geometry != nullptr) {
        return {-top, -left,
                std::max(geometry->rows.overhang_end(), shape.h + padding.bottom) + top,
                std::max(geometry->cols.overhang_end(), shape.w + padding.right) + left};
    }
    return {-top, -left, top + shape.h + side(padding.bottom),
            left + shape.w + side(padding.right)};
}

TitleText input_title(const DrawingInput& input, int channel, bool tiled) {
    const model::Document& document = input.run.document;
    const Shape& shape = document.shape();
    const Padding p = shown_padding(document, input.geometry());
    const std::string size = times(shape.h, shape.w);
    const std::string name = channel_label(document, channel);
    if (tiled) return {trf("Channel {0}", name), name, {size}};
    const bool named = (shape.c > 1 || document.picture) && !in_colour(document, input.view);
    TitleText title{grid_name(input), "", {}};
    const std::string sized = named ? trf("channel {0}", name) + " · " + size : size;
    const std::string sample =
        shape.n > 1 ? trf("sample {0} of {1} · ", shown_sample(input) + 1, shape.n) : "";
    const std::string whole = sample + sized;
    if (p.top > 0 || p.left > 0 || p.bottom > 0 || p.right > 0) {
        title.details.push_back(trf("{0}, padded {1}", whole,
                                    times(std::int64_t{shape.h} + p.top + p.bottom,
                                          std::int64_t{shape.w} + p.left + p.right)));
    }
    title.details.push_back(whole);
    if (shape.n > 1) title.details.push_back(sized);
    if (named) title.details.push_back(size);
    return title;
}

/// Above a further pane of a group.
TitleText group_title(const model::Document& document, int channel) {
    const std::string name = channel_label(document, channel);
    return {trf("Channel {0}", name), name, {}};
}

/// `channel` is the first of the input's that the output is pooled from.
TitleText output_title(const DrawingInput& input, int channel) {
    if (input.geometry() == nullptr)
        return {tr("Output"), "", {input.view.prediction.hides_size ? "? × ?" : tr("output|none")}};
    const Geometry& geometry = *input.geometry();
    std::string size = times(geometry.output.h, geometry.output.w);
    std::string own;
    if (geometry.channel_group > 1 && geometry.output.c > 1) {
        own = trf("channel {0}", output_channel_of(geometry, channel));
        size = own + " · " + size;
    }
    TitleText title{tr(input.figure.backward ? word("Output gradient") : word("Output")), "", {}};
    const model::Results& results = input.run.results;
    if (results.computing && !results.output && !results.previous)
        title.details.push_back(size + tr(" · computing…"));
    title.details.push_back(size);
    if (!own.empty()) title.details.push_back(own);
    return title;
}

/// A title with the longest details that fit; an accent marks the channel that the formula is
/// about.
void draw_title(const Sketch& sketch, const Layout& layout, const TitleText& text,
                const Title& title, bool accent) {
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

/// Clears the dashed lines that pass behind a title.
void clear_behind(const Sketch& sketch, const Layout& layout, const TitleText& text,
                  const Title& title) {
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

/// The first channel of each tile; `group` channels share one.
std::vector<int> shown_channels(const DrawingInput& input, bool tiled, int group) {
    if (!tiled) {
        const int channel = std::clamp(input.view.channel, 0, input.run.document.shape().c - 1);
        return {channel - channel % group};
    }
    std::vector<int> channels;
    for (int c = 0; c < input.run.document.shape().c; c += group) channels.push_back(c);
    return channels;
}

void add_hits(std::vector<HitGrid>& hits, const PaneView& pane, bool lens = false) {
    hits.push_back({pane.pane, pane.channel, pane.visible, pane.origin, pane.cell,
                    pane.frame.first_row, pane.frame.first_col, pane.frame.rows, pane.frame.cols,
                    lens});
}

void add_window(Drawing& drawing, const PaneView& pane, const ShownStep& step) {
    const Rect& cells = step.window;
    drawing.windows.push_back({pane.channel, pane.rect_of(cells.y, cells.x, cells.h, cells.w),
                               pane.visible, cells.center(), pane.cell});
}

/// Draws inside the pane where it is zoomed; else marks may stand out a little.
template <class Draw>
void clipped(Canvas& canvas, const PaneView& pane, Draw&& draw) {
    const bool clips = pane.clipped();
    if (clips) canvas.clip_begin(pane.visible);
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
            draw_input_picture(sketch, pane, step);
    });
    return words;
}

/// What lies over the input's cells.
void draw_over_input(const Sketch& sketch, const PaneView& pane, std::vector<Text> words,
                     const std::optional<ShownStep>& step) {
    clipped(sketch.canvas, pane, [&] {
        for (Text& text : words) sketch.canvas.text(std::move(text));
        draw_input_marks(sketch, pane, step);
    });
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
    if (step) draw_connectors(sketch, tile, *step);  // beneath all numbers
    for (std::size_t i = 1; i < tile.inputs.size(); ++i) {
        const TitleText text = group_title(sketch.input.run.document, tile.inputs[i].channel);
        clear_behind(sketch, layout, text, tile.input_titles[i]);
        draw_title(sketch, layout, text, tile.input_titles[i], accent);
    }
    for (std::size_t i = 0; i < tile.inputs.size(); ++i) {
        draw_over_input(sketch, tile.inputs[i], std::move(words[i]), step);
        if (step) draw_rulers(sketch, layout, tile.inputs[i], *step);
        add_hits(drawing.hits, tile.inputs[i]);
        if (step) add_window(drawing, tile.inputs[i], *step);
    }
    const TitleText title = output_title(sketch.input, tile.channel);
    if (!step) {
        draw_title(sketch, layout, title, tile.output_title, false);
        if (sketch.input.view.prediction.hides_size)
            draw_hidden_output(sketch, tile.output);
        else
            draw_notice(sketch, tile.notice);
        return;
    }
    draw_output(sketch, tile.output, *step);
    add_hits(drawing.hits, tile.output);
    if (tile.below) clear_behind(sketch, layout, title, tile.output_title);
    draw_title(sketch, layout, title, tile.output_title, false);
}

/// The step, but for what a prediction hides: who wins, and with which weights.
std::optional<ShownStep> shown_to_student(const DrawingInput& input, int channel) {
    auto step = show_step(input, channel);
    if (step && input.view.prediction.hides_values) {
        Reduction<float>& reduction = step->step.reduction;
        reduction.selected.reset();
        reduction.ties.clear();
        reduction.weights.clear();
    }
    return step;
}

LayoutQuery make_query(const DrawingInput& input, const Geometry* geometry, Size size) {
    const int group = geometry != nullptr ? geometry->channel_group : 1;
    const bool tiled = input.view.all_channels && input.run.document.shape().c > group;
    LayoutQuery query;
    query.size = size;
    query.input = input_frame(input.run.document, geometry);
    query.output =
        geometry != nullptr ? Frame{0, 0, geometry->output.h, geometry->output.w} : Frame{};
    if (input.view.prediction.hides_size) query.output = Frame{0, 0, 1, 1};
    query.tiled = tiled;
    query.channels = shown_channels(input, tiled, group);
    query.group = group;
    query.input_title = input_title(input, query.channels.front(), tiled);
    query.output_title = output_title(input, query.channels.front());
    if (geometry != nullptr && !tiled) {
        const bool rows = has_ruler(geometry->rows) && geometry->input.h > 1;
        query.top_ruler = has_ruler(geometry->cols);
        const model::ShownPlane plane{shown_sample(input), query.channels.front()};
        const Geometry own = model::geometry_of(input.run, plane);
        query.left_ruler = rows ? left_ruler_room(own.rows) : 0;
    }
    query.zoom = input.view.camera.zoom;
    query.center_x = input.view.camera.center_x;
    query.center_y = input.view.camera.center_y;
    return query;
}

}  // namespace

float layer_cell_size(const DrawingInput& input, Size size) {
    const Geometry* geometry = input.geometry();
    const TileLayout tile = make_layout(make_query(input, geometry, size)).tiles.front();
    const float cell = tile.inputs.front().cell;
    return tile.output.cell > 0 ? std::min(cell, tile.output.cell) : cell;
}

Drawing layer_drawing(const DrawingInput& input, const Theme& theme, Size size, bool with_legend) {
    const Geometry* geometry = input.geometry();
    const ShownGrid grid = shown_grid(input);
    const ShownOutput output = shown_output(input);
    LayoutQuery query = make_query(input, geometry, size);
    query.scales = scale_count(input, grid);
    const Layout layout = make_layout(query);
    const bool heatmapped = !layout.fits_as_boxes;
    const ColorScale grid_colors = colors_of(input, grid, theme, heatmapped);
    const ColorScale output_scale = output_colors(input, theme, heatmapped);
    Canvas canvas;
    Drawing drawing;
    drawing.size = size;
    drawing.background = theme.background;
    const Sketch plain{.input = input,
                       .theme = theme,
                       .op = *input.run.document.layer().op,
                       .geometry = nullptr,
                       .sample = shown_sample(input),
                       .grid = grid,
                       .grid_colors = grid_colors,
                       .output = output,
                       .output_colors = output_scale,
                       .canvas = canvas};
    const auto on_plane = [&](const std::optional<ShownStep>& step) {
        Sketch sketch = plain;
        sketch.geometry = step ? &step->geometry : nullptr;
        return sketch;
    };
    // The formula's channel may be one of the tiles, whose step is then not made twice.
    const int channel = std::clamp(input.view.channel, 0, input.run.document.shape().c - 1);
    const auto step = shown_to_student(input, channel);
    const auto holds_channel = [&](const TileLayout& tile) {
        return channel >= tile.channel &&
               channel < tile.channel + static_cast<int>(tile.inputs.size());
    };
    for (const TileLayout& tile : layout.tiles) {
        const bool holds = holds_channel(tile);
        const auto own = holds ? std::nullopt : shown_to_student(input, tile.channel);
        const auto& shown = holds ? step : own;
        draw_tile(on_plane(shown), layout, tile, query.tiled, shown, drawing);
    }
    const Sketch sketch = on_plane(step);
    draw_formula(sketch, layout, step);
    draw_caption(sketch, layout, step);
    if (with_legend) draw_legend(sketch, layout, step);
    if (const auto tile = std::ranges::find_if(layout.tiles, holds_channel);
        step && tile != layout.tiles.end()) {
        if (const auto lens = draw_lens(sketch, layout, *tile, *step)) {
            drawing.lenses.push_back(lens->card);
            add_hits(drawing.hits, lens->cells, true);
        }
    }
    drawing.formula = layout.formula;
    drawing.caption = layout.caption;
    drawing.content =
        intersection(grown(canvas.content(), crop_margin), Rect{0, 0, size.w, size.h});
    drawing.primitives = canvas.take();
    return drawing;
}

}  // namespace poolscope::drawing
