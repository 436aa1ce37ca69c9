/// Finds windows by their places (see places.hpp).
#include "model/places.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "poolscope/step.hpp"

namespace poolscope::model {

namespace {

/// One layer's steps within the figure's.
struct Stepped {
    Geometry geometry;  ///< of the plane on show
    Grain grain = Grain::window;
    std::size_t before = 0;  ///< steps of the figure before the layer's own
    std::size_t own = 0;     ///< which of them is on show

    [[nodiscard]] std::size_t step_of(int row, int col) const {
        return before + first_step_of(geometry, grain, row, col);
    }
};

std::optional<Stepped> stepped(const Places& places, const Run& run, std::size_t before,
                               std::size_t own) {
    // The way back goes from window to window.
    const Grain grain = places.figure.backward ? Grain::window : places.view.grain;
    const std::size_t count = steps_per_channel(run.results, grain);
    if (count == 0) return std::nullopt;
    const Shape& shape = run.document.shape();
    const ShownPlane plane{std::clamp(places.view.sample, 0, shape.n - 1),
                           std::clamp(places.view.channel, 0, shape.c - 1), places.view.filter};
    return Stepped{geometry_of(run, plane), grain, before, std::min(own, count - 1)};
}

/// The layer that is being stepped; where `first`, of several the one that the input belongs to.
std::optional<Stepped> stepped(const Places& places, bool first) {
    const Figure& figure = places.figure;
    if (figure.error || !places.run.results.geometry) return std::nullopt;
    if (figure.subjects.empty()) return stepped(places, places.run, 0, places.view.step);
    std::size_t before = 0;
    for (std::size_t i = 0; i < figure.subjects.size(); ++i) {
        const Run& run = *figure.subjects[i].run;
        const SubjectStep at = subject_step(figure, i, places.view.grain, places.view.step);
        const std::size_t count = steps_per_channel(run.results, places.view.grain);
        const bool shown = count > 0 && (first || !at.ended || figure.mode == Mode::compare);
        if (shown) return stepped(places, run, before, at.step);
        if (figure.mode == Mode::stages) before += count;
    }
    return std::nullopt;
}

/// Of `outputs`, the one whose window's middle is nearest to `middle`.
int nearest_of(const Axis& axis, const std::vector<int>& outputs, double middle) {
    const auto distance = [&](int output) {
        const AxisSpan span = axis.span_at(output);
        return std::abs((span.start + span.last() + 1) / 2.0 - middle);
    };
    return *std::ranges::min_element(outputs, {}, distance);
}

std::vector<int> all_outputs(const Axis& axis) {
    std::vector<int> outputs(static_cast<std::size_t>(axis.output));
    std::iota(outputs.begin(), outputs.end(), 0);
    return outputs;
}

int about(const Axis& axis, int position) {
    const std::vector<int> readers = axis.readers_of(position);
    return nearest_of(axis, readers.empty() ? all_outputs(axis) : readers, position + 0.5);
}

}  // namespace

std::optional<std::size_t> step_at_cell(const Places& places, const CellRef& cell) {
    const bool output = cell.pane == Pane::output;
    const auto layer = stepped(places, !output);
    if (!layer) return std::nullopt;
    const Geometry& geometry = layer->geometry;
    if (!output)
        return layer->step_of(about(geometry.rows, cell.row), about(geometry.cols, cell.col));
    return layer->step_of(std::clamp(cell.row, 0, geometry.output.h - 1),
                          std::clamp(cell.col, 0, geometry.output.w - 1));
}

std::optional<std::size_t> step_nearest(const Places& places, double row, double col) {
    const auto layer = stepped(places, false);
    if (!layer) return std::nullopt;
    const Axis& rows = layer->geometry.rows;
    const Axis& cols = layer->geometry.cols;
    return layer->step_of(nearest_of(rows, all_outputs(rows), row),
                          nearest_of(cols, all_outputs(cols), col));
}

std::optional<std::size_t> step_rows_on(const Places& places, int rows, bool wraps) {
    const auto layer = stepped(places, false);
    if (!layer) return std::nullopt;
    const StepLocation at = locate_step(layer->geometry, layer->grain, layer->own);
    const int height = layer->geometry.output.h;
    const int row = at.out_row + rows;
    const int reached = wraps ? ((row % height) + height) % height : std::clamp(row, 0, height - 1);
    return layer->step_of(reached, at.out_col);
}

}  // namespace poolscope::model
