/// The largest or smallest cell of every window, a vector at a time.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/extremes.cpp"
#include <hwy/foreach_target.h>

#include "kernels/flat-inl.hpp"
#include "kernels/kernels.hpp"
#include "kernels/strips-inl.hpp"
#include "kernels/whole-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace poolscope::kernels::HWY_NAMESPACE {

/// Writes the values of one tile.
template <class Lanes, class T>
class ValueOutput {
public:
    ValueOutput(const Band<T>& band, Tile tile) : band_(band), tile_(tile) {}
    /// Where a row of one plane is written; copied into loops, so that all of it is in registers.
    struct Writer {
        T* cells;
        std::ptrdiff_t pitch;
        T* to = nullptr;  ///< the row at hand

        HWY_INLINE void at_row(std::ptrdiff_t row) { to = cells + row * pitch; }
        HWY_INLINE void lanes(typename Lanes::State state, std::ptrdiff_t i) const {
            Lanes::store(state, {to + i});
        }
        HWY_INLINE void some(typename Lanes::State state, std::ptrdiff_t count) const {
            store_some(typename Lanes::D(), state.value, to, count);
        }
        HWY_INLINE void one(typename Lanes::One one, std::ptrdiff_t i) const { to[i] = one.value; }
        HWY_INLINE static void end_row(std::ptrdiff_t) {}
    };
    void start(std::size_t plane) { cells_ = band_.plane_output(plane) + tile_.begin; }
    [[nodiscard]] HWY_INLINE Writer writer() const { return {cells_, band_.geometry.output.w}; }
    HWY_INLINE static void take(const Writer&) {}
    [[nodiscard]] static bool failed() { return false; }

private:
    const Band<T>& band_;
    Tile tile_;
    T* cells_ = nullptr;
};

template <bool Largest, class T>
Outcome pool_extreme(const Band<T>& band) {
    if (is_whole(band.geometry)) return pool_whole_extreme<Largest>(band);
    using Fast = ValueLanes<Extreme<Largest, false>, T>;
    using Careful = ValueLanes<Extreme<Largest, true>, T>;
    using FastOutput = ValueOutput<Fast, T>;
    using CarefulOutput = ValueOutput<Careful, T>;
    if (auto done = pool_strips<Fast, FastOutput, Careful, CarefulOutput>(band)) return *done;
    if (auto done = pool_flat<Fast, FastOutput, Careful, CarefulOutput>(band, sizeof(T)))
        return *done;
    return pool_tiles<TileFold<Fast, Fast, FastOutput>, TileFold<Careful, Careful, CarefulOutput>>(
        band, sizeof(T));
}

Outcome max_float(const Band<float>& band) {
    return pool_extreme<true>(band);
}
Outcome max_double(const Band<double>& band) {
    return pool_extreme<true>(band);
}
Outcome min_float(const Band<float>& band) {
    return pool_extreme<false>(band);
}
Outcome min_double(const Band<double>& band) {
    return pool_extreme<false>(band);
}

// NOLINTNEXTLINE(google-readability-namespace-comments)
}  // namespace poolscope::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace poolscope::kernels {

HWY_EXPORT(max_float);
HWY_EXPORT(max_double);
HWY_EXPORT(min_float);
HWY_EXPORT(min_double);

Outcome pool_max(const Band<float>& band) {
    return HWY_DYNAMIC_DISPATCH(max_float)(band);
}
Outcome pool_max(const Band<double>& band) {
    return HWY_DYNAMIC_DISPATCH(max_double)(band);
}
Outcome pool_min(const Band<float>& band) {
    return HWY_DYNAMIC_DISPATCH(min_float)(band);
}
Outcome pool_min(const Band<double>& band) {
    return HWY_DYNAMIC_DISPATCH(min_double)(band);
}

}  // namespace poolscope::kernels
#endif
