/// Pools planes that are one window each: a run of cells that follow one another.
#if defined(POOLSCOPE_KERNELS_WHOLE_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef POOLSCOPE_KERNELS_WHOLE_INL_HPP
#undef POOLSCOPE_KERNELS_WHOLE_INL_HPP
#else
#define POOLSCOPE_KERNELS_WHOLE_INL_HPP
#endif

#include "kernels/tiles-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace poolscope::kernels::HWY_NAMESPACE {

/// Folds `count` cells, of which there are at least a vector, in four runs of lanes. For folds that
/// may take a cell twice, `Twice`, the last vector overlaps the one before it; for others the cells
/// past the last whole vector are left out, and `count` becomes how many were folded.
template <class Lanes, bool Twice>
HWY_INLINE typename Lanes::State fold_run(typename Lanes::Source from, std::ptrdiff_t& count,
                                          Watch<Lanes>& watch) {
    using State = typename Lanes::State;
    const auto n = static_cast<std::ptrdiff_t>(Lanes::lanes());
    State a = Lanes::load(from);
    watch.see(a);
    std::ptrdiff_t i = n;
    if (count >= 8 * n) {
        State b = Lanes::load(from + n);
        State c = Lanes::load(from + 2 * n);
        State d = Lanes::load(from + 3 * n);
        watch.see(b, c);
        watch.see(d);
        for (i = 4 * n; i + 4 * n <= count; i += 4 * n) {
            const State e = Lanes::load(from + i);
            const State f = Lanes::load(from + (i + n));
            const State g = Lanes::load(from + (i + 2 * n));
            const State h = Lanes::load(from + (i + 3 * n));
            watch.see(e, f);
            watch.see(g, h);
            a = Lanes::fold(a, e);
            b = Lanes::fold(b, f);
            c = Lanes::fold(c, g);
            d = Lanes::fold(d, h);
        }
        a = Lanes::fold(Lanes::fold(a, b), Lanes::fold(c, d));
    }
    for (; i + n <= count; i += n) {
        const State next = Lanes::load(from + i);
        watch.see(next);
        a = Lanes::fold(a, next);
    }
    if constexpr (Twice) {
        if (i < count) {
            const State next = Lanes::load(from + (count - n));
            watch.see(next);
            a = Lanes::fold(a, next);
        }
    } else {
        count = i;
    }
    return a;
}

/// Where the first cell equal to `value` lies; there is one.
template <class T>
HWY_INLINE std::ptrdiff_t find_first(const T* cells, std::ptrdiff_t count, T value) {
    const hn::ScalableTag<T> d;
    const auto n = static_cast<std::ptrdiff_t>(hn::Lanes(d));
    const auto wanted = hn::Set(d, value);
    std::ptrdiff_t i = 0;
    while (i + n <= count && hn::AllFalse(d, hn::Eq(hn::LoadU(d, cells + i), wanted))) i += n;
    while (cells[i] != value) ++i;
    return i;
}

/// Where the extreme of a plane lies: the first of several, or the last NaN.
template <bool Largest, class T>
std::ptrdiff_t find_extreme(const T* cells, std::ptrdiff_t count) {
    std::ptrdiff_t best = 0;
    for (std::ptrdiff_t i = 1; i < count; ++i)
        if (replaces<Largest>(cells[best], cells[i]) || cells[i] != cells[i]) best = i;
    return best;
}

template <bool Largest, class T>
[[nodiscard]] Outcome pool_whole_extreme(const Band<T>& band) {
    using Lanes = ValueLanes<Extreme<Largest, false>, T>;
    const typename Lanes::D d;
    const auto cells = static_cast<std::ptrdiff_t>(band.geometry.input.plane_count());
    StopClock clock(band.stop);
    for (std::size_t plane = 0; plane < band.planes; ++plane) {
        const T* from = band.plane_input(plane);
        T extreme{};
        std::ptrdiff_t place = -1;
        if (cells < static_cast<std::ptrdiff_t>(Lanes::lanes())) {
            place = find_extreme<Largest>(from, cells);
        } else {
            Watch<Lanes> watch;
            std::ptrdiff_t count = cells;
            const auto lanes = fold_run<Lanes, true>({from}, count, watch).value;
            extreme = hn::GetLane(Largest ? hn::MaxOfLanes(d, lanes) : hn::MinOfLanes(d, lanes));
            // The lanes say neither which of several came first nor which zero it was.
            if (watch.found())
                place = find_extreme<Largest>(from, cells);
            else if (extreme == 0 || band.indices != nullptr)
                place = find_first(from, cells, extreme);
        }
        *band.plane_output(plane) = place < 0 ? extreme : from[place];
        if (band.indices != nullptr) *band.plane_indices(plane) = place;
        if (clock.ask()) return Outcome::stopped;
    }
    return Outcome::done;
}

// NOLINTNEXTLINE(google-readability-namespace-comments)
}  // namespace poolscope::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
