/// Pools small planes whole: the plane lies between its padding in the cache, and its windows are
/// doubled along columns and then along rows, over all its rows at once.
#if defined(POOLSCOPE_KERNELS_FLAT_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef POOLSCOPE_KERNELS_FLAT_INL_HPP
#undef POOLSCOPE_KERNELS_FLAT_INL_HPP
#else
#define POOLSCOPE_KERNELS_FLAT_INL_HPP
#endif

#include "kernels/tiles-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace poolscope::kernels::HWY_NAMESPACE {

/// Padded planes of more bytes leave the first-level caches.
inline constexpr std::ptrdiff_t most_flat_bytes = std::ptrdiff_t{64} << 10;

[[nodiscard]] inline bool fits_flat(const Geometry& geometry, std::size_t cell_bytes) {
    const Span rows = span_of(geometry.rows, 0, geometry.output.h);
    const Span cols = span_of(geometry.cols, 0, geometry.output.w);
    const auto most = most_flat_bytes / static_cast<std::ptrdiff_t>(cell_bytes);
    return rows.length() <= most && cols.length() <= most / rows.length();
}

/// Whole planes of one band, all rows of which are asked for.
template <class Lanes, class Output>
class FlatFold {
public:
    using Scalar = typename Lanes::Input;
    using Row = typename Lanes::Row;

    explicit FlatFold(const Band<Scalar>& band)
        : band_(band),
          rows_(span_of(band.geometry.rows, band.row_begin, band.row_end)),
          cols_(span_of(band.geometry.cols, 0, band.geometry.output.w)),
          pitch_(cols_.length()),
          output_(band, {0, band.geometry.output.w}),
          clock_(band.stop),
          padded_(room()),
          by_columns_(room()),
          by_rows_(room()),
          strided_(static_cast<std::size_t>(cols_.count)) {}

    /// Pools one plane; false when stopped.
    [[nodiscard]] bool pool(std::size_t plane) {
        if (clock_.ask()) return false;
        output_.start(plane);
        watch_ = {};
        fill(plane);
        const Row columns = fold_axis(padded_.row(), by_columns_.row(), cols_, 1);
        const Row folded = fold_axis(columns, by_rows_.row(), rows_, pitch_);
        auto writer = output_.writer();
        for (std::ptrdiff_t i = 0; i < rows_.count; ++i) {
            writer.at_row(band_.row_begin + i);
            write(folded + i * rows_.stride * pitch_, writer);
        }
        output_.take(writer);
        return !clock_.ask_after(rows_.length() * pitch_);
    }
    [[nodiscard]] bool failed() const { return watch_.found() || output_.failed(); }

private:
    static std::ptrdiff_t lanes() { return static_cast<std::ptrdiff_t>(Lanes::lanes()); }
    /// Cells of a padded plane, and what vectors read past it.
    [[nodiscard]] std::size_t room() const {
        return static_cast<std::size_t>(rows_.length() * pitch_ + 2 * lanes());
    }

    /// Puts the real cells between the padding that stands in padded_.
    void fill(std::size_t plane) {
        const auto top = std::max<std::ptrdiff_t>(rows_.start, 0);
        const auto bottom = std::min(rows_.input, rows_.start + rows_.length());
        const auto left = std::max<std::ptrdiff_t>(cols_.start, 0);
        const auto count = std::min(cols_.input, cols_.start + pitch_) - left;
        Watch<Lanes> seen;
        for (auto row = top; row < bottom; ++row) {
            const auto from = row_source<Lanes>(band_, plane, row) + left;
            const Row to = padded_.row() + ((row - rows_.start) * pitch_ + (left - cols_.start));
            std::ptrdiff_t i = 0;
            for (; i + lanes() <= count; i += lanes()) copy_lanes(from + i, to + i, seen);
            if (i < count && count >= lanes()) {
                copy_lanes(from + (count - lanes()), to + (count - lanes()), seen);
                i = count;
            }
            for (; i < count; ++i) {
                const auto one = Lanes::load_one(from + i);
                seen.see_one(one);
                Lanes::store_one(one, to + i);
            }
        }
        watch_ = seen;
    }
    static HWY_INLINE void copy_lanes(typename Lanes::Source from, Row to, Watch<Lanes>& seen) {
        const auto state = Lanes::load(from);
        seen.see(state);
        Lanes::store(state, to);
    }

    /// Folds kernel_size cells, `step` times the dilation apart, from every position on, by way of
    /// `to`; where they stand.
    [[nodiscard]] Row fold_axis(Row cells, Row to, const Span& span, std::ptrdiff_t step) const {
        const auto k = static_cast<std::size_t>(span.kernel_size);
        const auto total = rows_.length() * pitch_;
        const auto apart = step * span.dilation;
        Row folded = cells;
        std::ptrdiff_t m = 1;
        for (int bit = static_cast<int>(std::bit_width(k)) - 2; bit >= 0; --bit) {
            const bool odd = ((k >> bit) & 1U) != 0;
            const auto limit = total - (2 * m - (odd ? 0 : 1)) * apart;
            double_folds<Lanes>(folded, cells, to, limit, m * apart, odd);
            folded = to;
            m = 2 * m + (odd ? 1 : 0);
        }
        return folded;
    }

    template <class Writer>
    HWY_INLINE void write(Row row, Writer& writer) {
        if (cols_.stride > 2) {
            for (std::ptrdiff_t o = 0; o < cols_.count; ++o)
                Lanes::store_one(Lanes::load_one(row + o * cols_.stride), strided_.row() + o);
            row = strided_.row();
        }
        if (cols_.stride == 2) {
            put_row<Lanes>(
                cols_.count,
                [&](std::ptrdiff_t i) HWY_ATTR {
                    return Lanes::even(Lanes::load(row + 2 * i),
                                       Lanes::load(row + (2 * i + lanes())));
                },
                writer);
        } else {
            put_row<Lanes>(
                cols_.count, [&](std::ptrdiff_t i) HWY_ATTR { return Lanes::load(row + i); },
                writer);
        }
    }

    const Band<Scalar>& band_;
    Span rows_;
    Span cols_;
    std::ptrdiff_t pitch_;  ///< cells from a padded row to the next
    Output output_;
    StopClock clock_;
    Watch<Lanes> watch_;
    Storage<Lanes> padded_;
    Storage<Lanes> by_columns_;
    Storage<Lanes> by_rows_;
    Storage<Lanes> strided_;  ///< a row of outputs
};

/// Pools a band of small planes, where they are; nothing where they are not.
template <class Fast, class FastOutput, class Careful, class CarefulOutput, class Scalar>
[[nodiscard]] std::optional<Outcome> pool_flat(const Band<Scalar>& band, std::size_t cell_bytes) {
    if (!fits_flat(band.geometry, cell_bytes)) return std::nullopt;
    FlatFold<Fast, FastOutput> fast(band);
    return pool_planes(band.planes, fast, [&] { return FlatFold<Careful, CarefulOutput>(band); });
}

// NOLINTNEXTLINE(google-readability-namespace-comments)
}  // namespace poolscope::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
