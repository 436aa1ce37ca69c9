/// Placing a document's layer, and what is known of it before pooling.
#include "model/run.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace poolscope::model {

namespace {

/// The most cells of a padded plane, overhang included.
constexpr std::int64_t max_padded_cells = std::int64_t{4} * std::int64_t{max_cells};

/// Which of the layer's parameters make its output small enough.
Message smaller_output(Placement placement) {
    return placement == Placement::sliding
               ? say("make stride larger or padding smaller, to at most {0} cells", max_cells)
               : say("make output_size smaller, to at most {0} cells", max_cells);
}

/// The layer placed on its input, where its dialect allows it and it is small enough to show: a
/// scene file may ask for anything.
Result<Geometry> place(const Document& document) {
    const auto allowed = document.layer().dialect->check(document.layer(), document.shape());
    if (!allowed) return error_of(allowed);
    auto geometry = make_geometry(document.layer(), document.shape());
    if (!geometry) return geometry;
    const auto padded_rows = std::int64_t{geometry->rows.overhang_end()} + geometry->rows.pad_begin;
    const auto padded_cols = std::int64_t{geometry->cols.overhang_end()} + geometry->cols.pad_begin;
    if (padded_rows > max_padded_cells / padded_cols)
        return fail(ErrorCode::too_large,
                    say("the padded input would be {0} x {1} cells", padded_rows, padded_cols),
                    say("make padding smaller, to at most {0} cells in all", max_padded_cells));
    if (geometry->output.count() > max_cells)
        return fail(ErrorCode::too_large,
                    say("the output would have {0} cells", geometry->output.count()),
                    smaller_output(document.layer().params.placement));
    const auto taps = static_cast<std::size_t>(geometry->rows.widest()) *
                      static_cast<std::size_t>(geometry->cols.widest());
    if (taps > max_cells)
        return fail(ErrorCode::too_large, say("the window would read {0} cells", taps),
                    say("make kernel_size smaller, to at most {0} cells", max_cells));
    return geometry;
}

}  // namespace

ValueRange finite_range(std::span<const float> cells) {
    // Without a branch, so that the compiler makes it a vector loop.
    constexpr float infinity = std::numeric_limits<float>::infinity();
    float low = infinity;
    float high = -infinity;
    for (const float value : cells) {
        const bool finite = std::abs(value) < infinity;  // false for a NaN
        const float for_low = finite ? value : infinity;
        const float for_high = finite ? value : -infinity;
        low = for_low < low ? for_low : low;
        high = for_high > high ? for_high : high;
    }
    return {low, high};
}

ValueRange range_of(const Values& values) {
    const ValueRange range = finite_range(values.cells());
    return range.low <= range.high ? range : ValueRange{};
}

float largest_magnitude(const Values& values) {
    const ValueRange range = range_of(values);
    return std::max(std::abs(range.low), std::abs(range.high));
}

Results outline_results(const Document& document, std::optional<ValueRange> input_range) {
    Results results;
    results.geometry = place(document);
    results.input_range = input_range ? *input_range : range_of(*document.input->whole());
    if (results.geometry) results.never_read = never_read_count(*results.geometry);
    results.computing = results.geometry.has_value();
    return results;
}

Results compute_results(const Document& document, const StopQuery& stop) {
    return complete({document, outline_results(document)}, {.stop = stop});
}

std::size_t steps_per_channel(const Results& results, Grain grain) {
    return results.geometry ? plane_steps(*results.geometry, grain) : 0;
}

}  // namespace poolscope::model
