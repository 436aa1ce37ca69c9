/// Puts the drawing together: layout, panes, marks, strips (see layer_drawing.hpp).
#include "drawing/layer_drawing.hpp"

#include <algorithm>
#include <cmath>

#include "drawing/layer_query.hpp"
#include "drawing/shown_step.hpp"
#include "drawing/sketch.hpp"

namespace poolscope::drawing {
namespace {

constexpr float crop_margin = 16;  ///< around a figure, px

/// All of a frame that is smaller than the pane's own.
void show_part(PaneView& pane, const Frame& frame) {
    const Rect part = pane.rect_of(Range{frame.first_row, frame.first_row + frame.rows},
                                   Range{frame.first_col, frame.first_col + frame.cols});
    pane.frame = frame;
    pane.visible = intersection(pane.visible, part);
    pane.origin = {part.x, part.y};
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

/// A layer at one step: what is shown of it, and where it lies.
class LayerSketch {
public:
    LayerSketch(const DrawingInput& input, const Theme& theme, Size size,
                const LayerLook& look = {})
        : input_(input),
          grid_(shown_grid(input)),
          output_(shown_output(input)),
          query_(layer_query(input, size, look)),
          layout_(laid_out(look)),
          grid_colors_(colors_of(input, grid_, theme, !layout_.fits_as_boxes)),
          output_colors_(output_colors(input, theme, !layout_.fits_as_boxes)),
          channel_(std::clamp(input.view.channel, 0, input.run.document.shape().c - 1)),
          step_(shown_to_student(input, channel_)),
          plain_{.input = input,
                 .theme = theme,
                 .op = *input.run.document.layer().op,
                 .geometry = nullptr,
                 .sample = shown_sample(input),
                 .grid = grid_,
                 .grid_colors = grid_colors_,
                 .output = output_,
                 .output_colors = output_colors_,
                 .canvas = canvas_} {}
    LayerSketch(const LayerSketch&) = delete;
    LayerSketch& operator=(const LayerSketch&) = delete;

    [[nodiscard]] Drawing draw() {
        Drawing drawing{.size = query_.size, .background = plain_.theme.background};
        for (const TileLayout& tile : layout_.tiles) {
            // The formula's channel may be one of the tiles, whose step is then not made twice.
            const bool holds = holds_channel(tile);
            const auto own = holds ? std::nullopt : shown_to_student(input_, tile.channel);
            const auto& shown = holds ? step_ : own;
            draw_tile(on_plane(shown), layout_, tile, query_.tiled, shown, drawing);
        }
        const Sketch sketch = on_plane(step_);
        draw_layer_line(canvas_, plain_.theme, input_, layout_.line);
        draw_formula(sketch, layout_, step_);
        draw_caption(sketch, layout_, step_);
        draw_legend(sketch, layout_, entries());
        add_lens(sketch, drawing);
        drawing.formula = layout_.formula;
        drawing.caption = layout_.caption;
        drawing.colormap = grid_colors_.map();
        return finished(std::move(drawing), crop_margin);
    }

    [[nodiscard]] std::vector<LegendEntry> entries() const {
        return legend_entries(on_plane(step_), layout_, step_);
    }

    /// What stands above a sheet: the layer's line, and the titles of two panes.
    [[nodiscard]] Drawing head(const SheetSteps& steps, const Parts& parts) {
        float y = 0;
        if (parts.layer == LayerPlace::above)
            y = draw_sheet_line(canvas_, plain_.theme, input_, steps);
        if (parts.titles) {
            float x = sheet_margin;
            for (const TitleText& text : {query_.input_title, query_.output_title}) {
                const Title title{{x, y + layout_.title_size}, steps.width - x};
                draw_title(plain_, layout_, text, title, false);
                x += title_width(text, 0, layout_.title_size, layout_.detail_size) +
                     2 * title_detail_gap;
            }
        }
        return finished({.size = {steps.width, 0}, .background = plain_.theme.background}, 0);
    }

    /// A legend across a sheet.
    [[nodiscard]] Drawing legend(const std::vector<LegendEntry>& all, float width) {
        if (layout_.legend_rows > 0) {
            const float pitch = layout_.legend.h / static_cast<float>(layout_.legend_rows);
            layout_.legend_rows = layout_.scale_rows + static_cast<int>(all.size());
            layout_.legend = {sheet_margin, 0, width - 2 * sheet_margin,
                              pitch * static_cast<float>(layout_.legend_rows)};
            draw_legend(on_plane(step_), layout_, all);
        }
        return finished({.size = {width, 0}, .background = plain_.theme.background}, 0);
    }

    /// Of the parts, those that steps have in common above them. Of several panes, each needs its
    /// own name.
    [[nodiscard]] Parts above() const {
        Parts parts = query_.parts;
        parts.titles = parts.titles && !query_.tiled && query_.group == 1;
        return parts;
    }

private:
    /// Whether the formula is about one of the tile's channels.
    [[nodiscard]] bool holds_channel(const TileLayout& tile) const {
        return channel_ >= tile.channel &&
               channel_ < tile.channel + static_cast<int>(tile.inputs.size());
    }

    void add_lens(const Sketch& sketch, Drawing& drawing) const {
        const auto tile = std::ranges::find_if(
            layout_.tiles, [&](const TileLayout& one) { return holds_channel(one); });
        if (!step_ || tile == layout_.tiles.end()) return;
        if (const auto lens = draw_lens(sketch, layout_, *tile, *step_)) {
            drawing.lenses.push_back(lens->card);
            add_hits(drawing.hits, lens->cells, true);
        }
    }

    [[nodiscard]] Layout laid_out(const LayerLook& look) {
        query_.scales = scale_count(input_, grid_);
        Layout layout = make_layout(query_);
        const Geometry* geometry = input_.geometry();
        if (look.shared && geometry != nullptr)
            for (TileLayout& tile : layout.tiles)
                show_part(tile.output, {0, 0, geometry->output.h, geometry->output.w});
        return layout;
    }

    [[nodiscard]] Sketch on_plane(const std::optional<ShownStep>& step) const {
        Sketch sketch = plain_;
        sketch.geometry = step ? &step->geometry : nullptr;
        return sketch;
    }

    /// With what the canvas has, a drawing without a height as tall as that.
    [[nodiscard]] Drawing finished(Drawing drawing, float margin) {
        if (drawing.size.h <= 0) drawing.size.h = std::ceil(canvas_.content().bottom());
        drawing.content = intersection(grown(canvas_.content(), margin),
                                       Rect{0, 0, drawing.size.w, drawing.size.h});
        drawing.primitives = canvas_.take();
        return drawing;
    }

    const DrawingInput& input_;
    ShownGrid grid_;
    ShownOutput output_;
    LayoutQuery query_;
    Layout layout_;
    ColorScale grid_colors_;
    ColorScale output_colors_;
    int channel_;
    std::optional<ShownStep> step_;
    Canvas canvas_;
    Sketch plain_;
};

/// Adds the meanings that are not there yet.
void add_missing(std::vector<LegendEntry>& entries, const std::vector<LegendEntry>& more) {
    for (const LegendEntry& entry : more) {
        const auto same = [&](const LegendEntry& one) { return one.words == entry.words; };
        if (std::ranges::none_of(entries, same)) entries.push_back(entry);
    }
}

}  // namespace

Drawing layer_drawing(const DrawingInput& input, const Theme& theme, Size size,
                      const LayerLook& look) {
    return LayerSketch(input, theme, size, look).draw();
}

SheetWords layer_sheet_words(const DrawingInput& input, const Theme& theme,
                             const SheetSteps& steps) {
    SheetWords words{.left = input.parts};
    std::vector<LegendEntry> entries;
    for (std::size_t i = 0; i < steps.count && input.parts.legend; ++i) {
        model::ViewState view = input.view;
        view.step = steps.first + i;
        view.glide.from = view.step;
        add_missing(entries, LayerSketch(input.seen(view), theme, steps.size).entries());
    }
    words.below = LayerSketch(input, theme, steps.size).legend(entries, steps.width);
    words.left.legend = false;
    LayerSketch sketch(input, theme, steps.size);
    const Parts above = sketch.above();
    words.above = sketch.head(steps, above);
    if (above.layer == LayerPlace::above) words.left.layer = LayerPlace::none;
    if (above.titles) words.left.titles = false;
    return words;
}

}  // namespace poolscope::drawing
