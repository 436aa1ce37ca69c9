/// Sums whole numbers, window by window.
#include "cli/integer_mean.hpp"

namespace poolscope::cli {
namespace {

/// The sum of a window's real cells; it wraps round as an unsigned number does.
std::int64_t sum_of(const Tensor<std::int64_t>& input, const Geometry& geometry,
                    const Window& window, int n, int c) {
    const AxisTaps rows = geometry.rows.taps_of(window.rows);
    const AxisTaps cols = geometry.cols.taps_of(window.cols);
    std::uint64_t sum = 0;
    for (int i = 0; i < rows.real; ++i) {
        for (int j = 0; j < cols.real; ++j) {
            sum += static_cast<std::uint64_t>(input.at(n, c, window.rows.at(rows.first_real + i),
                                                       window.cols.at(cols.first_real + j)));
        }
    }
    return static_cast<std::int64_t>(sum);
}

/// sum / divisor towards 0; the one quotient that does not fit wraps round too.
std::int64_t quotient(std::int64_t sum, int divisor) {
    if (divisor == -1) return static_cast<std::int64_t>(-static_cast<std::uint64_t>(sum));
    return divisor == 0 ? 0 : sum / divisor;
}

}  // namespace

Tensor<std::int64_t> truncated_mean(const Tensor<std::int64_t>& input, const PlacedLayer& placed) {
    const auto& [layer, geometry] = placed;
    Tensor<std::int64_t> output(geometry.output);
    const Shape& shape = output.shape();
    for (int row = 0; row < shape.h; ++row) {
        for (int col = 0; col < shape.w; ++col) {
            const Window window = window_at(geometry, row, col);
            const TapCounts counts = count_taps(geometry, window);
            const int divisor = layer.op->divisor(counts, layer.params);
            for (int n = 0; n < shape.n; ++n) {
                for (int c = 0; c < shape.c; ++c) {
                    output.at(n, c, row, col) =
                        quotient(sum_of(input, geometry, window, n, c), divisor);
                }
            }
        }
    }
    return output;
}

}  // namespace poolscope::cli
