/// Pools bands of planes: columns within a row first, then rows, a tile of columns at a time so
/// that the rows of a window stay in the cache.
#if defined(POOLSCOPE_KERNELS_TILES_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef POOLSCOPE_KERNELS_TILES_INL_HPP
#undef POOLSCOPE_KERNELS_TILES_INL_HPP
#else
#define POOLSCOPE_KERNELS_TILES_INL_HPP
#endif

#include <algorithm>
#include <optional>
#include <type_traits>

#include "kernels/band.hpp"
#include "kernels/columns-inl.hpp"
#include "operators/stop_clock.hpp"

HWY_BEFORE_NAMESPACE();
namespace poolscope::kernels::HWY_NAMESPACE {

/// Output columns [begin, end).
struct Tile {
    int begin = 0;
    int end = 0;
    [[nodiscard]] std::ptrdiff_t width() const { return end - begin; }
};

/// Bytes of a window's rows that are kept at once: half of a usual second-level cache.
inline constexpr std::ptrdiff_t tile_bytes = std::ptrdiff_t{512} << 10;
/// The most cells of a row that are folded at once.
inline constexpr std::ptrdiff_t most_tile_cells = std::ptrdiff_t{1} << 16;

/// How many output columns a tile has.
[[nodiscard]] inline int tile_width(const Geometry& geometry, std::size_t cell_bytes) {
    const auto reach = span_of(geometry.cols, 0, 1).reach();
    auto width = std::max<std::ptrdiff_t>(1, (most_tile_cells - reach) / geometry.cols.stride);
    if (column_method(geometry.rows) == ColumnMethod::running) {
        const auto row_bytes = static_cast<std::ptrdiff_t>(cell_bytes) * geometry.rows.kernel_size;
        // A tile reads the reach of a window past its own: narrow ones would read most cells twice.
        const auto least = std::max<std::ptrdiff_t>(256, 2 * reach);
        width = std::min(width, std::max(tile_bytes / row_bytes, least));
    }
    const auto tiles = (geometry.output.w + width - 1) / width;
    return static_cast<int>((geometry.output.w + tiles - 1) / tiles);
}

/// Hands a row of `width` columns to `writer`: writer.lanes(state, i) for whole vectors, the last
/// of which may overlap the one before it, writer.some(state, count) for a row narrower than a
/// vector.
template <class Lanes, class StateAt, class Writer>
HWY_INLINE void put_row(std::ptrdiff_t width, const StateAt& state_at, Writer& writer) {
    const auto n = static_cast<std::ptrdiff_t>(Lanes::lanes());
    std::ptrdiff_t i = 0;
    for (; i + n <= width; i += n) writer.lanes(state_at(i), i);
    if (i < width) {
        if (width >= n)
            writer.lanes(state_at(width - n), width - n);
        else
            writer.some(state_at(0), width);
    }
    writer.end_row(width);
}

/// Stores the first `count` lanes, and touches nothing past them.
template <class D, class V, class T>
HWY_INLINE void store_some(D d, V lanes, T* to, std::ptrdiff_t count) {
#if HWY_TARGET == HWY_AVX2 || HWY_TARGET == HWY_AVX3
    hn::BlendedStore(lanes, hn::FirstN(d, static_cast<std::size_t>(count)), d, to);
#else
    HWY_ALIGN T all[hn::MaxLanes(d)];
    hn::StoreU(lanes, d, all);
    std::copy_n(all, count, to);
#endif
}

/// The first cell of an input row.
template <class Lanes>
HWY_INLINE typename Lanes::Source row_source(const Band<typename Lanes::Input>& band,
                                             std::size_t plane, std::ptrdiff_t row) {
    const auto position = row * band.geometry.input.w;
    const auto* cells = band.plane_input(plane) + position;
    if constexpr (requires(typename Lanes::Source from) { from.position; })
        return {cells, static_cast<typename Lanes::Index>(position)};
    else
        return {cells};
}

/// One tile of one band. Wide folds the columns of a row, Lanes the rows; Output writes what a
/// window's row comes to.
template <class Wide, class Lanes, class Output>
class TileFold {
public:
    using Scalar = typename Wide::Input;

    TileFold(const Band<Scalar>& band, Tile tile)
        : band_(band),
          tile_(tile),
          columns_(span_of(band.geometry.cols, tile.begin, tile.end)),
          rows_(tile.width(), band.geometry.rows.kernel_size, column_method(band.geometry.rows)),
          output_(band, tile),
          clock_(band.stop) {
        if constexpr (mixed) wide_row_ = Storage<Wide>(static_cast<std::size_t>(tile.width()));
    }

    /// Pools the tile of one plane; false when stopped.
    [[nodiscard]] bool pool(std::size_t plane) {
        if (clock_.ask()) return false;
        output_.start(plane);
        watch_ = {};
        const auto feed = [&](std::ptrdiff_t row, typename Lanes::Row to) {
            return feed_row(plane, row, to);
        };
        const auto emit = [&](std::ptrdiff_t row, std::ptrdiff_t width, const auto& state_at) {
            auto writer = output_.writer();
            writer.at_row(row);
            put_row<Lanes>(width, state_at, writer);
            output_.take(writer);
            return !clock_.ask();
        };
        return for_each_row_class(
            band_.geometry.rows, band_.row_begin, band_.row_end,
            [&](const RowClass& rows) { return rows_.fold(rows, feed, emit); });
    }
    /// Whether what was pooled last is wrong: it must be pooled with more care.
    [[nodiscard]] bool failed() const { return watch_.found() || output_.failed(); }

private:
    static constexpr bool mixed = !std::is_same_v<Wide, Lanes>;

    bool feed_row(std::size_t plane, std::ptrdiff_t row, typename Lanes::Row to) {
        const auto n = static_cast<std::ptrdiff_t>(Lanes::lanes());
        if (row < 0 || row >= band_.geometry.input.h) {
            const auto nothing = Lanes::nothing_lanes();
            for (std::ptrdiff_t i = 0; i < tile_.width(); i += n) Lanes::store(nothing, to + i);
        } else if constexpr (mixed) {
            columns_.fold(row_source<Wide>(band_, plane, row), wide_row_.row(), watch_);
            const typename Lanes::Source from{wide_row_.row().values};
            for (std::ptrdiff_t i = 0; i < tile_.width(); i += n)
                Lanes::store(Lanes::load(from + i), to + i);
        } else {
            columns_.fold(row_source<Wide>(band_, plane, row), to, watch_);
        }
        return !clock_.ask_after(band_.geometry.input.w);
    }

    const Band<Scalar>& band_;
    Tile tile_;
    RowFold<Wide> columns_;
    ColumnFold<Lanes> rows_;
    Output output_;
    StopClock clock_;
    Watch<Wide> watch_;
    Storage<Wide> wide_row_;  ///< one row before it is widened
};

/// Pools every plane of a band by `fast`, and by what `careful()` makes those that it fails on.
template <class Fast, class MakeCareful>
[[nodiscard]] Outcome pool_planes(std::size_t planes, Fast& fast, const MakeCareful& make_careful) {
    using Careful = decltype(make_careful());
    std::optional<Careful> careful;
    for (std::size_t plane = 0; plane < planes; ++plane) {
        if (!fast.pool(plane)) return Outcome::stopped;
        if (!fast.failed()) continue;
        if constexpr (std::is_same_v<Fast, Careful>) return Outcome::declined;
        if (!careful) careful.emplace(make_careful());
        if (!careful->pool(plane)) return Outcome::stopped;
        if (careful->failed()) return Outcome::declined;
    }
    return Outcome::done;
}

/// Pools a band tile by tile.
template <class Fast, class Careful, class Scalar>
[[nodiscard]] Outcome pool_tiles(const Band<Scalar>& band, std::size_t cell_bytes) {
    const int width = tile_width(band.geometry, cell_bytes);
    for (int begin = 0; begin < band.geometry.output.w; begin += width) {
        const Tile tile{begin, std::min(begin + width, band.geometry.output.w)};
        Fast fast(band, tile);
        const auto outcome = pool_planes(band.planes, fast, [&] { return Careful(band, tile); });
        if (outcome != Outcome::done) return outcome;
    }
    return Outcome::done;
}

// NOLINTNEXTLINE(google-readability-namespace-comments)
}  // namespace poolscope::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
