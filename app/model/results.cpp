/// Computing a document's results, and reading them.
#include "model/results.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace poolscope::model {

namespace {

ValueRange range_of(const Values& values) {
    float low = std::numeric_limits<float>::infinity();
    float high = -low;
    for (const float value : values.cells()) {
        if (!std::isfinite(value)) continue;
        low = std::min(low, value);
        high = std::max(high, value);
    }
    return low <= high ? ValueRange{low, high} : ValueRange{};
}

/// The layer placed on its input, where it is small enough to show: a scene file may ask for
/// anything.
Result<Geometry> place(const Document& document) {
    auto geometry = make_geometry(document.shape(), document.params);
    if (!geometry) return geometry;
    const auto padded_rows = std::int64_t{geometry->rows.overhang_end()} + geometry->rows.pad_begin;
    const auto padded_cols = std::int64_t{geometry->cols.overhang_end()} + geometry->cols.pad_begin;
    if (std::max(padded_rows, padded_cols) > max_padded_side)
        return fail(ErrorCode::too_large,
                    "the padded input would be " + std::to_string(padded_rows) + " x " +
                        std::to_string(padded_cols) + " cells",
                    "make padding smaller, to at most " + std::to_string(max_padded_side) +
                        " cells a side");
    if (geometry->output.count() > max_cells)
        return fail(
            ErrorCode::too_large,
            "the output would have " + std::to_string(geometry->output.count()) + " cells",
            "make stride larger or padding smaller, to at most " + std::to_string(max_cells));
    const auto taps = static_cast<std::size_t>(window_at(*geometry, 0, 0).count());
    if (taps > max_window_cells)
        return fail(
            ErrorCode::too_large, "the window would read " + std::to_string(taps) + " cells",
            "make kernel_size smaller, to at most " + std::to_string(max_window_cells) + " cells");
    return geometry;
}

}  // namespace

Results outline_results(const Document& document, std::optional<ValueRange> known) {
    Results results;
    results.geometry = place(document);
    results.input_range = known ? *known : range_of(*document.input);
    if (results.geometry) results.never_read = never_read_count(*results.geometry);
    results.computing = results.geometry.has_value();
    return results;
}

Results compute_results(const Document& document, const StopQuery& stop) {
    return complete(outline_results(document), document, 1, stop);
}

Results complete(Results results, const Document& document, int threads, const StopQuery& stop) {
    if (!results.geometry) return results;
    const Operator& op = operator_of(document);
    PoolOptions options;
    options.return_indices = op.selects;
    options.threads = threads;
    options.stop = stop;
    auto pooled = pool(op, *document.input, document.params, options);
    if (!pooled) {
        if (pooled.error().code == ErrorCode::cancelled) return results;
        results.geometry = tl::unexpected<Error>(pooled.error());
        results.computing = false;
        return results;
    }
    results.output_range = range_of(pooled->output);
    results.output = std::make_shared<const Values>(std::move(pooled->output));
    if (pooled->indices)
        results.indices = std::make_shared<const Tensor<std::int64_t>>(std::move(*pooled->indices));
    results.computing = false;
    return results;
}

std::size_t steps_per_channel(const Results& results, Grain grain) {
    if (!results.geometry) return 0;
    const std::size_t windows = results.geometry->output.plane_count();
    if (grain == Grain::window) return windows;
    return windows * static_cast<std::size_t>(window_at(*results.geometry, 0, 0).count());
}

std::optional<Step<float>> step_of(const Document& document, const Results& results, Grain grain,
                                   std::size_t step, int channel) {
    if (!results.geometry) return std::nullopt;
    const StepRange<float> steps(*document.input, operator_of(document), document.params,
                                 *results.geometry, grain);
    const std::size_t per_channel = steps.plane_size();
    if (step >= per_channel || channel < 0 || channel >= document.shape().c) return std::nullopt;
    return steps[static_cast<std::size_t>(channel) * per_channel + step];
}

std::size_t step_at_output(const Results& results, Grain grain, int out_row, int out_col) {
    if (!results.geometry) return 0;
    const auto window =
        static_cast<std::size_t>(out_row) * static_cast<std::size_t>(results.geometry->output.w) +
        static_cast<std::size_t>(out_col);
    if (grain == Grain::window) return window;
    return window * static_cast<std::size_t>(window_at(*results.geometry, 0, 0).count());
}

std::size_t win_count(const Results& results, const CellRef& cell) {
    if (!results.geometry || !results.indices) return 0;
    const Geometry& geometry = *results.geometry;
    if (cell.row < 0 || cell.row >= geometry.input.h || cell.col < 0 ||
        cell.col >= geometry.input.w)
        return 0;
    const std::int64_t position = static_cast<std::int64_t>(cell.row) * geometry.input.w + cell.col;
    const Readers readers = readers_of(geometry, cell.row, cell.col);
    std::size_t wins = 0;
    for (const int row : readers.rows)
        for (const int col : readers.cols)
            if (results.indices->at(0, cell.channel, row, col) == position) ++wins;
    return wins;
}

}  // namespace poolscope::model
