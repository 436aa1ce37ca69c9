/// Reads the taps of windows, and pools a plane window by window under a rule that reduces whole
/// windows.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "operators/plane_task.hpp"
#include "operators/stop_clock.hpp"
#include "support/random.hpp"

namespace poolscope {

/// A rule for whole windows: padding_value, and reduce(folded taps, context), which also reduces
/// the first taps of a window.
template <class Rule, class Scalar>
concept WindowRule = requires(std::span<const Tap<Scalar>> folded, const WindowContext& context) {
    { Rule::padding_value } -> std::convertible_to<double>;
    { Rule::template reduce<Scalar>(folded, context) } -> std::same_as<Reduction<Scalar>>;
};

/// Puts the taps of `window` into `taps`, channel by channel, row by row. `cell(k, row, col)` is
/// the input's in the window's k-th channel, the first of which has the number `first_channel`.
template <class Scalar, class Cell>
void read_taps(const Geometry& geometry, const WindowContext& context, const Window& window,
               const Cell& cell, int first_channel, Scalar padding,
               std::vector<Tap<Scalar>>& taps) {
    const PoolParams& params = context.params;
    const std::size_t count =
        static_cast<std::size_t>(window.count()) * static_cast<std::size_t>(geometry.channel_group);
    taps.clear();
    taps.reserve(count);
    for (int k = 0; k < geometry.channel_group; ++k) {
        for (int i = 0; i < window.rows.count; ++i) {
            const int row = window.rows.at(i);
            for (int j = 0; j < window.cols.count; ++j) {
                const int col = window.cols.at(j);
                Tap<Scalar> tap{.row = row,
                                .col = col,
                                .value = padding,
                                .kind = kind_at(geometry, row, col),
                                .channel = first_channel + k};
                if (tap.kind == TapKind::real) {
                    tap.value = cell(k, row, col);
                    if (params.scores) tap.score = params.scores->at(0, 0, row, col);
                }
                if (context.weights != nullptr)
                    tap.weight = context.weights->weight_at(context.channel, taps.size(), count);
                taps.push_back(tap);
            }
        }
    }
}

/// The cells of consecutive planes for read_taps(); `input` is the first plane's first.
template <class Scalar>
[[nodiscard]] auto cells_from(const Scalar* input, const Geometry& geometry) {
    return [input, planes = static_cast<std::ptrdiff_t>(geometry.input.plane_count()),
            width = std::ptrdiff_t{geometry.input.w}](int k, int row, int col) {
        return input[k * planes + row * width + col];
    };
}

/// The first cell of the first channel that the windows of output channel `c` span.
template <class Scalar>
[[nodiscard]] const Scalar* first_plane_read(const TensorView<Scalar>& input,
                                             const Geometry& geometry, int n, int c) {
    const auto plane = std::ptrdiff_t{n} * geometry.input.c + channels_read(geometry, c).first;
    return input.cells().data() + plane * static_cast<std::ptrdiff_t>(geometry.input.plane_count());
}

/// One output of a layer.
struct OutputPlace {
    int n = 0;
    int c = 0;
    int row = 0;
    int col = 0;
};

/// What the reduction of an output knows beside its taps, but for its own one (see own_cell).
[[nodiscard]] inline WindowContext window_context(const Geometry& geometry,
                                                  const PoolParams& params,
                                                  const WindowWeights* weights,
                                                  const Window& window, const OutputPlace& at) {
    TapCounts counts = count_taps(geometry, window);
    counts.real *= geometry.channel_group;
    counts.padding *= geometry.channel_group;
    counts.overhang *= geometry.channel_group;
    return {
        .params = params,
        .counts = counts,
        .draw = unit_draw(params.seed,
                          {static_cast<std::uint64_t>(at.n), static_cast<std::uint64_t>(at.c),
                           static_cast<std::uint64_t>(at.row), static_cast<std::uint64_t>(at.col)}),
        .weights = weights,
        .channel = at.c,
        .filter = at.c % geometry.group_outputs};
}

/// The value of the tap that has the filter's number; 0 where there is none.
template <class Scalar>
[[nodiscard]] double own_cell(const std::vector<Tap<Scalar>>& taps, int filter) {
    const auto own = static_cast<std::size_t>(filter);
    return own < taps.size() ? static_cast<double>(taps[own].value) : 0.0;
}

/// A real tap's row-major position from the first cell of channel `first_channel` on.
template <class Scalar>
[[nodiscard]] std::int64_t tap_position(const Geometry& geometry, const Tap<Scalar>& tap,
                                        int first_channel) {
    return (std::int64_t{tap.channel - first_channel} * geometry.input.h + tap.row) *
               geometry.input.w +
           tap.col;
}

/// The plane function of an operator with a rule for whole windows (see PlaneFunction).
template <class Rule, class Scalar>
bool pool_windows(const PlaneTask<Scalar>& task) {
    const Geometry& geometry = task.geometry;
    const auto padding = padding_cell<Scalar>(Rule::padding_value);
    StopClock clock(task.stop);
    const auto cell = cells_from(task.input, geometry);
    std::vector<Tap<Scalar>> taps;
    std::size_t at = 0;
    for (int out_row = 0; out_row < geometry.output.h; ++out_row) {
        if (clock.ask()) return false;
        for (int out_col = 0; out_col < geometry.output.w; ++out_col, ++at) {
            const Window window = window_at(geometry, out_row, out_col);
            WindowContext context = window_context(geometry, task.params, task.weights, window,
                                                   {task.n, task.c, out_row, out_col});
            read_taps(geometry, context, window, cell, 0, padding, taps);
            context.own = own_cell(taps, context.filter);
            const Reduction<Scalar> reduction = Rule::template reduce<Scalar>(taps, context);
            task.output[at] = reduction.output;
            if (task.indices != nullptr) {
                task.indices[at] =
                    reduction.selected ? tap_position(geometry, taps[*reduction.selected], 0) : -1;
            }
            if (clock.ask_after(static_cast<std::int64_t>(taps.size()))) return false;
        }
        if (task.rows_done != nullptr) ++*task.rows_done;
    }
    return true;
}

}  // namespace poolscope
