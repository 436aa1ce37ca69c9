/// The largest or smallest cell of every window, and where it lies, a vector at a time.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/winners.cpp"
#include <hwy/foreach_target.h>

#include "kernels/flat-inl.hpp"
#include "kernels/kernels.hpp"
#include "kernels/whole-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace poolscope::kernels::HWY_NAMESPACE {

/// Writes the values and the winners of one tile.
template <class Lanes, class T>
class WinnerOutput {
public:
    WinnerOutput(const Band<T>& band, Tile tile)
        : band_(band),
          tile_(tile),
          winners_(allocate<typename Lanes::Index>(static_cast<std::size_t>(tile.width()) +
                                                   Lanes::lanes())) {}

    using Index = typename Lanes::Index;

    /// Where a row of one plane is written.
    struct Writer {
        const WinnerOutput& output;
        std::ptrdiff_t row = 0;
        std::ptrdiff_t offset = 0;  ///< of the row

        HWY_INLINE void at_row(std::ptrdiff_t number) {
            row = number;
            offset = number * output.band_.geometry.output.w;
        }
        HWY_INLINE void lanes(typename Lanes::State state, std::ptrdiff_t i) const {
            Lanes::store(state, {output.cells_ + offset + i, output.winners_.get() + i});
        }
        HWY_INLINE void some(typename Lanes::State state, std::ptrdiff_t count) const {
            store_some(typename Lanes::D(), state.value, output.cells_ + offset, count);
            hn::StoreU(state.index, typename Lanes::DI(), output.winners_.get());
        }
        /// Widens the winners of a row of `width` columns.
        HWY_INLINE void end_row(std::ptrdiff_t width) const {
            std::int64_t* indices = output.indices_ + offset;
            const Index* winners = output.winners_.get();
            Index least = 0;
            for (std::ptrdiff_t i = 0; i < width; ++i) {
                indices[i] = winners[i];
                least = std::min(least, winners[i]);
            }
            if (least < 0) output.mend_winners(static_cast<int>(row), width, indices);
        }
    };
    void start(std::size_t plane) {
        cells_ = band_.plane_output(plane) + tile_.begin;
        indices_ = band_.plane_indices(plane) + tile_.begin;
    }
    [[nodiscard]] HWY_INLINE Writer writer() const { return {*this}; }
    HWY_INLINE static void take(const Writer&) {}
    [[nodiscard]] static bool failed() { return false; }

private:
    /// Among cells as low as the padding, the first real one wins, and not the padding before it.
    void mend_winners(int row, std::ptrdiff_t width, std::int64_t* indices) const {
        const Geometry& geometry = band_.geometry;
        const AxisSpan rows = geometry.rows.span_at(row);
        const AxisTaps row_taps = geometry.rows.taps_of(rows);
        if (row_taps.real == 0) return;
        const std::int64_t first_row = rows.at(row_taps.first_real);
        for (std::ptrdiff_t i = 0; i < width; ++i) {
            if (indices[i] >= 0) continue;
            const AxisSpan cols = geometry.cols.span_at(tile_.begin + static_cast<int>(i));
            const AxisTaps col_taps = geometry.cols.taps_of(cols);
            if (col_taps.real == 0) continue;
            indices[i] = first_row * geometry.input.w + cols.at(col_taps.first_real);
        }
    }

    const Band<T>& band_;
    Tile tile_;
    hwy::AlignedFreeUniquePtr<Index[]> winners_;
    T* cells_ = nullptr;
    std::int64_t* indices_ = nullptr;
};

template <bool Largest, class T>
Outcome pool_winners(const Band<T>& band) {
    if (is_whole(band.geometry)) return pool_whole_extreme<Largest>(band);
    using Lanes = IndexedLanes<Largest, T>;
    using Output = WinnerOutput<Lanes, T>;
    if (auto done = pool_flat<Lanes, Output, Lanes, Output>(band, 2 * sizeof(T))) return *done;
    using Fold = TileFold<Lanes, Lanes, Output>;
    return pool_tiles<Fold, Fold>(band, 2 * sizeof(T));
}

Outcome max_winners_float(const Band<float>& band) {
    return pool_winners<true>(band);
}
Outcome max_winners_double(const Band<double>& band) {
    return pool_winners<true>(band);
}
Outcome min_winners_float(const Band<float>& band) {
    return pool_winners<false>(band);
}
Outcome min_winners_double(const Band<double>& band) {
    return pool_winners<false>(band);
}

// NOLINTNEXTLINE(google-readability-namespace-comments)
}  // namespace poolscope::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace poolscope::kernels {

HWY_EXPORT(max_winners_float);
HWY_EXPORT(max_winners_double);
HWY_EXPORT(min_winners_float);
HWY_EXPORT(min_winners_double);

Outcome pool_max_winners(const Band<float>& band) {
    return HWY_DYNAMIC_DISPATCH(max_winners_float)(band);
}
Outcome pool_max_winners(const Band<double>& band) {
    return HWY_DYNAMIC_DISPATCH(max_winners_double)(band);
}
Outcome pool_min_winners(const Band<float>& band) {
    return HWY_DYNAMIC_DISPATCH(min_winners_float)(band);
}
Outcome pool_min_winners(const Band<double>& band) {
    return HWY_DYNAMIC_DISPATCH(min_winners_double)(band);
}

}  // namespace poolscope::kernels
#endif
