/// Folds the windows of one row along its columns.
#if defined(POOLSCOPE_KERNELS_ROWS_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef POOLSCOPE_KERNELS_ROWS_INL_HPP
#undef POOLSCOPE_KERNELS_ROWS_INL_HPP
#else
#define POOLSCOPE_KERNELS_ROWS_INL_HPP
#endif

#include <algorithm>
#include <bit>

#include "kernels/lanes-inl.hpp"
#include "kernels/storage-inl.hpp"
#include "poolscope/geometry.hpp"

HWY_BEFORE_NAMESPACE();
namespace poolscope::kernels::HWY_NAMESPACE {

/// One axis's windows for outputs [begin, begin + count) of a sliding axis, in ptrdiff_t.
struct Span {
    std::ptrdiff_t input = 0;  ///< real cells
    std::ptrdiff_t start = 0;  ///< where the first window starts; negative in the padding
    std::ptrdiff_t count = 0;  ///< windows
    std::ptrdiff_t stride = 1;
    std::ptrdiff_t kernel_size = 1;
    std::ptrdiff_t dilation = 1;

    [[nodiscard]] std::ptrdiff_t start_of(std::ptrdiff_t output) const {
        return start + output * stride;
    }
    /// From a window's first tap to its last.
    [[nodiscard]] std::ptrdiff_t reach() const { return (kernel_size - 1) * dilation; }
    /// Positions from the first window's start to the last one's end.
    [[nodiscard]] std::ptrdiff_t length() const { return (count - 1) * stride + reach() + 1; }
    /// The first window that does not start in the padding, and the first past it that does not end
    /// inside the input.
    [[nodiscard]] std::ptrdiff_t full_begin() const {
        return std::min(count, start >= 0 ? 0 : (-start + stride - 1) / stride);
    }
    [[nodiscard]] std::ptrdiff_t full_end() const {
        const auto last_start = input - 1 - reach() - start;
        return last_start < 0 ? full_begin()
                              : std::clamp(last_start / stride + 1, full_begin(), count);
    }
};

[[nodiscard]] inline Span span_of(const Axis& axis, int begin, int end) {
    return {.input = axis.input,
            .start = std::ptrdiff_t{begin} * axis.stride - axis.pad_begin,
            .count = end - begin,
            .stride = axis.stride,
            .kernel_size = axis.kernel_size,
            .dilation = axis.dilation};
}

/// Folds a vector of neighbouring windows of Taps cells along a row; `load(i)` is the vector of
/// cells from the i-th of the first window on. None reads past its last window's last cell.
template <class Lanes, int Taps, int Stride, class Load>
HWY_INLINE typename Lanes::State fold_windows(const Load& load, std::ptrdiff_t dilation,
                                              Watch<Lanes>& watch) {
    using State = typename Lanes::State;
    if constexpr (Stride == 1) {
        State state = load(0);
        if constexpr (Taps == 1) watch.see(state);
        for (int t = 1; t < Taps; ++t) {
            const State tap = load(t * dilation);
            if (t == 1)
                watch.see(state, tap);
            else
                watch.see(tap);
            state = Lanes::fold(state, tap);
        }
        return state;
    } else {
        static_assert(Stride == 2 && Taps >= 2 && Taps <= 4);
        const auto n = static_cast<std::ptrdiff_t>(Lanes::lanes());
        const State low = load(0);
        const State high = load(n);
        watch.see(low, high);
        State state = Lanes::fold(Lanes::even(low, high), Lanes::odd(low, high));
        if constexpr (Taps == 3) {
            // The third taps, without reading past the last of them.
            const State third = Lanes::odd(load(1), load(1 + n));
            watch.see(third);
            state = Lanes::fold(state, third);
        }
        if constexpr (Taps == 4) {
            const State next_low = load(2);
            const State next_high = load(2 + n);
            watch.see(next_low, next_high);
            state = Lanes::fold(state, Lanes::even(next_low, next_high));
            state = Lanes::fold(state, Lanes::odd(next_low, next_high));
        }
        return state;
    }
}

/// The same of windows that lie inside the row, the first of which starts at `at`.
template <class Lanes, int Taps, int Stride>
HWY_INLINE typename Lanes::State window_lanes(typename Lanes::Source at, std::ptrdiff_t dilation,
                                              Watch<Lanes>& watch) {
    return fold_windows<Lanes, Taps, Stride>(
        [at](std::ptrdiff_t i) HWY_ATTR { return Lanes::load(at + i); }, dilation, watch);
}

/// The real taps [first, last) of a window.
struct RealTaps {
    std::ptrdiff_t first = 0;
    std::ptrdiff_t last = 0;
};
[[nodiscard]] inline RealTaps real_taps(const Span& span, std::ptrdiff_t output) {
    const auto start = span.start_of(output);
    const auto d = span.dilation;
    const auto first = start >= 0 ? 0 : (-start + d - 1) / d;
    const auto last = start >= span.input ? 0 : (span.input - start + d - 1) / d;
    return {std::min(first, span.kernel_size), std::min(last, span.kernel_size)};
}

/// Folds one window of a row, cell by cell; `from` is the row's first real cell.
template <class Lanes>
HWY_INLINE typename Lanes::One window_one(typename Lanes::Source from, const Span& span,
                                          std::ptrdiff_t output, RealTaps taps,
                                          Watch<Lanes>& watch) {
    if (taps.first >= taps.last) return Lanes::nothing();
    const auto start = span.start_of(output);
    auto one = Lanes::load_one(from + (start + taps.first * span.dilation));
    watch.see_one(one);
    for (auto t = taps.first + 1; t < taps.last; ++t) {
        const auto next = Lanes::load_one(from + (start + t * span.dilation));
        watch.see_one(next);
        one = Lanes::fold_one(one, next);
    }
    return one;
}

/// From folds of m cells to those of 2m, or of 2m + 1 where `odd`: for each of `count` positions,
/// the fold that starts there, the one `apart` cells on, and the cell after both. `to` may be where
/// the folds are.
template <class Lanes>
HWY_INLINE void double_folds(typename Lanes::Row folded, typename Lanes::Row cells,
                             typename Lanes::Row to, std::ptrdiff_t count, std::ptrdiff_t apart,
                             bool odd) {
    const auto n = static_cast<std::ptrdiff_t>(Lanes::lanes());
    for (std::ptrdiff_t i = 0; i < count; i += n) {
        auto state = Lanes::fold(Lanes::load(folded + i), Lanes::load(folded + (i + apart)));
        if (odd) state = Lanes::fold(state, Lanes::load(cells + (i + 2 * apart)));
        Lanes::store(state, to + i);
    }
}

/// Folds every window of a row. Small kernels read the row itself, tap by tap. Others are doubled:
/// from the folds of m cells come those of 2m or 2m + 1, so that a window of k cells takes log2(k)
/// passes over the row, in the cache, whatever k is.
template <class Lanes>
class RowFold {
public:
    using Row = typename Lanes::Row;
    using Source = typename Lanes::Source;
    using State = typename Lanes::State;

    explicit RowFold(const Span& span)
        : span_(span), full_begin_(span.full_begin()), full_end_(span.full_end()) {
        const bool dense = span.stride == 1 || (span.stride == 2 && span.dilation == 1);
        const bool few = span.kernel_size <= 4 && (span.stride == 1 || span.kernel_size >= 2);
        direct_ = dense && few && full_end_ - full_begin_ >= lanes();
        if (direct_) return;
        const auto cells = static_cast<std::size_t>(span.length() + 3 * lanes());
        padded_ = Storage<Lanes>(cells);
        doubled_ = Storage<Lanes>(cells);
    }

    /// Folds the windows of `from` (its first real cell) into `to`, which has room for a vector
    /// more than it has windows.
    HWY_INLINE void fold(Source from, Row to, Watch<Lanes>& watch) {
        if (direct_)
            fold_direct(from, to, watch);
        else
            fold_doubled(from, to, watch);
    }

    /// Additions from a cell to its window's sum.
    [[nodiscard]] static int depth(std::ptrdiff_t kernel_size) {
        const int levels = width_of(kernel_size) - 1;
        return kernel_size <= 4 ? static_cast<int>(kernel_size) - 1 : 2 * levels;
    }

private:
    static std::ptrdiff_t lanes() { return static_cast<std::ptrdiff_t>(Lanes::lanes()); }
    /// Binary digits of a number.
    static int width_of(std::ptrdiff_t number) {
        return static_cast<int>(std::bit_width(static_cast<std::size_t>(number)));
    }

    void fold_direct(Source from, Row to, Watch<Lanes>& watch) {
        switch (span_.kernel_size * 2 + (span_.stride - 1)) {
            case 2:
                return fold_taps<1, 1>(from, to, watch);
            case 4:
                return fold_taps<2, 1>(from, to, watch);
            case 6:
                return fold_taps<3, 1>(from, to, watch);
            case 8:
                return fold_taps<4, 1>(from, to, watch);
            case 5:
                return fold_taps<2, 2>(from, to, watch);
            case 7:
                return fold_taps<3, 2>(from, to, watch);
            default:
                return fold_taps<4, 2>(from, to, watch);
        }
    }

    template <int Taps, int Stride>
    void fold_taps(Source from, Row to, Watch<Lanes>& watch) {
        for (std::ptrdiff_t o = 0; o < full_begin_; ++o) store_edge(from, o, to, watch);
        Watch<Lanes> seen = watch;
        std::ptrdiff_t o = full_begin_;
        for (; o + lanes() <= full_end_; o += lanes()) {
            Lanes::store(
                window_lanes<Lanes, Taps, Stride>(from + span_.start_of(o), span_.dilation, seen),
                to + o);
        }
        if (o < full_end_) {
            o = full_end_ - lanes();
            Lanes::store(
                window_lanes<Lanes, Taps, Stride>(from + span_.start_of(o), span_.dilation, seen),
                to + o);
        }
        watch = seen;
        for (o = full_end_; o < span_.count; ++o) store_edge(from, o, to, watch);
    }

    void store_edge(Source from, std::ptrdiff_t o, Row to, Watch<Lanes>& watch) const {
        Lanes::store_one(window_one<Lanes>(from, span_, o, real_taps(span_, o), watch), to + o);
    }

    /// Puts the row's real cells between the padding that stands in `padded_`.
    Row pad_row(Source from, Watch<Lanes>& watch) {
        const auto begin = std::max<std::ptrdiff_t>(span_.start, 0);
        const auto end = std::min(span_.input, span_.start + span_.length());
        const Row cells = padded_.row();
        const Row target = cells + (begin - span_.start);
        const Source source = from + begin;
        const auto count = end - begin;
        Watch<Lanes> seen = watch;
        std::ptrdiff_t i = 0;
        for (; i + lanes() <= count; i += lanes()) {
            const State state = Lanes::load(source + i);
            seen.see(state);
            Lanes::store(state, target + i);
        }
        for (; i < count; ++i) {
            const auto one = Lanes::load_one(source + i);
            seen.see_one(one);
            Lanes::store_one(one, target + i);
        }
        watch = seen;
        return cells;
    }

    void fold_doubled(Source from, Row to, Watch<Lanes>& watch) {
        const Row padded = pad_row(from, watch);
        Row folded = padded;
        const auto k = span_.kernel_size;
        std::ptrdiff_t m = 1;
        for (int bit = width_of(k) - 2; bit >= 0; --bit) {
            const bool odd = ((k >> bit) & 1) != 0;
            const bool last = bit == 0 && span_.stride == 1;
            const Row next = last ? to : doubled_.row();
            const auto limit = span_.length() - (2 * m - (odd ? 0 : 1)) * span_.dilation;
            double_folds<Lanes>(folded, padded, next, limit, m * span_.dilation, odd);
            folded = next;
            m = 2 * m + (odd ? 1 : 0);
        }
        if (span_.stride != 1 || k == 1) keep_strided(folded, to);
    }

    /// Every stride-th of the windows at every position.
    void keep_strided(Row folded, Row to) const {
        if (span_.stride == 1) {
            for (std::ptrdiff_t o = 0; o < span_.count; o += lanes())
                Lanes::store(Lanes::load(folded + o), to + o);
        } else if (span_.stride == 2) {
            for (std::ptrdiff_t o = 0; o < span_.count; o += lanes()) {
                Lanes::store(Lanes::even(Lanes::load(folded + 2 * o),
                                         Lanes::load(folded + (2 * o + lanes()))),
                             to + o);
            }
        } else {
            for (std::ptrdiff_t o = 0; o < span_.count; ++o)
                Lanes::store_one(Lanes::load_one(folded + o * span_.stride), to + o);
        }
    }

    Span span_;
    std::ptrdiff_t full_begin_;
    std::ptrdiff_t full_end_;
    bool direct_ = false;
    Storage<Lanes> padded_;   ///< one row between its padding
    Storage<Lanes> doubled_;  ///< folds of m cells from each position on
};

// NOLINTNEXTLINE(google-readability-namespace-comments)
}  // namespace poolscope::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
