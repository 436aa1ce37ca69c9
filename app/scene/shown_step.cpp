/// The step on show for one channel (see shown_step.hpp).
#include "scene/shown_step.hpp"

#include <algorithm>

#include "scene/canvas.hpp"

namespace poolscope::scene {
namespace {

/// From this part of its way on, a gliding window counts as there.
constexpr float arrival = 0.85F;
/// Windows with more taps are read from the finished output where that is there; only this many are
/// listed.
constexpr int most_taps = 1 << 14;
constexpr int listed_taps = 64;

struct Place {
    int row = 0;
    int col = 0;
};

Place output_of(const Geometry& geometry, Grain grain, std::size_t step) {
    const auto taps = static_cast<std::size_t>(window_at(geometry, 0, 0).count());
    const std::size_t window = grain == Grain::cell ? step / taps : step;
    const auto width = static_cast<std::size_t>(geometry.output.w);
    return {static_cast<int>(window / width), static_cast<int>(window % width)};
}

Tap<float> read_tap(const SceneInput& input, const Window& window, int channel, int index) {
    const Geometry& geometry = *input.results.geometry;
    const int row = window.rows.at(index / window.cols.count);
    const int col = window.cols.at(index % window.cols.count);
    const TapKind kind = kind_at(geometry, row, col);
    const float value = kind == TapKind::real
                            ? input.document.input->at(0, channel, row, col)
                            : static_cast<float>(model::operator_of(input.document).padding_value);
    return {row, col, value, kind};
}

/// A step of a very large window, by its first taps and what the output says.
Step<float> outlined_step(const SceneInput& input, const Window& window, Place out, int channel) {
    const Geometry& geometry = *input.results.geometry;
    Step<float> step;
    step.c = channel;
    step.out_row = out.row;
    step.out_col = out.col;
    step.window = window;
    step.counts = count_taps(geometry, window);
    for (int i = 0; i < listed_taps; ++i) {
        step.taps.push_back(read_tap(input, window, channel, i));
    }
    step.reduction.output = input.results.output->at(0, channel, out.row, out.col);
    if (input.results.indices) {
        const std::int64_t at = input.results.indices->at(0, channel, out.row, out.col);
        if (at >= 0) {
            const Tap<float> winner{static_cast<int>(at / geometry.input.w),
                                    static_cast<int>(at % geometry.input.w), step.reduction.output,
                                    TapKind::real};
            const auto listed = std::ranges::find(step.taps, winner);
            step.reduction.selected = static_cast<std::size_t>(listed - step.taps.begin());
            if (listed == step.taps.end()) {
                step.taps.push_back(winner);
            }
        }
    }
    if (model::operator_of(input.document).averages) {
        const PoolParams& params = input.document.params;
        step.reduction.divisor = params.divisor_override.value_or(
            step.counts.real + (params.count_include_pad ? step.counts.padding : 0));
    }
    step.folded = step.taps.size();
    return step;
}

}  // namespace

std::optional<std::size_t> ShownStep::tap_at(int row, int col) const {
    const Window& window_read = step.window;
    if (!window_read.rows.contains(row) || !window_read.cols.contains(col)) {
        return std::nullopt;
    }
    const int i = (row - window_read.rows.start) / window_read.rows.step;
    const int j = (col - window_read.cols.start) / window_read.cols.step;
    return static_cast<std::size_t>(i) * static_cast<std::size_t>(window_read.cols.count) +
           static_cast<std::size_t>(j);
}

bool ShownStep::has_read(int row, int col) const {
    const auto tap = tap_at(row, col);
    return tap && (omitted > 0 || *tap < step.folded);
}

Rect window_block(const Window& window) {
    return {static_cast<float>(window.cols.start), static_cast<float>(window.rows.start),
            static_cast<float>(window.cols.last() - window.cols.start + 1),
            static_cast<float>(window.rows.last() - window.rows.start + 1)};
}

std::optional<ShownStep> show_step(const SceneInput& input, int channel) {
    const auto& [document, view, results] = input;
    const std::size_t count = model::steps_per_channel(results, view.grain);
    if (count == 0) {
        return std::nullopt;
    }
    const Geometry& geometry = *results.geometry;
    const std::size_t goal = std::min(view.step, count - 1);
    const std::size_t from = std::min(view.glide_from, count - 1);
    ShownStep shown;
    shown.count = count;
    shown.arrived = view.glide >= arrival || from == goal;
    shown.index = shown.arrived ? goal : from;
    const Place out = output_of(geometry, view.grain, shown.index);
    const Window window = window_at(geometry, out.row, out.col);
    shown.outputs_done =
        static_cast<std::size_t>(out.row) * static_cast<std::size_t>(geometry.output.w) +
        static_cast<std::size_t>(out.col);
    if (view.grain == Grain::window && window.count() > most_taps && results.output) {
        shown.step = outlined_step(input, window, out, channel);
        shown.omitted = static_cast<std::size_t>(window.count()) - shown.step.taps.size();
    } else if (auto step = model::step_of(document, results, view.grain, shown.index, channel)) {
        shown.step = std::move(*step);
    } else {
        return std::nullopt;
    }
    const Place to = output_of(geometry, view.grain, goal);
    const Place start = output_of(geometry, view.grain, from);
    const float t = std::clamp(view.glide, 0.0F, 1.0F);
    shown.window = mixed(window_block(window_at(geometry, start.row, start.col)),
                         window_block(window_at(geometry, to.row, to.col)), t * t * (3 - 2 * t));
    return shown;
}

}  // namespace poolscope::scene
