/// The mean of every window, a vector at a time. Sums are taken apart for columns and rows, in
/// float where that is within 1e-6 of the sum of magnitudes, else in double.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/mean.cpp"
#include <hwy/foreach_target.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "kernels/flat-inl.hpp"
#include "kernels/kernels.hpp"
#include "kernels/strips-inl.hpp"
#include "kernels/whole-inl.hpp"
#include "operators/mean.hpp"

HWY_BEFORE_NAMESPACE();
namespace poolscope::kernels::HWY_NAMESPACE {

/// So many additions of floats one after the other, each off by 2^-24 at most, and the division's
/// rounding stay within 1e-6 of the sum of magnitudes.
inline constexpr std::ptrdiff_t most_float_additions = 14;

/// Narrower lanes; too large ones become infinite, as a cast makes them.
template <class D, class V>
HWY_INLINE hn::VFromD<D> narrowed(D d, V lanes) {
#if HWY_TARGET == HWY_SCALAR || HWY_TARGET == HWY_EMU128
    // Highway's own stops at the largest number there.
    HWY_ALIGN hn::TFromV<V> wide[hn::MaxLanes(d)];
    HWY_ALIGN hn::TFromD<D> narrow[hn::MaxLanes(d)];
    hn::Store(lanes, hn::DFromV<V>(), wide);
    std::transform(std::begin(wide), std::end(wide), std::begin(narrow),
                   [](auto one) { return static_cast<hn::TFromD<D>>(one); });
    return hn::Load(d, narrow);
#else
    return hn::DemoteTo(d, lanes);
#endif
}

/// Sums by divisors whose reciprocals are nearly known; exact where the quotient is a number of
/// their type, within its rounding elsewhere (Markstein 1990). Sums must be finite.
template <class D, class V>
HWY_INLINE V divide(D d, V sums, V divisors, V reciprocals) {
    static_cast<void>(d);
#if HWY_NATIVE_FMA
    const V near = hn::Mul(sums, reciprocals);
    return hn::MulAdd(hn::NegMulAdd(near, divisors, sums), reciprocals, near);
#else
    static_cast<void>(reciprocals);
    return hn::Div(sums, divisors);
#endif
}

/// Divides the sums of one tile and writes the means. A window's divisor is that of its rows times
/// that of its columns, 1 for rows or columns without a real cell: their sums are 0. Suspicious
/// outputs tell of sums that may have passed the largest number of their type.
template <class Lanes, class T, bool Suspicious>
class MeanOutput {
public:
    MeanOutput(const Band<T>& band, Tile tile)
        : band_(band),
          tile_(tile),
          columns_(allocate<Quotient>(room())),
          inverse_columns_(allocate<Quotient>(room())),
          rows_(allocate<Quotient>(2 * static_cast<std::size_t>(band.row_end - band.row_begin))) {
        const auto overriding = band.params.divisor_override;
        for (std::size_t i = 0; i < room(); ++i) {
            const int column = std::min(tile.begin + static_cast<int>(i), tile.end - 1);
            columns_[i] = overriding ? Quotient{1} : factor(band.geometry.cols, column);
            inverse_columns_[i] = Quotient{1} / columns_[i];
        }
        Quotient* row = rows_.get();
        for (int i = band.row_begin; i < band.row_end; ++i) {
            *row++ =
                overriding ? static_cast<Quotient>(*overriding) : factor(band.geometry.rows, i);
            *row = Quotient{1} / row[-1];
            ++row;
        }
    }

    using Cell = std::remove_pointer_t<decltype(Lanes::Row::values)>;
    using D = typename Lanes::D;
    /// Sums are divided in T, but for those that may be too large for it.
    using Quotient = std::conditional_t<Suspicious, T, Cell>;
    using DQ = hn::Rebind<Quotient, D>;

    /// Where a row of one plane is written; copied into loops, so that all of it is in registers.
    struct Writer {
        T* cells;
        std::ptrdiff_t pitch;
        const Quotient* columns;
        const Quotient* rows;
        const Quotient* inverse_columns;
        hn::VFromD<DQ> all;  ///< NaN once a mean of a vector was not finite
        Quotient all_ones;   ///< the same of single means
        T* to;               ///< the row at hand
        Quotient row_factor;
        Quotient inverse_row;

        HWY_INLINE void at_row(std::ptrdiff_t row) {
            to = cells + row * pitch;
            row_factor = rows[2 * row];
            inverse_row = rows[2 * row + 1];
        }
        HWY_INLINE auto means(typename Lanes::State state, std::ptrdiff_t i) {
            const DQ d;
            const auto divisor = hn::Mul(hn::LoadU(d, columns + i), hn::Set(d, row_factor));
            const auto inverse =
                hn::Mul(hn::LoadU(d, inverse_columns + i), hn::Set(d, inverse_row));
            const auto mean = Suspicious ? divide(d, sums(state), divisor, inverse)
                                         : hn::Div(sums(state), divisor);
            if constexpr (Suspicious) all = hn::Add(all, hn::Sub(mean, mean));
            return written(hn::Add(mean, hn::Zero(d)));  // -0 becomes 0
        }
        HWY_INLINE void lanes(typename Lanes::State state, std::ptrdiff_t i) {
            hn::StoreU(means(state, i), hn::Rebind<T, D>(), to + i);
        }
        HWY_INLINE void some(typename Lanes::State state, std::ptrdiff_t count) {
            HWY_ALIGN T all_means[hn::MaxLanes(D())];
            hn::StoreU(means(state, 0), hn::Rebind<T, D>(), all_means);
            std::copy_n(all_means, count, to);
        }
        HWY_INLINE void one(typename Lanes::One one, std::ptrdiff_t i) {
            const Quotient mean = static_cast<Quotient>(one.value) / (columns[i] * row_factor);
            if constexpr (Suspicious) all_ones += mean - mean;
            to[i] = static_cast<T>(mean) + T{0};
        }
        static HWY_INLINE auto sums(typename Lanes::State state) {
            if constexpr (sizeof(Quotient) == sizeof(Cell))
                return state.value;
            else
                return narrowed(DQ(), state.value);
        }
        template <class V>
        static HWY_INLINE auto written(V mean) {
            if constexpr (sizeof(Quotient) == sizeof(T))
                return mean;
            else
                return narrowed(hn::Rebind<T, D>(), mean);
        }
        HWY_INLINE static void end_row(std::ptrdiff_t) {}
    };
    void start(std::size_t plane) {
        cells_ = band_.plane_output(plane) + tile_.begin;
        failed_ = false;
    }
    [[nodiscard]] HWY_INLINE Writer writer() const {
        return {.cells = cells_,
                .pitch = band_.geometry.output.w,
                .columns = columns_.get(),
                .rows = rows_.get() - 2 * std::ptrdiff_t{band_.row_begin},
                .inverse_columns = inverse_columns_.get(),
                .all = hn::Zero(DQ()),
                .all_ones = Quotient{0},
                .to = nullptr,
                .row_factor = Quotient{1},
                .inverse_row = Quotient{1}};
    }
    HWY_INLINE void take(const Writer& writer) {
        if constexpr (Suspicious) {
            failed_ = failed_ || writer.all_ones != writer.all_ones ||
                      !hn::AllFalse(DQ(), hn::IsNaN(writer.all));
        }
    }
    [[nodiscard]] bool failed() const { return failed_; }

private:
    /// Cells of a row, and what vectors read past it.
    [[nodiscard]] std::size_t room() const {
        return static_cast<std::size_t>(tile_.width()) + Lanes::lanes();
    }
    /// What an axis brings to the divisor of its output `i`.
    [[nodiscard]] Quotient factor(const Axis& axis, int i) const {
        const AxisTaps taps = axis.taps_of(axis.span_at(i));
        return static_cast<Quotient>(
            std::max(band_.params.count_include_pad ? taps.inside : taps.real, 1));
    }
    const Band<T>& band_;
    Tile tile_;
    hwy::AlignedFreeUniquePtr<Quotient[]> columns_;
    hwy::AlignedFreeUniquePtr<Quotient[]> inverse_columns_;
    hwy::AlignedFreeUniquePtr<Quotient[]> rows_;  ///< each row's, and its reciprocal
    T* cells_ = nullptr;
    bool failed_ = false;
};

/// The sum of the cells of a plane, in Cell.
template <class T, class Cell>
HWY_INLINE Cell whole_sum(const T* from, std::ptrdiff_t cells) {
    using Lanes = ValueLanes<Sum, T, Cell>;
    Cell sum{0};
    std::ptrdiff_t count = 0;
    if (cells >= static_cast<std::ptrdiff_t>(Lanes::lanes())) {
        Watch<Lanes> watch;
        count = cells;
        const auto lanes = fold_run<Lanes, false>({from}, count, watch).value;
        sum = hn::GetLane(hn::SumOfLanes(typename Lanes::D(), lanes));
    }
    double rest = 0;
    for (; count < cells; ++count) rest += static_cast<double>(from[count]);
    return static_cast<Cell>(static_cast<double>(sum) + rest);
}

/// Additions that whole_sum() makes one after the other, in floats.
[[nodiscard]] inline std::ptrdiff_t whole_depth(std::ptrdiff_t cells) {
    const auto n = static_cast<std::ptrdiff_t>(hn::Lanes(hn::ScalableTag<float>()));
    return cells / (4 * n) + 7 +
           static_cast<std::ptrdiff_t>(std::bit_width(static_cast<std::size_t>(n)));
}

/// Where sums are `trusted`, what is not finite came from infinite cells or NaN.
/// Planes so small that their floats are summed side by side: within most_float_additions for
/// vectors of 4 and more.
inline constexpr std::ptrdiff_t most_small_cells = 49;

/// The sums of as many planes as there are lanes, one a lane, of which each has at least a vector
/// of cells: halves of neighbouring vectors are added until a lane is left of each.
template <class D>
HWY_INLINE hn::VFromD<D> whole_sums(D d, const float* from, std::ptrdiff_t cells) {
    constexpr auto most = static_cast<std::ptrdiff_t>(hn::MaxLanes(D()));
    const auto n = static_cast<std::ptrdiff_t>(hn::Lanes(d));
    const auto rest = cells % n;
    // The last vector's lanes that none before it has.
    const auto last = hn::Not(hn::FirstN(d, static_cast<std::size_t>(n - rest)));
    hn::VFromD<D> sums[most];
#pragma GCC unroll 16
    for (std::ptrdiff_t plane = 0; plane < most; ++plane) {
        const float* row = from + plane * cells;
        auto sum = hn::IfThenElseZero(last, hn::LoadU(d, row + cells - n));
        for (std::ptrdiff_t i = 0; i + n <= cells; i += n)
            sum = hn::Add(sum, hn::LoadU(d, row + i));
        sums[plane] = sum;
    }
#pragma GCC unroll 5
    for (std::ptrdiff_t left = most / 2; left > 0; left /= 2) {
#pragma GCC unroll 16
        for (std::ptrdiff_t i = 0; i < left; ++i) {
            const auto even = even_lanes(d, sums[2 * i], sums[2 * i + 1]);
            sums[i] = hn::Add(even, odd_lanes(d, sums[2 * i], sums[2 * i + 1]));
        }
    }
    return sums[0];
}

/// Pools as many small planes as fill whole vectors; how many.
HWY_INLINE std::size_t pool_small_planes(const Band<float>& band, float divisor) {
    const hn::ScalableTag<float> d;
    const std::size_t n = hn::Lanes(d);
    const auto cells = static_cast<std::ptrdiff_t>(band.geometry.input.plane_count());
    if (n == 1 || cells < static_cast<std::ptrdiff_t>(n)) return 0;
    auto all = hn::Zero(d);
    std::size_t plane = 0;
    for (; plane + n <= band.planes; plane += n) {
        const auto sums = whole_sums(d, band.plane_input(plane), cells);
        const auto means = hn::Add(hn::Div(sums, hn::Set(d, divisor)), hn::Zero(d));
        all = hn::Add(all, hn::Sub(means, means));
        hn::StoreU(means, d, band.plane_output(plane));
    }
    // What is not finite may have passed the largest float: all are summed again, in double.
    return hn::AllFalse(d, hn::IsNaN(all)) ? plane : 0;
}

template <class T>
Outcome pool_whole_mean(const Band<T>& band, bool trusted) {
    const auto cells = static_cast<std::ptrdiff_t>(band.geometry.input.plane_count());
    const auto counts = combine(band.geometry.rows.taps_of(band.geometry.rows.span_at(0)),
                                band.geometry.cols.taps_of(band.geometry.cols.span_at(0)));
    const int divisor = mean_divisor(counts, band.params);
    const bool in_float = std::is_same_v<T, float> && whole_depth(cells) <= most_float_additions;
    StopClock clock(band.stop);
    std::size_t plane = 0;
    if constexpr (std::is_same_v<T, float>) {
        if (cells <= most_small_cells) plane = pool_small_planes(band, static_cast<T>(divisor));
    }
    for (; plane < band.planes; ++plane) {
        const T* from = band.plane_input(plane);
        T mean{};
        if (in_float) mean = whole_sum<T, T>(from, cells) / static_cast<T>(divisor);
        if (!in_float || !std::isfinite(mean)) {
            const auto sum = whole_sum<T, double>(from, cells);
            mean = static_cast<T>(sum / divisor);
            if (!trusted && !std::isfinite(mean)) return Outcome::declined;
        }
        *band.plane_output(plane) = mean + T{0};
        if (clock.ask()) return Outcome::stopped;
    }
    return Outcome::done;
}

Outcome mean_float(const Band<float>& band) {
    if (is_whole(band.geometry)) return pool_whole_mean(band, true);
    using Single = ValueLanes<Sum, float>;
    using Widened = ValueLanes<Sum, float, double>;
    using SingleOutput = MeanOutput<Single, float, true>;
    using WidenedOutput = MeanOutput<Widened, float, false>;
    if (auto done = pool_strips<Single, SingleOutput, Widened, WidenedOutput>(band)) return *done;
    const auto along_columns = RowFold<Single>::depth(band.geometry.cols.kernel_size);
    const auto doubled = along_columns + RowFold<Single>::depth(band.geometry.rows.kernel_size);
    if (doubled <= most_float_additions) {
        const auto done =
            pool_flat<Single, SingleOutput, Widened, WidenedOutput>(band, sizeof(double));
        if (done) return *done;
    }
    using Exact = TileFold<Widened, Widened, WidenedOutput>;
    using Mixed = TileFold<Single, Widened, MeanOutput<Widened, float, true>>;
    using Quick = TileFold<Single, Single, SingleOutput>;
    const auto along_rows = band.geometry.rows.kernel_size - 1;
    if (along_columns + along_rows <= most_float_additions)
        return pool_tiles<Quick, Exact>(band, sizeof(float));
    if (along_columns <= most_float_additions)
        return pool_tiles<Mixed, Exact>(band, sizeof(double));
    return pool_tiles<Exact, Exact>(band, sizeof(double));
}

Outcome mean_double(const Band<double>& band, bool trusted) {
    if (is_whole(band.geometry)) return pool_whole_mean(band, trusted);
    using Lanes = ValueLanes<Sum, double>;
    using WaryOutput = MeanOutput<Lanes, double, true>;
    using TrustingOutput = MeanOutput<Lanes, double, false>;
    using Wary = TileFold<Lanes, Lanes, WaryOutput>;
    using Trusting = TileFold<Lanes, Lanes, TrustingOutput>;
    const auto done = trusted ? pool_strips<Lanes, TrustingOutput, Lanes, TrustingOutput>(band)
                              : pool_strips<Lanes, WaryOutput, Lanes, WaryOutput>(band);
    if (done) return *done;
    const auto flat =
        trusted ? pool_flat<Lanes, TrustingOutput, Lanes, TrustingOutput>(band, sizeof(double))
                : pool_flat<Lanes, WaryOutput, Lanes, WaryOutput>(band, sizeof(double));
    if (flat) return *flat;
    return trusted ? pool_tiles<Trusting, Trusting>(band, sizeof(double))
                   : pool_tiles<Wary, Wary>(band, sizeof(double));
}

// NOLINTNEXTLINE(google-readability-namespace-comments)
}  // namespace poolscope::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace poolscope::kernels {

HWY_EXPORT(mean_float);
HWY_EXPORT(mean_double);

namespace {

/// Whether sums of these cells stay below the largest double, infinities and NaN apart.
bool sums_are_finite(const Band<double>& band) {
    const std::size_t cells = band.planes * band.geometry.input.plane_count();
    double largest = 0;
    for (std::size_t i = 0; i < cells; ++i) {
        const double magnitude = std::abs(band.input[i]);
        if (std::isfinite(magnitude)) largest = std::max(largest, magnitude);
    }
    const double taps = static_cast<double>(band.geometry.rows.widest()) *
                        static_cast<double>(band.geometry.cols.widest());
    return std::isfinite(largest * taps);
}

}  // namespace

Outcome pool_mean(const Band<float>& band) {
    return HWY_DYNAMIC_DISPATCH(mean_float)(band);
}

Outcome pool_mean(const Band<double>& band) {
    const auto mean = HWY_DYNAMIC_DISPATCH(mean_double);
    const Outcome outcome = mean(band, false);
    if (outcome != Outcome::declined || !sums_are_finite(band)) return outcome;
    return mean(band, true);
}

}  // namespace poolscope::kernels
#endif
