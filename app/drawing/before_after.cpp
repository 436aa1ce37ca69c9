/// A picture before and after pooling: the output drawn over the input that it is pooled from, at
/// the input's size, beyond a divider.
#include "drawing/shown_step.hpp"
#include "drawing/sketch.hpp"

namespace poolscope::drawing {
namespace {

constexpr Color halo{0, 0, 0, 140};
constexpr float overshoot = 6;  ///< of the divider, above and below the picture, px

/// Where all of an axis' outputs lie over its input, in cells: each about the middle of its window.
struct Extent {
    float begin = 0;
    float length = 0;
};

Extent extent_of(const Axis& axis) {
    const auto middle = [&](int index) {
        const AxisSpan span = axis.span_at(index);
        return static_cast<float>(span.start + span.last() + 1) / 2;
    };
    if (axis.output == 1) {
        const AxisSpan span = axis.span_at(0);
        return {static_cast<float>(span.start), static_cast<float>(span.last() + 1 - span.start)};
    }
    const auto between = static_cast<float>(axis.output - 1);
    const float pitch = (middle(axis.output - 1) - middle(0)) / between;
    return {middle(0) - pitch / 2, pitch * (between + 1)};
}

/// Light with a dark edge, so that it is seen on any picture.
void draw_divider(const Sketch& sketch, const Divider& divider) {
    const Point top{divider.x, divider.pane.y - overshoot};
    const Point bottom{divider.x, divider.pane.bottom() + overshoot};
    sketch.canvas.line(top, bottom, {halo, 4});
    sketch.canvas.line(top, bottom, {theme::rgb(0xFFFFFF), 2});
}

}  // namespace

bool lies_over(const DrawingInput& input) {
    const model::ViewState& view = input.view;
    return view.mode == model::Mode::forward && view.picture_view == model::PictureView::over &&
           input.run.document.picture && !view.prediction.hides() && !view.counts_readers &&
           !view.edits_scores && input.geometry() != nullptr &&
           input.geometry()->channel_group == 1;
}

void draw_after(const Sketch& sketch, const TileLayout& tile, const ShownStep& step,
                Drawing& drawing) {
    const PaneView& pane = tile.inputs.front();
    const Geometry& geometry = step.geometry;
    const Rect& seen = pane.visible;
    const Divider divider{seen, seen.x + seen.w * sketch.input.view.divider};
    const Rect real = pane.rect_of(Range{0, geometry.input.h}, Range{0, geometry.input.w});
    const Rect after = intersection(intersection(real, seen),
                                    {divider.x, seen.y, seen.right() - divider.x, seen.h});
    const Extent down = extent_of(geometry.rows), along = extent_of(geometry.cols);
    const Rect all = pane.rect_of(down.begin, along.begin, down.length, along.length);
    const model::SharedValues& output =
        sketch.output.values != nullptr ? sketch.output.values : sketch.input.run.results.previous;
    if (after.w > 0 && after.h > 0) {
        sketch.canvas.clip_begin(after);
        sketch.canvas.box({after, 0, sketch.theme.pending_fill, Pattern::none, {}, {}});
        if (output) draw_stretched(sketch, output, tile.output.channel, all, after);
        const auto w = all.w / static_cast<float>(geometry.output.w);
        const auto h = all.h / static_cast<float>(geometry.output.h);
        draw_output_ring(sketch, {all.x + static_cast<float>(step.step.out_col) * w,
                                  all.y + static_cast<float>(step.step.out_row) * h, w, h});
        sketch.canvas.clip_end();
        if (std::abs(w - h) < 0.01F * w) {
            drawing.hits.push_back({model::Pane::output, tile.output.channel, after,
                                    Point{all.x, all.y}, w, 0, 0, geometry.output.h,
                                    geometry.output.w});
        }
    }
    draw_divider(sketch, divider);
    drawing.dividers.push_back(divider);
}

}  // namespace poolscope::drawing
