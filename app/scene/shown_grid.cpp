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
            sum.plane(0, first + k) = received.sum.plane(0, k);
            touched.plane(0, first + k) = received.touched.plane(0, k);
        }
    }
    return {.kind = model::Grid::grad_output,
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
        return {.kind = model::Grid::scores,
                .values = std::make_shared<const model::Values>(model::scores_of(input.document))};
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
    return tr(input.figure.backward ? "Input gradient" : "Input");
}

ColorScale colors_of(const SceneInput& input, const ShownGrid& grid, const Theme& theme,
                     bool heatmapped) {
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
