/// The way back through a mean, as a sum over windows.
#include "kernels/backward.hpp"

#include <algorithm>
#include <vector>

#include "kernels/kernels.hpp"
#include "operators/mean.hpp"

namespace poolscope::kernels {

namespace {

/// The axis along which shares are summed: a cell's readers lie within one window of the kernel's
/// reach, one cell from the next cell's.
Axis backward_axis(const Axis& axis) {
    return {.input = axis.input + (axis.kernel_size - 1) * axis.dilation,
            .output = axis.input,
            .kernel_size = axis.kernel_size,
            .dilation = axis.dilation};
}

/// Where the share of output `index` lies along such an axis.
std::int64_t share_place(const Axis& axis, int index) {
    return std::int64_t{index} * axis.stride - axis.pad_begin +
           (axis.kernel_size - std::int64_t{1}) * axis.dilation;
}

std::vector<AxisTaps> taps_along(const Axis& axis) {
    std::vector<AxisTaps> taps;
    taps.reserve(static_cast<std::size_t>(axis.output));
    for (int i = 0; i < axis.output; ++i) taps.push_back(axis.taps_of(axis.span_at(i)));
    return taps;
}

/// What each real cell of a window receives; 0 where there is none.
template <class Scalar>
Scalar share_of(const TapCounts& counts, const PoolParams& params, Scalar grad_output) {
    if (counts.real == 0) return Scalar{0};
    return static_cast<Scalar>(1.0 / mean_divisor(counts, params) *
                               static_cast<double>(grad_output));
}

/// The shares of one plane in their places, 0 between them.
template <class Scalar>
std::vector<Scalar> lay_out_shares(const Geometry& geometry, const Geometry& backward,
                                   const PoolParams& params, const Scalar* grad_output) {
    std::vector<Scalar> shares(backward.input.plane_count(), Scalar{0});
    const auto row_taps = taps_along(geometry.rows);
    const auto col_taps = taps_along(geometry.cols);
    for (int row = 0; row < geometry.output.h; ++row) {
        const auto to_row = share_place(geometry.rows, row);
        if (to_row < 0 || to_row >= backward.input.h) continue;
        const Scalar* from = grad_output + std::ptrdiff_t{row} * geometry.output.w;
        Scalar* to = shares.data() + to_row * backward.input.w;
        for (int col = 0; col < geometry.output.w; ++col) {
            const auto to_col = share_place(geometry.cols, col);
            if (to_col < 0 || to_col >= backward.input.w) continue;
            const TapCounts counts = combine(row_taps[static_cast<std::size_t>(row)],
                                             col_taps[static_cast<std::size_t>(col)]);
            to[to_col] = share_of(counts, params, from[col]);
        }
    }
    return shares;
}

Geometry backward_geometry(const Geometry& geometry) {
    const Axis rows = backward_axis(geometry.rows);
    const Axis cols = backward_axis(geometry.cols);
    return {.input = {1, 1, rows.input, cols.input},
            .output = {1, 1, rows.output, cols.output},
            .rows = rows,
            .cols = cols};
}

}  // namespace

bool covers_mean_backward(const Geometry& geometry) {
    if (is_whole(geometry)) return true;
    if (!covers(geometry)) return false;
    const auto reach_of = [](const Axis& axis) {
        return std::int64_t{axis.input} + std::int64_t{axis.kernel_size} * axis.dilation;
    };
    return reach_of(geometry.rows) * reach_of(geometry.cols) <= max_cells &&
           covers(backward_geometry(geometry));
}

template <class Scalar>
Outcome send_back_mean(const Geometry& geometry, const PoolParams& params,
                       const Scalar* grad_output, Scalar* grad_input, const StopQuery& stop) {
    if (is_whole(geometry)) {
        const TapCounts counts = combine(geometry.rows.taps_of(geometry.rows.span_at(0)),
                                         geometry.cols.taps_of(geometry.cols.span_at(0)));
        std::fill_n(grad_input, geometry.input.plane_count(),
                    share_of(counts, params, *grad_output));
        return Outcome::done;
    }
    const Geometry backward = backward_geometry(geometry);
    const auto shares = lay_out_shares(geometry, backward, params, grad_output);
    const PoolParams sum{.divisor_override = 1};
    return pool_mean(Band<Scalar>{.geometry = backward,
                                  .params = sum,
                                  .input = shares.data(),
                                  .output = grad_input,
                                  .row_end = backward.output.h,
                                  .stop = stop});
}

template Outcome send_back_mean(const Geometry&, const PoolParams&, const float*, float*,
                                const StopQuery&);
template Outcome send_back_mean(const Geometry&, const PoolParams&, const double*, double*,
                                const StopQuery&);

}  // namespace poolscope::kernels
