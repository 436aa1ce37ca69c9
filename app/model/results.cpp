/// Computing a document's results, and reading them.
#include "model/results.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "poolscope/stepping.hpp"

namespace poolscope::model {

namespace {

/// The winner cannot be read off the output: it is drawn, not chosen by its value.
bool draws_winner(const Operator& op) {
    return op.selects && op.weighs;
}

/// Which of the layer's parameters make its output small enough.
Message smaller_output(Placement placement) {
    return placement == Placement::sliding
               ? say("make stride larger or padding smaller, to at most {0} cells", max_cells)
               : say("make output_size smaller, to at most {0} cells", max_cells);
}

/// The layer placed on its input, where its dialect allows it and it is small enough to show: a
/// scene file may ask for anything.
Result<Geometry> place(const Document& document) {
    const Operator& op = operator_of(document);
    const auto allowed = dialect_of(document).check(op, document.params, document.shape());
    if (!allowed) return tl::unexpected<Error>(allowed.error());
    auto geometry = make_geometry(op, document.shape(), document.params);
    if (!geometry) return geometry;
    const auto padded_rows = std::int64_t{geometry->rows.overhang_end()} + geometry->rows.pad_begin;
    const auto padded_cols = std::int64_t{geometry->cols.overhang_end()} + geometry->cols.pad_begin;
    if (std::max(padded_rows, padded_cols) > max_padded_side)
        return fail(ErrorCode::too_large,
                    say("the padded input would be {0} x {1} cells", padded_rows, padded_cols),
                    say("make padding smaller, to at most {0} cells a side", max_padded_side));
    if (geometry->output.count() > max_cells)
        return fail(ErrorCode::too_large,
                    say("the output would have {0} cells", geometry->output.count()),
                    smaller_output(document.params.placement));
    const auto taps = static_cast<std::size_t>(geometry->rows.widest()) *
                      static_cast<std::size_t>(geometry->cols.widest());
    if (taps > max_window_cells)
        return fail(ErrorCode::too_large, say("the window would read {0} cells", taps),
                    say("make kernel_size smaller, to at most {0} cells", max_window_cells));
    return geometry;
}

}  // namespace

ValueRange range_of(const Values& values) {
    // Without a branch, so that the compiler makes it a vector loop.
    constexpr float infinity = std::numeric_limits<float>::infinity();
    float low = infinity;
    float high = -infinity;
    for (const float value : values.cells()) {
        const bool finite = std::abs(value) < infinity;  // false for a NaN
        const float for_low = finite ? value : infinity;
        const float for_high = finite ? value : -infinity;
        low = for_low < low ? for_low : low;
        high = for_high > high ? for_high : high;
    }
    return low <= high ? ValueRange{low, high} : ValueRange{};
}

float largest_magnitude(const Values& values) {
    const ValueRange range = range_of(values);
    return std::max(std::abs(range.low), std::abs(range.high));
}

Results outline_results(const Document& document, std::optional<ValueRange> known) {
    Results results;
    results.geometry = place(document);
    results.input_range = known ? *known : range_of(*document.input);
    if (results.geometry) results.never_read = never_read_count(*results.geometry);
    results.computing = results.geometry.has_value();
    return results;
}

Results compute_results(const Document& document, const StopQuery& stop) {
    return complete(outline_results(document), document, {.stop = stop});
}

Results complete(Results results, const Document& document, const CompleteOptions& options) {
    if (!results.geometry) return results;
    const Operator& op = operator_of(document);
    PoolResult<float> pooled;
    if (options.spares != nullptr) pooled.output = options.spares->take();
    const auto done = pool_into(pooled, op, *document.input, document.params,
                                {.return_indices = draws_winner(op),
                                 .threads = options.threads,
                                 .stop = options.stop,
                                 .rows_done = options.rows_done});
    results.output = options.spares != nullptr
                         ? options.spares->share(std::move(pooled.output))
                         : std::make_shared<const Values>(std::move(pooled.output));
    if (!done) {
        results.output = nullptr;
        if (done.error().code == ErrorCode::cancelled) return results;
        results.geometry = tl::unexpected<Error>(done.error());
        results.computing = false;
        return results;
    }
    if (pooled.indices)
        results.indices = std::make_shared<const Tensor<std::int64_t>>(std::move(*pooled.indices));
    results.previous = nullptr;
    results.computing = false;
    return results;
}

std::size_t steps_per_channel(const Results& results, Grain grain) {
    return results.geometry ? plane_steps(*results.geometry, grain) : 0;
}

int output_channel(const Geometry& geometry, int channel) {
    return channel / geometry.channel_group;
}

Geometry geometry_of(const Document& document, const Results& results, ShownPlane plane) {
    return plane_geometry(*results.geometry, document.params, plane.sample,
                          output_channel(*results.geometry, plane.channel));
}

std::optional<Step<float>> step_of(const Document& document, const Results& results, Grain grain,
                                   std::size_t step, ShownPlane plane) {
    if (!results.geometry) return std::nullopt;
    const StepRange<float> steps(*document.input, operator_of(document), document.params,
                                 *results.geometry, grain);
    const std::size_t per_channel = steps.plane_size();
    const Shape& shape = document.shape();
    if (step >= per_channel || plane.channel < 0 || plane.channel >= shape.c || plane.sample < 0 ||
        plane.sample >= shape.n)
        return std::nullopt;
    const auto channels = static_cast<std::size_t>(results.geometry->output.c);
    const auto channel = static_cast<std::size_t>(output_channel(*results.geometry, plane.channel));
    return steps[(static_cast<std::size_t>(plane.sample) * channels + channel) * per_channel +
                 step];
}

}  // namespace poolscope::model
