/// Pools under small square windows: strips of columns, a vector wide, are walked down with the
/// rows that the next window shares kept in registers.
#if defined(POOLSCOPE_KERNELS_STRIPS_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef POOLSCOPE_KERNELS_STRIPS_INL_HPP
#undef POOLSCOPE_KERNELS_STRIPS_INL_HPP
#else
#define POOLSCOPE_KERNELS_STRIPS_INL_HPP
#endif

#include "kernels/tiles-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace poolscope::kernels::HWY_NAMESPACE {

/// Input rows longer than this are read row by row, as memory likes it: a strip would come back to
/// each page too often.
inline constexpr int longest_strip_row = 1024;

/// Whether a layer has windows of K x K cells, S apart, and planes wide enough for a strip.
template <class Lanes>
[[nodiscard]] bool fits_strips(const Geometry& geometry) {
    const Axis& rows = geometry.rows;
    const Axis& cols = geometry.cols;
    const bool square = rows.kernel_size == cols.kernel_size && rows.stride == cols.stride &&
                        rows.dilation == 1 && cols.dilation == 1;
    const bool apart = cols.stride >= cols.kernel_size;
    const Span span = span_of(cols, 0, cols.output);
    const auto whole = Lanes::loads_some ? span.count : span.full_end() - span.full_begin();
    return square && (cols.kernel_size == 2 || cols.kernel_size == 3) && cols.stride <= 2 &&
           whole >= static_cast<std::ptrdiff_t>(Lanes::lanes()) &&
           (apart || cols.input <= longest_strip_row);
}

/// The rows of one band of planes under windows of K x K cells, S apart.
template <class Lanes, class Output, int K, int S>
class StripFold {
public:
    using Scalar = typename Lanes::Input;
    using State = typename Lanes::State;
    using One = typename Lanes::One;

    explicit StripFold(const Band<Scalar>& band)
        : band_(band),
          cols_(span_of(band.geometry.cols, 0, band.geometry.output.w)),
          rows_(span_of(band.geometry.rows, 0, band.geometry.output.h)),
          full_begin_(cols_.full_begin()),
          full_end_(cols_.full_end()),
          output_(band, {0, band.geometry.output.w}),
          clock_(band.stop) {}

    /// Pools one plane; false when stopped.
    [[nodiscard]] bool pool(std::size_t plane) {
        if (clock_.ask()) return false;
        output_.start(plane);
        watch_ = {};
        return S >= K ? pool_by_rows(plane) : pool_by_strips(plane);
    }
    [[nodiscard]] bool failed() const { return watch_.found() || output_.failed(); }

private:
    static constexpr int kept_rows = K > S ? K - S : 0;

    /// One plane of the input.
    struct Plane {
        typename Lanes::Source cells;
        std::ptrdiff_t pitch;
        std::ptrdiff_t rows;
    };
    [[nodiscard]] Plane plane_at(std::size_t plane) const {
        return {row_source<Lanes>(band_, plane, 0), band_.geometry.input.w, rows_.input};
    }

    /// Whether windows that reach past the row's ends are read by lanes too.
    static constexpr bool edges_in_lanes = Lanes::loads_some;
    /// The columns that are read by lanes: [first_column_, last_column_).
    [[nodiscard]] std::ptrdiff_t first_column() const { return edges_in_lanes ? 0 : full_begin_; }
    [[nodiscard]] std::ptrdiff_t last_column() const {
        return edges_in_lanes ? cols_.count : full_end_;
    }

    /// The windows of a vector of columns, or of one column, down the plane.
    bool pool_by_strips(std::size_t plane) {
        const auto last = last_column();
        for (std::ptrdiff_t o = first_column(); o < last; o += lanes()) {
            const auto column = std::min(o, last - lanes());
            if (column >= full_begin_ && column + lanes() <= full_end_)
                walk_lanes(plane_at(plane), column);
            else if constexpr (edges_in_lanes)
                walk_edge(plane_at(plane), column);
            if (clock_.ask_after(strip_taps())) return false;
        }
        for (std::ptrdiff_t o = 0; o < cols_.count; ++o) {
            if (o == first_column()) o = last;
            if (o == cols_.count) break;
            walk_one(plane_at(plane), o);
            if (clock_.ask_after(strip_taps())) return false;
        }
        return true;
    }
    /// No two windows share a row: all columns of a row, one after the other.
    bool pool_by_rows(std::size_t plane) {
        for (std::ptrdiff_t row = band_.row_begin; row < band_.row_end; ++row) {
            pool_row(plane_at(plane), row);
            if (clock_.ask_after(std::ptrdiff_t{K} * band_.geometry.input.w)) return false;
        }
        return true;
    }
    HWY_INLINE void pool_row(const Plane plane, std::ptrdiff_t row) {
        Watch<Lanes> seen = watch_;
        auto writer = output_.writer();
        writer.at_row(row);
        const auto first = rows_.start_of(row);
        const auto columns = cols_;
        const auto full = full_end_ - lanes();
        const auto put = [&](std::ptrdiff_t column) HWY_ATTR {
            const auto start = columns.start_of(column);
            State state = row_lanes(plane, first, start, seen);
            for (int t = 1; t < K; ++t)
                state = Lanes::fold(state, row_lanes(plane, first + t, start, seen));
            writer.lanes(state, column);
        };
        std::ptrdiff_t o = full_begin_;
        for (; o <= full; o += lanes()) put(o);
        if (o < full_end_ && full >= full_begin_) {
            put(full);
            o = full_end_;
        }
        // The windows that are left reach past the row's ends, or are too few for a vector.
        const auto done = o;
        for (o = 0; o < columns.count; ++o) {
            if (o == full_begin_) o = done;
            if (o == columns.count) break;
            const RealTaps taps = real_taps(columns, o);
            One one = row_one(plane, first, o, taps, seen);
            for (int t = 1; t < K; ++t)
                one = Lanes::fold_one(one, row_one(plane, first + t, o, taps, seen));
            writer.one(one, o);
        }
        output_.take(writer);
        watch_ = seen;
    }

    void walk_lanes(const Plane plane, std::ptrdiff_t column) {
        const auto start = cols_.start_of(column);
        walk_states(column, [&](std::ptrdiff_t row, Watch<Lanes>& seen)
                                HWY_ATTR { return row_lanes(plane, row, start, seen); });
    }
    /// The same where windows reach past the row's ends.
    void walk_edge(const Plane plane, std::ptrdiff_t column) {
        const auto start = cols_.start_of(column);
        // The real ones among the lanes from `start` and its neighbours on, and a vector further.
        typename Lanes::Mask near[3];
        typename Lanes::Mask far[3];
        for (std::ptrdiff_t i = 0; i < 3; ++i) {
            const auto at = start + i;
            near[i] = Lanes::lanes_between(-at, plane.pitch - at);
            far[i] = Lanes::lanes_between(-at - lanes(), plane.pitch - at - lanes());
        }
        walk_states(column, [&](std::ptrdiff_t row, Watch<Lanes>& seen) HWY_ATTR {
            if (row < 0 || row >= plane.rows) return Lanes::nothing_lanes();
            const auto from = plane.cells + (row * plane.pitch + start);
            return fold_windows<Lanes, K, S>(
                [&](std::ptrdiff_t i) HWY_ATTR {
                    return Lanes::load_some(from + i, i < 3 ? near[i] : far[i - lanes()]);
                },
                1, seen);
        });
    }
    template <class RowAt>
    HWY_INLINE void walk_states(std::ptrdiff_t column, const RowAt& row_at) {
        Watch<Lanes> seen = watch_;
        auto writer = output_.writer();
        walk<State>([&](std::ptrdiff_t row) HWY_ATTR { return row_at(row, seen); },
                    [](const State& a, const State& b) HWY_ATTR { return Lanes::fold(a, b); },
                    [&](std::ptrdiff_t row, const State& state) HWY_ATTR {
                        writer.at_row(row);
                        writer.lanes(state, column);
                    });
        output_.take(writer);
        watch_ = seen;
    }
    void walk_one(const Plane plane, std::ptrdiff_t column) {
        Watch<Lanes> seen = watch_;
        auto writer = output_.writer();
        const RealTaps taps = real_taps(cols_, column);
        walk<One>([&](std::ptrdiff_t row)
                      HWY_ATTR { return row_one(plane, row, column, taps, seen); },
                  [](const One& a, const One& b) HWY_ATTR { return Lanes::fold_one(a, b); },
                  [&](std::ptrdiff_t row, const One& one) HWY_ATTR {
                      writer.at_row(row);
                      writer.one(one, column);
                  });
        output_.take(writer);
        watch_ = seen;
    }

    /// Folds K rows for each output row; those that the next one shares are folded once.
    template <class Any, class RowAt, class Fold, class Put>
    HWY_INLINE void walk(const RowAt& row_at, const Fold& fold, const Put& put) {
        Any rows[K];
        const auto end = static_cast<std::ptrdiff_t>(band_.row_end);
        auto start = rows_.start_of(band_.row_begin);
        for (int t = 0; t < kept_rows; ++t) rows[t] = row_at(start + t);
        for (std::ptrdiff_t row = band_.row_begin; row < end; ++row, start += S) {
            for (int t = kept_rows; t < K; ++t) rows[t] = row_at(start + t);
            Any folded = rows[0];
            for (int t = 1; t < K; ++t) folded = fold(folded, rows[t]);
            put(row, folded);
            for (int t = 0; t < kept_rows; ++t) rows[t] = rows[t + S];
        }
    }

    static HWY_INLINE State row_lanes(const Plane plane, std::ptrdiff_t row, std::ptrdiff_t start,
                                      Watch<Lanes>& watch) {
        if (row < 0 || row >= plane.rows) return Lanes::nothing_lanes();
        return window_lanes<Lanes, K, S>(plane.cells + (row * plane.pitch + start), 1, watch);
    }
    HWY_INLINE One row_one(const Plane plane, std::ptrdiff_t row, std::ptrdiff_t column,
                           RealTaps taps, Watch<Lanes>& watch) const {
        if (row < 0 || row >= plane.rows) return Lanes::nothing();
        return window_one<Lanes>(plane.cells + row * plane.pitch, cols_, column, taps, watch);
    }

    static std::ptrdiff_t lanes() { return static_cast<std::ptrdiff_t>(Lanes::lanes()); }
    [[nodiscard]] std::ptrdiff_t strip_taps() const {
        return (band_.row_end - band_.row_begin) * lanes() * K;
    }

    const Band<Scalar>& band_;
    Span cols_;
    Span rows_;
    std::ptrdiff_t full_begin_;
    std::ptrdiff_t full_end_;
    Output output_;
    StopClock clock_;
    Watch<Lanes> watch_;
};

/// Pools a band by strips, where it fits them; nothing where it does not.
template <class Fast, class FastOutput, class Careful, class CarefulOutput, class Scalar>
[[nodiscard]] std::optional<Outcome> pool_strips(const Band<Scalar>& band) {
    if (!fits_strips<Fast>(band.geometry) || !fits_strips<Careful>(band.geometry))
        return std::nullopt;
    const auto pool = [&]<int K, int S>() {
        StripFold<Fast, FastOutput, K, S> fast(band);
        return pool_planes(band.planes, fast,
                           [&] { return StripFold<Careful, CarefulOutput, K, S>(band); });
    };
    const Axis& cols = band.geometry.cols;
    if (cols.kernel_size == 2) {
        return cols.stride == 1 ? pool.template operator()<2, 1>()
                                : pool.template operator()<2, 2>();
    }
    return cols.stride == 1 ? pool.template operator()<3, 1>() : pool.template operator()<3, 2>();
}

// NOLINTNEXTLINE(google-readability-namespace-comments)
}  // namespace poolscope::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
