/// Computes any step of a layer from its index alone.
#include "poolscope/stepping.hpp"

#include "operators/windows.hpp"

namespace poolscope {

namespace {

/// The last output of `axis` before which at most `taps` taps are read, each `times` times.
int output_at(const Axis& axis, std::size_t taps, std::size_t times) {
    if (axis.placement != Placement::adaptive)
        return static_cast<int>(taps / (times * static_cast<std::size_t>(axis.kernel_size)));
    int index = 0;
    for (std::size_t before = 0; index + 1 < axis.output; ++index) {
        before += times * static_cast<std::size_t>(axis.span_at(index).count);
        if (before > taps) break;
    }
    return index;
}

/// Taps of the outputs before (out_row, out_col), where each row of outputs reads `row_taps`.
std::size_t taps_before(const Geometry& geometry, int out_row, int out_col) {
    const auto group = static_cast<std::size_t>(geometry.channel_group);
    const auto per_row = static_cast<std::size_t>(geometry.cols.taps_before(geometry.cols.output));
    const auto rows = static_cast<std::size_t>(geometry.rows.taps_before(out_row)) * per_row;
    if (out_row == geometry.rows.output) return group * rows;
    const auto height = static_cast<std::size_t>(geometry.rows.span_at(out_row).count);
    return group * (rows + height * static_cast<std::size_t>(geometry.cols.taps_before(out_col)));
}

}  // namespace

std::size_t plane_steps(const Geometry& geometry, Grain grain) {
    if (grain == Grain::window) return geometry.output.plane_count();
    return taps_before(geometry, geometry.rows.output, 0);
}

StepLocation locate_step(const Geometry& geometry, Grain grain, std::size_t index) {
    const auto width = static_cast<std::size_t>(geometry.output.w);
    const auto group = static_cast<std::size_t>(geometry.channel_group);
    if (grain == Grain::window) {
        const int row = static_cast<int>(index / width);
        const int col = static_cast<int>(index % width);
        return {row, col, window_at(geometry, row, col).count() * geometry.channel_group};
    }
    const auto per_row = static_cast<std::size_t>(geometry.cols.taps_before(geometry.cols.output));
    const int row = output_at(geometry.rows, index, group * per_row);
    const auto in_row = index - taps_before(geometry, row, 0);
    const auto height = static_cast<std::size_t>(geometry.rows.span_at(row).count);
    const int col = output_at(geometry.cols, in_row, group * height);
    return {row, col, static_cast<int>(index - taps_before(geometry, row, col)) + 1};
}

std::size_t first_step_of(const Geometry& geometry, Grain grain, int out_row, int out_col) {
    if (grain == Grain::cell) return taps_before(geometry, out_row, out_col);
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
                      .folded = static_cast<std::size_t>(at.folded)};
    const WindowContext context =
        window_context(geometry, params, step.window, {n, c, at.out_row, at.out_col});
    step.counts = context.counts;
    step.draw = context.draw;
    const int first = channels_read(geometry, c).first;
    const auto read = [&](const auto& cell) {
        read_taps(geometry, params, step.window, cell, first,
                  padding_cell<Scalar>(op->padding_value), step.taps);
    };
    if (cell_)
        read([&](int k, int row, int col) { return cell_(n, first + k, row, col); });
    else
        read(cells_from(first_plane_read(input_, geometry, n, c), geometry));
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
