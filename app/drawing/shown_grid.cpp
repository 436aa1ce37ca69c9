/// Chooses and colours what the input's panes show (see shown_grid.hpp).
#include "drawing/shown_grid.hpp"

#include <algorithm>

#include "drawing/memo.hpp"
#include "drawing/shown_step.hpp"
#include "drawing/words.hpp"

namespace poolscope::drawing {
namespace {

/// The input's panes show the layer's scores in place of values.
bool shows_scores(const DrawingInput& input) {
    return input.view.mode == model::Mode::forward && input.view.edits_scores &&
           input.run.document.layer().op->scored;
}

/// They show how often each cell is read, unless that may be what a student is asked.
bool shows_readers(const DrawingInput& input) {
    return input.view.mode == model::Mode::forward && input.view.counts_readers &&
           !shows_scores(input) && !input.view.prediction.hides() && input.geometry() != nullptr;
}

/// How many windows read each cell, shape (1, c, h, w): c is 1 where all channels have the same
/// windows.
model::Values reader_counts(const DrawingInput& input) {
    const Geometry& geometry = *input.geometry();
    const bool own = geometry.rows.placement == Placement::fractional;
    model::Values counts(Shape{1, own ? geometry.input.c : 1, geometry.input.h, geometry.input.w});
    for (int c = 0; c < counts.shape().c; ++c) {
        const model::ShownPlane plane{shown_sample(input), c};
        const auto readers = reader_count_map(model::geometry_of(input.run, plane));
        std::ranges::transform(readers.cells(), counts.plane(0, c).begin(),
                               [](auto count) { return static_cast<float>(count); });
    }
    return counts;
}

/// The counts as the last drawing had them, where the windows are the same: an animation asks in
/// every frame.
ShownGrid reader_grid(const DrawingInput& input) {
    const Geometry& geometry = *input.geometry();
    const PoolParams& params = input.run.document.layer().params;
    const int sample = shown_sample(input);
    {
        const std::scoped_lock lock(input.memo->lock);
        const KeptCounts& kept = input.memo->counts;
        if (kept.counts && kept.geometry == geometry && kept.sample == sample &&
            kept.params == params)
            return {.kind = ShownGrid::Kind::readers, .values = kept.counts};
    }
    auto counts = std::make_shared<const model::Values>(reader_counts(input));
    const std::scoped_lock lock(input.memo->lock);
    input.memo->counts = {geometry, params, sample, counts};
    return {.kind = ShownGrid::Kind::readers, .values = std::move(counts)};
}

/// What each input plane of the sample has received up to step `index`, shape (1, c, h, w).
ShownGrid received_grid(const DrawingInput& input, std::size_t index) {
    const Geometry& geometry = *input.geometry();
    const Shape shape{1, geometry.input.c, geometry.input.h, geometry.input.w};
    model::Values sum(shape);
    Tensor<std::uint8_t> touched(shape);
    const int sample = shown_sample(input);
    const int only = output_channel_of(geometry, input.view.channel, input.view.filter);
    bool whole = false;
    for (int channel = 0; channel < geometry.output.c; ++channel) {
        if (!input.view.all_channels && channel != only) continue;
        const auto [first, count] = channels_read(geometry, channel);
        const auto received =
            model::gradient_so_far(input.run, *input.figure.backward,
                                   {sample, first, channel % geometry.group_outputs}, index);
        whole = received.whole;
        for (int k = 0; k < count; ++k) {
            std::ranges::copy(received.sum.plane(0, k), sum.plane(0, first + k).begin());
            std::ranges::copy(received.touched.plane(0, k), touched.plane(0, first + k).begin());
        }
    }
    // The finished gradient's scale, so that a colour means the same at every step; but what comes
    // to nothing in the end may be more on the way.
    const float largest =
        std::max(input.figure.backward->largest_input, model::largest_magnitude(sum));
    return {.kind = ShownGrid::Kind::gradient,
            .values = std::make_shared<const model::Values>(std::move(sum)),
            .touched = std::make_shared<const Tensor<std::uint8_t>>(std::move(touched)),
            .whole_gradient = whole,
            .largest = largest};
}

/// The gradient as the last drawing had it, where nothing was received since: what glides asks in
/// every frame, and a picture's is not folded in a moment.
ShownGrid gradient_grid(const DrawingInput& input) {
    const auto step = show_step(input, input.view.channel);
    const std::size_t index = step ? step->index : 0;
    const model::SharedValues& of = input.figure.backward->grad_input;
    const auto same = [&](const KeptGradient& kept) {
        return kept.grid.values && !kept.of.owner_before(of) && !of.owner_before(kept.of) &&
               (kept.index == index || kept.grid.whole_gradient) &&
               kept.sample == shown_sample(input) && kept.channel == input.view.channel &&
               kept.all_channels == input.view.all_channels;
    };
    {
        const std::scoped_lock lock(input.memo->lock);
        if (same(input.memo->gradient)) return input.memo->gradient.grid;
    }
    KeptGradient made{of,
                      index,
                      shown_sample(input),
                      input.view.channel,
                      input.view.all_channels,
                      received_grid(input, index)};
    const std::scoped_lock lock(input.memo->lock);
    input.memo->gradient = std::move(made);
    return input.memo->gradient.grid;
}

/// The values of a layer that is no pooling layer lie on both sides of 0, and so do their colours,
/// unless a map is chosen.
bool is_signed(const DrawingInput& input) {
    return input.run.document.layer().weights && input.view.colormap.empty();
}

}  // namespace

ShownGrid shown_grid(const DrawingInput& input) {
    if (shows_scores(input)) {
        return {
            .kind = ShownGrid::Kind::scores,
            .values = std::make_shared<const model::Values>(model::scores_of(input.run.document))};
    }
    if (shows_readers(input)) return reader_grid(input);
    if (input.figure.backward && input.geometry() != nullptr) return gradient_grid(input);
    return {.values = input.run.document.input, .sample = shown_sample(input)};
}

const char* grid_name(const DrawingInput& input) {
    if (shows_scores(input)) return tr("Scores");
    if (shows_readers(input)) return tr("Times read");
    return tr(input.figure.backward ? word("Input gradient") : word("Input"));
}

ColorScale colors_of(const DrawingInput& input, const ShownGrid& grid, const Theme& theme,
                     bool heatmapped) {
    if (grid.readers()) {
        // From never read on; counts are no picture.
        model::Document counted = input.run.document;
        counted.picture = false;
        model::ViewState view = input.view;
        if (theme::colormap_or_default(view.colormap).as_color) view.colormap.clear();
        const float most = std::max(model::range_of(*grid.values->whole()).high, 1.0F);
        return {counted, view, {0, most}, theme, heatmapped};
    }
    if (grid.gradient()) return ColorScale::of_gradient(grid.largest, theme);
    const model::ValueRange& values = input.run.results.input_range;
    if (is_signed(input) && !input.run.document.picture)
        return ColorScale::of_signed(std::max(std::abs(values.low), std::abs(values.high)), theme);
    const model::ValueRange range =
        grid.scores() ? model::range_of(*grid.values->whole()) : input.run.results.input_range;
    return {input.run.document, input.view, range, theme, heatmapped};
}

ShownOutput shown_output(const DrawingInput& input) {
    const auto& backward = input.figure.backward;
    return {backward ? backward->grad_output : input.run.results.output, backward.has_value()};
}

ColorScale output_colors(const DrawingInput& input, const Theme& theme, bool heatmapped) {
    if (input.figure.backward)
        return ColorScale::of_gradient(input.figure.backward->largest_output, theme);
    if (is_signed(input)) {
        const model::SharedValues& output = input.run.results.output;
        return ColorScale::of_signed(output ? model::largest_magnitude(*output->whole()) : 0,
                                     theme);
    }
    return {input.run.document, input.view, input.run.results.input_range, theme, heatmapped};
}

}  // namespace poolscope::drawing
