/// Chooses and colours what the input's panes show (see shown_grid.hpp).
#include "scene/shown_grid.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "scene/shown_step.hpp"
#include "scene/words.hpp"

namespace poolscope::scene {
namespace {

/// The input's panes show the layer's scores in place of values.
bool shows_scores(const SceneInput& input) {
    return input.view.mode == model::Mode::forward && input.view.edits_scores &&
           model::operator_of(input.document).scored;
}

/// They show how often each cell is read, unless that may be what a student is asked.
bool shows_readers(const SceneInput& input) {
    return input.view.mode == model::Mode::forward && input.view.counts_readers &&
           !shows_scores(input) && !input.view.prediction.hides() && input.results.geometry;
}

/// How many windows read each cell, shape (1, c, h, w): c is 1 where all channels have the same
/// windows.
model::Values reader_counts(const SceneInput& input) {
    const Geometry& geometry = *input.results.geometry;
    const bool own = geometry.rows.placement == Placement::fractional;
    model::Values counts(Shape{1, own ? geometry.input.c : 1, geometry.input.h, geometry.input.w});
    for (int c = 0; c < counts.shape().c; ++c) {
        const model::ShownPlane plane{shown_sample(input), c};
        const auto readers =
            reader_count_map(model::geometry_of(input.document, input.results, plane));
        std::ranges::transform(readers.cells(), counts.plane(0, c).begin(),
                               [](auto count) { return static_cast<float>(count); });
    }
    return counts;
}

/// The counts as the last drawing had them, where the windows are the same: an animation asks in
/// every frame.
ShownGrid reader_grid(const SceneInput& input) {
    struct Kept {
        Geometry geometry;
        PoolParams params;
        int sample = 0;
        model::SharedValues counts;
    };
    thread_local Kept kept;
    const Geometry& geometry = *input.results.geometry;
    const int sample = shown_sample(input);
    const bool same = kept.counts && kept.geometry == geometry && kept.sample == sample &&
                      kept.params == input.document.params;
    if (!same)
        kept = {geometry, input.document.params, sample,
                std::make_shared<const model::Values>(reader_counts(input))};
    return {.kind = ShownGrid::Kind::readers, .values = kept.counts};
}

/// What each input plane of the sample has received up to the step on show, shape (1, c, h, w).
ShownGrid gradient_grid(const SceneInput& input) {
    const Geometry& geometry = *input.results.geometry;
    const Shape shape{1, geometry.input.c, geometry.input.h, geometry.input.w};
    model::Values sum(shape);
    Tensor<std::uint8_t> touched(shape);
    const auto step = show_step(input, input.view.channel);
    const int sample = shown_sample(input);
    const int group = geometry.channel_group;
    const int only = input.view.channel - input.view.channel % group;
    bool whole = false;
    for (int first = 0; step && first < shape.c; first += group) {
        if (!input.view.all_channels && first != only) continue;
        const auto received = model::gradient_so_far(
            input.document, input.results, *input.figure.backward, {sample, first}, step->index);
        whole = received.whole;
        for (int k = 0; k < group; ++k) {
            std::ranges::copy(received.sum.plane(0, k), sum.plane(0, first + k).begin());
            std::ranges::copy(received.touched.plane(0, k), touched.plane(0, first + k).begin());
        }
    }
    return {.kind = ShownGrid::Kind::gradient,
            .values = std::make_shared<const model::Values>(std::move(sum)),
            .touched = std::make_shared<const Tensor<std::uint8_t>>(std::move(touched)),
            .whole_gradient = whole};
}

model::ValueRange range_of(const model::Values& values) {
    float low = std::numeric_limits<float>::infinity();
    float high = -low;
    for (const float value : values.cells()) {
        if (std::isfinite(value)) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    }
    return low <= high ? model::ValueRange{low, high} : model::ValueRange{};
}

}  // namespace

ShownGrid shown_grid(const SceneInput& input) {
    if (shows_scores(input)) {
        return {.kind = ShownGrid::Kind::scores,
                .values = std::make_shared<const model::Values>(model::scores_of(input.document))};
    }
    if (shows_readers(input)) {
        return reader_grid(input);
    }
    if (input.figure.backward && input.results.geometry) {
        return gradient_grid(input);
    }
    return {.values = input.document.input, .sample = shown_sample(input)};
}

const char* grid_name(const SceneInput& input) {
    if (shows_scores(input)) {
        return tr("Scores");
    }
    if (shows_readers(input)) {
        return tr("Times read");
    }
    return tr(input.figure.backward ? "Input gradient" : "Input");
}

ColorScale colors_of(const SceneInput& input, const ShownGrid& grid, const Theme& theme,
                     bool heatmapped) {
    if (grid.readers()) {
        // From never read on; counts are no picture.
        model::Document counted = input.document;
        counted.picture = false;
        model::ViewState view = input.view;
        if (theme::colormap_or_default(view.colormap).as_color) view.colormap.clear();
        model::Results results;
        results.input_range = {0, std::max(range_of(*grid.values).high, 1.0F)};
        return {counted, view, results, theme, heatmapped};
    }
    model::Results results;
    results.input_range = input.results.input_range;
    if (grid.scores()) {
        results.input_range = range_of(*grid.values);
    } else if (grid.gradient()) {
        // The finished gradient's range, so that a colour means the same at every step.
        results.input_range = range_of(*input.figure.backward->grad_input);
    }
    return {input.document, input.view, results, theme, heatmapped};
}

}  // namespace poolscope::scene
