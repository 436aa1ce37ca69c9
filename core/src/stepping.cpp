/// Computes any step of a layer from its index alone.
#include "poolscope/stepping.hpp"

#include <algorithm>

#include "operators/windows.hpp"

namespace poolscope {

namespace {

/// Steps by cell of some windows: `times` for each tap along an axis, and `more` for each window.
struct StepCosts {
    std::size_t times = 1;
    std::size_t more = 0;
};

/// Steps of the outputs before `index` along `axis`.
std::size_t steps_before(const Axis& axis, int index, const StepCosts& costs) {
    return costs.times * static_cast<std::size_t>(axis.taps_before(index)) +
           costs.more * static_cast<std::size_t>(index);
}

/// The last output of `axis` before which there are at most `steps` steps.
int output_at(const Axis& axis, std::size_t steps, const StepCosts& costs) {
    if (axis.placement != Placement::adaptive)
        return static_cast<int>(steps / steps_before(axis, 1, costs));
    int index = 0;
    for (std::size_t before = 0; index + 1 < axis.output; ++index) {
        before += costs.times * static_cast<std::size_t>(axis.span_at(index).count) + costs.more;
        if (before > steps) break;
    }
    return index;
}

/// Of whole rows of outputs, along the rows.
StepCosts row_costs(const Geometry& geometry) {
    const auto group = static_cast<std::size_t>(geometry.channel_group);
    const auto width = static_cast<std::size_t>(geometry.cols.output);
    return {
        .times = group * static_cast<std::size_t>(geometry.cols.taps_before(geometry.cols.output)),
        .more = geometry.biased ? width : 0};
}

/// Of the outputs of one row, along the columns.
StepCosts col_costs(const Geometry& geometry, int out_row) {
    const auto group = static_cast<std::size_t>(geometry.channel_group);
    return {.times = group * static_cast<std::size_t>(geometry.rows.span_at(out_row).count),
            .more = geometry.biased ? std::size_t{1} : 0};
}

/// Steps by cell of the outputs before (out_row, out_col).
std::size_t cell_steps_before(const Geometry& geometry, int out_row, int out_col) {
    const std::size_t rows = steps_before(geometry.rows, out_row, row_costs(geometry));
    if (out_row == geometry.rows.output) return rows;
    return rows + steps_before(geometry.cols, out_col, col_costs(geometry, out_row));
}

}  // namespace

std::size_t plane_steps(const Geometry& geometry, Grain grain) {
    if (grain == Grain::window) return geometry.output.plane_count();
    return cell_steps_before(geometry, geometry.rows.output, 0);
}

StepLocation locate_step(const Geometry& geometry, Grain grain, std::size_t index) {
    const auto width = static_cast<std::size_t>(geometry.output.w);
    if (grain == Grain::window) {
        const int row = static_cast<int>(index / width);
        const int col = static_cast<int>(index % width);
        return {row, col, window_at(geometry, row, col).count() * geometry.channel_group};
    }
    const int row = output_at(geometry.rows, index, row_costs(geometry));
    const auto in_row = index - cell_steps_before(geometry, row, 0);
    const int col = output_at(geometry.cols, in_row, col_costs(geometry, row));
    const int read = static_cast<int>(index - cell_steps_before(geometry, row, col)) + 1;
    if (!geometry.biased) return {row, col, read};
    const int taps = window_at(geometry, row, col).count() * geometry.channel_group;
    return {row, col, std::min(read, taps), read > taps};
}

std::size_t first_step_of(const Geometry& geometry, Grain grain, int out_row, int out_col) {
    if (grain == Grain::cell) return cell_steps_before(geometry, out_row, out_col);
    return static_cast<std::size_t>(out_row) * static_cast<std::size_t>(geometry.output.w) +
           static_cast<std::size_t>(out_col);
}

template <class Scalar>
std::size_t StepRange<Scalar>::plane_size() const {
    return plane_steps(geometry(), grain_);
}

template <class Scalar>
std::size_t StepRange<Scalar>::size() const {
    return std::size_t(geometry().output.n) * std::size_t(geometry().output.c) * plane_size();
}

template <class Scalar>
Step<Scalar> StepRange<Scalar>::operator[](std::size_t index) const {
    const auto plane = index / plane_size();
    const auto channels = std::size_t(placed_.geometry.output.c);
    const int n = static_cast<int>(plane / channels);
    const int c = static_cast<int>(plane % channels);
    const Operator* const op = placed_.layer.op;
    const PoolParams& params = placed_.layer.params;
    const Geometry geometry = plane_geometry(placed_.geometry, params, n, c);
    const StepLocation at = locate_step(geometry, grain_, index % plane_size());
    Step<Scalar> step{.index = index,
                      .n = n,
                      .c = c,
                      .out_row = at.out_row,
                      .out_col = at.out_col,
                      .window = window_at(geometry, at.out_row, at.out_col),
                      .folded = static_cast<std::size_t>(at.folded),
                      .bias_in = at.bias_in};
    const WindowWeights* const weights = placed_.layer.weights ? &*placed_.layer.weights : nullptr;
    WindowContext context =
        window_context(geometry, params, weights, step.window, {n, c, at.out_row, at.out_col});
    context.bias_in = at.bias_in;
    step.counts = context.counts;
    step.draw = context.draw;
    const int first = channels_read(geometry, c).first;
    const auto read = [&](const auto& cell) {
        read_taps(geometry, context, step.window, cell, first,
                  padding_cell<Scalar>(op->padding_value), step.taps);
    };
    if (cell_)
        read([&](int k, int row, int col) { return cell_(n, first + k, row, col); });
    else
        read(cells_from(first_plane_read(input_, geometry, n, c), geometry));
    step.own = context.own = own_cell(step.taps, context.filter);
    const std::span<const Tap<Scalar>> folded = std::span(step.taps).first(step.folded);
    step.reduction = op->reduce.get<Scalar>()(folded, context);
    return step;
}

template <class Scalar>
Result<StepRange<Scalar>> make_steps(TensorView<Scalar> input, const Layer& layer, Grain grain) {
    if (auto supported = check_supports<Scalar>(*layer.op); !supported) return error_of(supported);
    return place(layer, input.shape()).map([&](PlacedLayer placed) {
        return StepRange<Scalar>(input, std::move(placed), grain);
    });
}

// NOLINTBEGIN(bugprone-macro-parentheses): a type takes none.
#define POOLSCOPE_INSTANTIATE(Scalar) \
    template class StepRange<Scalar>; \
    template Result<StepRange<Scalar>> make_steps(TensorView<Scalar>, const Layer&, Grain);
POOLSCOPE_EACH_SCALAR(POOLSCOPE_INSTANTIATE)
#undef POOLSCOPE_INSTANTIATE
// NOLINTEND(bugprone-macro-parentheses)

}  // namespace poolscope
