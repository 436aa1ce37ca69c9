/// What the fast paths fold, a vector at a time: values under an extreme, values with their
/// positions, and sums. Every fold takes what is read earlier first, so that of equal cells the
/// first in row-major order stays, down to the sign of a zero.
#if defined(POOLSCOPE_KERNELS_LANES_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef POOLSCOPE_KERNELS_LANES_INL_HPP
#undef POOLSCOPE_KERNELS_LANES_INL_HPP
#else
#define POOLSCOPE_KERNELS_LANES_INL_HPP
#endif

#include <hwy/highway.h>

#include <cstddef>
#include <cstdint>
#include <limits>

HWY_BEFORE_NAMESPACE();
namespace poolscope::kernels::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// Whether `later` takes the place of `earlier` among numbers.
template <bool Largest, class T>
HWY_INLINE bool replaces(T earlier, T later) {
    return Largest ? later > earlier : later < earlier;
}

/// The larger (or smaller) of two, the earlier where they are equal. With Careful, a NaN wins over
/// every number and the later of two NaNs stays; without, only numbers are allowed.
template <bool Largest, bool Careful>
struct Extreme {
    static constexpr bool careful = Careful;
    template <class T>
    static constexpr T identity() {
        return Largest ? -std::numeric_limits<T>::infinity() : std::numeric_limits<T>::infinity();
    }
    template <class T>
    static HWY_INLINE T fold(T earlier, T later) {
        return replaces<Largest>(earlier, later) || later != later ? later : earlier;
    }
    template <class V>
    static HWY_INLINE V fold_lanes(V earlier, V later) {
#if HWY_ARCH_X86 && HWY_TARGET != HWY_SCALAR && HWY_TARGET != HWY_EMU128
        // maxps and minps return their second operand where the two are equal or one is NaN.
        const V won = Largest ? hn::Max(later, earlier) : hn::Min(later, earlier);
#else
        const V won = hn::IfThenElse(Largest ? hn::Gt(later, earlier) : hn::Lt(later, earlier),
                                     later, earlier);
#endif
        if constexpr (Careful) return hn::IfThenElse(hn::IsNaN(later), later, won);
        return won;
    }
};

/// Every second lane of two vectors, from the first lane on or from the second.
template <class D, class V>
HWY_INLINE V even_lanes(D d, V low, V high) {
#if HWY_TARGET == HWY_SCALAR
    static_cast<void>(d);
    static_cast<void>(high);
    return low;
#else
    return hn::ConcatEven(d, high, low);
#endif
}
template <class D, class V>
HWY_INLINE V odd_lanes(D d, V low, V high) {
#if HWY_TARGET == HWY_SCALAR
    static_cast<void>(d);
    static_cast<void>(low);
    return high;
#else
    return hn::ConcatOdd(d, high, low);
#endif
}

/// Whether lanes can be loaded under a mask without touching the memory of the others.
#if HWY_TARGET == HWY_AVX2 || HWY_TARGET == HWY_AVX3 || HWY_TARGET == HWY_AVX3_DL
inline constexpr bool masked_memory = true;
#else
inline constexpr bool masked_memory = false;
#endif

/// The sum of two.
struct Sum {
    static constexpr bool careful = true;
    template <class T>
    static constexpr T identity() {
        return T{0};
    }
    template <class T>
    static HWY_INLINE T fold(T earlier, T later) {
        return earlier + later;
    }
    template <class V>
    static HWY_INLINE V fold_lanes(V earlier, V later) {
        return hn::Add(earlier, later);
    }
};

/// Values of type T, folded in type Cell (double for exact sums of floats).
template <class Fold, class T, class Cell = T>
struct ValueLanes {
    using Input = T;
    using D = hn::ScalableTag<Cell>;
    static constexpr bool careful = Fold::careful;

    /// Cells of a row in memory.
    struct Row {
        Cell* values;
        HWY_INLINE Row operator+(std::ptrdiff_t n) const { return {values + n}; }
    };
    /// Cells of the input.
    struct Source {
        const T* values;
        HWY_INLINE Source operator+(std::ptrdiff_t n) const { return {values + n}; }
    };
    /// A vector of cells.
    struct State {
        hn::VFromD<D> value;
    };
    struct One {
        Cell value;
    };

    static HWY_INLINE std::size_t lanes() { return hn::Lanes(D()); }
    static HWY_INLINE State load(Row row) { return {hn::LoadU(D(), row.values)}; }
    using Mask = decltype(hn::FirstN(D(), std::size_t{0}));
    /// Loads the lanes that a mask names, and nothing in the others, whose memory is not touched.
    static constexpr bool loads_some = masked_memory && sizeof(T) == sizeof(Cell);
    static HWY_INLINE Mask lanes_between(std::ptrdiff_t begin, std::ptrdiff_t end) {
        const D d;
        const auto before = hn::FirstN(d, static_cast<std::size_t>(end < 0 ? 0 : end));
        const auto skipped = hn::FirstN(d, static_cast<std::size_t>(begin < 0 ? 0 : begin));
        return hn::And(before, hn::Not(skipped));
    }
    static HWY_INLINE State load_some(Source from, Mask mask) {
        return {
            hn::IfThenElse(mask, hn::MaskedLoad(mask, D(), from.values), nothing_lanes().value)};
    }
    static HWY_INLINE State load(Source from) {
        if constexpr (sizeof(T) == sizeof(Cell))
            return {hn::LoadU(D(), from.values)};
        else
            return {hn::PromoteTo(D(), hn::LoadU(hn::Rebind<T, D>(), from.values))};
    }
    static HWY_INLINE void store(State state, Row row) { hn::StoreU(state.value, D(), row.values); }
    static HWY_INLINE State fold(State a, State b) { return {Fold::fold_lanes(a.value, b.value)}; }
    static HWY_INLINE State even(State low, State high) {
        return {even_lanes(D(), low.value, high.value)};
    }
    static HWY_INLINE State odd(State low, State high) {
        return {odd_lanes(D(), low.value, high.value)};
    }
    static HWY_INLINE One load_one(Row row) { return {*row.values}; }
    static HWY_INLINE One load_one(Source from) { return {static_cast<Cell>(*from.values)}; }
    static HWY_INLINE void store_one(One one, Row row) { *row.values = one.value; }
    static HWY_INLINE One fold_one(One a, One b) { return {Fold::fold(a.value, b.value)}; }
    static HWY_INLINE One nothing() { return {Fold::template identity<Cell>()}; }
    static HWY_INLINE State nothing_lanes() {
        return {hn::Set(D(), Fold::template identity<Cell>())};
    }
};

/// Values and where they lie in their plane, -1 for padding; always careful with NaN.
template <bool Largest, class T>
struct IndexedLanes {
    using Input = T;
    using Fold = Extreme<Largest, true>;
    using Index = hwy::MakeSigned<T>;
    using D = hn::ScalableTag<T>;
    using DI = hn::RebindToSigned<D>;
    static constexpr bool careful = true;

    struct Row {
        T* values;
        Index* indices;
        HWY_INLINE Row operator+(std::ptrdiff_t n) const { return {values + n, indices + n}; }
    };
    struct Source {
        const T* values;
        Index position;
        HWY_INLINE Source operator+(std::ptrdiff_t n) const {
            return {values + n, static_cast<Index>(position + n)};
        }
    };
    struct State {
        hn::VFromD<D> value;
        hn::VFromD<DI> index;
    };
    struct One {
        T value;
        Index index;
    };

    static HWY_INLINE std::size_t lanes() { return hn::Lanes(D()); }
    static HWY_INLINE State load(Row row) {
        return {hn::LoadU(D(), row.values), hn::LoadU(DI(), row.indices)};
    }
    static HWY_INLINE State load(Source from) {
        return {hn::LoadU(D(), from.values), hn::Iota(DI(), from.position)};
    }
    static HWY_INLINE void store(State state, Row row) {
        hn::StoreU(state.value, D(), row.values);
        hn::StoreU(state.index, DI(), row.indices);
    }
    static HWY_INLINE State fold(State a, State b) {
        const auto larger = Largest ? hn::Gt(b.value, a.value) : hn::Lt(b.value, a.value);
        const auto wins = hn::Or(larger, hn::IsNaN(b.value));
        return {hn::IfThenElse(wins, b.value, a.value),
                hn::IfThenElse(hn::RebindMask(DI(), wins), b.index, a.index)};
    }
    static HWY_INLINE State even(State low, State high) {
        return {even_lanes(D(), low.value, high.value), even_lanes(DI(), low.index, high.index)};
    }
    static HWY_INLINE State odd(State low, State high) {
        return {odd_lanes(D(), low.value, high.value), odd_lanes(DI(), low.index, high.index)};
    }
    static HWY_INLINE One load_one(Row row) { return {*row.values, *row.indices}; }
    static HWY_INLINE One load_one(Source from) { return {*from.values, from.position}; }
    static HWY_INLINE void store_one(One one, Row row) {
        *row.values = one.value;
        *row.indices = one.index;
    }
    static HWY_INLINE One fold_one(One a, One b) {
        return replaces<Largest>(a.value, b.value) || b.value != b.value ? b : a;
    }
    static HWY_INLINE One nothing() { return {Fold::template identity<T>(), Index{-1}}; }
    static HWY_INLINE State nothing_lanes() {
        return {hn::Set(D(), Fold::template identity<T>()), hn::Set(DI(), Index{-1})};
    }
};

/// Whether a NaN was among the cells read: kept in lanes until asked, for folds that are not
/// careful. A fold that is sees nothing.
template <class Lanes>
class Watch {
public:
    HWY_INLINE Watch() : found_(hn::IsNaN(hn::Zero(typename Lanes::D()))) {}

    /// Looks at the cells of two vectors; the sum of two infinities may be taken for a NaN.
    HWY_INLINE void see(typename Lanes::State a, typename Lanes::State b) {
        if constexpr (!Lanes::careful)
            found_ = hn::Or(found_, hn::IsNaN(hn::Add(a.value, b.value)));
    }
    HWY_INLINE void see(typename Lanes::State a) {
        if constexpr (!Lanes::careful) found_ = hn::Or(found_, hn::IsNaN(a.value));
    }
    HWY_INLINE void see_one(typename Lanes::One one) {
        if constexpr (!Lanes::careful) one_ = one_ || one.value != one.value;
    }
    [[nodiscard]] HWY_INLINE bool found() const {
        if constexpr (Lanes::careful)
            return false;
        else
            return one_ || !hn::AllFalse(typename Lanes::D(), found_);
    }

private:
    using Mask = decltype(hn::IsNaN(hn::Zero(typename Lanes::D())));
    Mask found_;
    bool one_ = false;
};

// NOLINTNEXTLINE(google-readability-namespace-comments)
}  // namespace poolscope::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
