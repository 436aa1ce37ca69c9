/// Which layers have a fast path.
#include "kernels/kernels.hpp"

namespace poolscope::kernels {

namespace {

/// Bounds of the memory that windows are folded in: from a window's first column to its last, and
/// a window's rows.
constexpr std::int64_t most_reach = std::int64_t{1} << 20;
constexpr int most_rows = 1 << 14;

/// Means of layers that read no more taps than this have the bits of the steps; they take less time
/// than a person can tell.
constexpr double most_exact_taps = 1 << 16;

/// Whether the axis's only window reads every cell.
bool reads_all(const Axis& axis) {
    return axis.output == 1 && axis.taps_of(axis.span_at(0)).real == axis.input;
}

}  // namespace

bool is_whole(const Geometry& geometry) {
    return reads_all(geometry.rows) && reads_all(geometry.cols);
}

bool covers(const Geometry& geometry) {
    if (geometry.channel_group != 1) return false;
    if (is_whole(geometry)) return true;
    const Axis& cols = geometry.cols;
    return geometry.rows.regular() && cols.regular() && geometry.rows.kernel_size <= most_rows &&
           std::int64_t{cols.kernel_size} * cols.dilation <= most_reach;
}

bool takes(Kernel kernel, const Geometry& geometry) {
    if (kernel == Kernel::none || !covers(geometry)) return false;
    const double taps = static_cast<double>(geometry.output.count()) * geometry.rows.widest() *
                        geometry.cols.widest();
    return kernel != Kernel::mean || taps > most_exact_taps;
}

}  // namespace poolscope::kernels
