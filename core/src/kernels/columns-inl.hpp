/// Folds the windows of a plane along its rows, and writes what they come to.
#if defined(POOLSCOPE_KERNELS_COLUMNS_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef POOLSCOPE_KERNELS_COLUMNS_INL_HPP
#undef POOLSCOPE_KERNELS_COLUMNS_INL_HPP
#else
#define POOLSCOPE_KERNELS_COLUMNS_INL_HPP
#endif

#include <array>
#include <numeric>

#include "kernels/rows-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace poolscope::kernels::HWY_NAMESPACE {

/// Output rows whose windows' rows are the same, modulo the dilation: their rows, `row(0)`,
/// `row(1)`, ..., are `dilation` apart, and each window's start is `step` rows after the last
/// one's.
struct RowClass {
    std::ptrdiff_t first = 0;  ///< the input row that row(0) is; negative in the padding
    std::ptrdiff_t dilation = 1;
    std::ptrdiff_t kernel_size = 1;  ///< rows of a window
    std::ptrdiff_t step = 1;         ///< rows from a window to the next
    std::ptrdiff_t windows = 0;
    std::ptrdiff_t first_output = 0;  ///< of the first window
    std::ptrdiff_t output_step = 1;   ///< from a window's output row to the next

    [[nodiscard]] std::ptrdiff_t row(std::ptrdiff_t number) const {
        return first + number * dilation;
    }
    [[nodiscard]] std::ptrdiff_t output(std::ptrdiff_t window) const {
        return first_output + window * output_step;
    }
};

/// How the windows of a row class are folded.
enum class ColumnMethod {
    direct,   ///< few rows a window: all of them, each time
    apart,    ///< no row is in two windows: each is folded as it comes
    running,  ///< van Herk and Gil-Werman: in blocks of kernel_size rows, every window is what
              ///< follows its start in one block and what leads to its end in the next
};

inline constexpr std::ptrdiff_t most_direct_rows = 4;

/// Rows from a window to the next of its class.
[[nodiscard]] inline int class_step(const Axis& axis) {
    return axis.stride / std::gcd(axis.stride, axis.dilation);
}

[[nodiscard]] inline ColumnMethod column_method(const Axis& axis) {
    if (axis.kernel_size <= most_direct_rows) return ColumnMethod::direct;
    return class_step(axis) >= axis.kernel_size || axis.output == 1 ? ColumnMethod::apart
                                                                    : ColumnMethod::running;
}

/// Folds the rows of windows, `width` cells wide. `feed(row, to)` puts the folded row of the input
/// (or nothing, outside it) into `to`; `emit(output_row, width, state_at)` takes a whole window's
/// row of output, of which state_at(i) is the vector from column i on. Both may say stop by false.
template <class Lanes>
class ColumnFold {
public:
    using Row = typename Lanes::Row;
    using State = typename Lanes::State;

    ColumnFold(std::ptrdiff_t width, std::ptrdiff_t kernel_size, ColumnMethod method)
        : width_(width),
          method_(method),
          rows_(static_cast<std::size_t>(width),
                method == ColumnMethod::apart ? 1 : static_cast<std::size_t>(kernel_size)),
          run_(static_cast<std::size_t>(width)) {}

    template <class Feed, class Emit>
    [[nodiscard]] bool fold(const RowClass& rows, const Feed& feed, const Emit& emit) {
        switch (method_) {
            case ColumnMethod::direct:
                return fold_direct(rows, feed, emit);
            case ColumnMethod::apart:
                return fold_apart(rows, feed, emit);
            case ColumnMethod::running:
                break;
        }
        return fold_running(rows, feed, emit);
    }

private:
    static std::ptrdiff_t lanes() { return static_cast<std::ptrdiff_t>(Lanes::lanes()); }

    template <class Feed, class Emit>
    bool fold_direct(const RowClass& rows, const Feed& feed, const Emit& emit) {
        const auto k = rows.kernel_size;
        std::ptrdiff_t next = 0;
        for (std::ptrdiff_t window = 0; window < rows.windows; ++window) {
            const auto start = window * rows.step;
            for (next = std::max(next, start); next < start + k; ++next)
                if (!feed(rows.row(next), rows_.row(next % k))) return false;
            std::array<Row, most_direct_rows> taps{};
            for (std::ptrdiff_t t = 0; t < k; ++t)
                taps[static_cast<std::size_t>(t)] = rows_.row((start + t) % k);
            if (!emit_direct(rows.output(window), k, taps, emit)) return false;
        }
        return true;
    }

    template <class Emit>
    bool emit_direct(std::ptrdiff_t output, std::ptrdiff_t k,
                     const std::array<Row, most_direct_rows>& taps, const Emit& emit) {
        // Not a structured binding: lambdas may not capture one before clang 16.
        const Row a = taps[0];
        const Row b = taps[1];
        const Row c = taps[2];
        const Row d = taps[3];
        switch (k) {
            case 1:
                return emit(output, width_, [=](std::ptrdiff_t i) { return Lanes::load(a + i); });
            case 2:
                return emit(output, width_, [=](std::ptrdiff_t i) {
                    return Lanes::fold(Lanes::load(a + i), Lanes::load(b + i));
                });
            case 3:
                return emit(output, width_, [=](std::ptrdiff_t i) {
                    return Lanes::fold(Lanes::fold(Lanes::load(a + i), Lanes::load(b + i)),
                                       Lanes::load(c + i));
                });
            default:
                return emit(output, width_, [=](std::ptrdiff_t i) {
                    return Lanes::fold(
                        Lanes::fold(Lanes::fold(Lanes::load(a + i), Lanes::load(b + i)),
                                    Lanes::load(c + i)),
                        Lanes::load(d + i));
                });
        }
    }

    template <class Feed, class Emit>
    bool fold_apart(const RowClass& rows, const Feed& feed, const Emit& emit) {
        for (std::ptrdiff_t window = 0; window < rows.windows; ++window) {
            for (std::ptrdiff_t t = 0; t < rows.kernel_size; ++t) {
                const Row to = t == 0 ? run_.row() : rows_.row();
                if (!feed(rows.row(window * rows.step + t), to)) return false;
                if (t > 0) add_to_run(to);
            }
            if (!emit_run(rows.output(window), emit)) return false;
        }
        return true;
    }

    /// Row number q of the class stands in rows_ at q modulo k until its place is wanted again; by
    /// then the rows of the block before it hold, each, the fold of what follows it in its block.
    template <class Feed, class Emit>
    bool fold_running(const RowClass& rows, const Feed& feed, const Emit& emit) {
        const auto k = rows.kernel_size;
        const auto last = (rows.windows - 1) * rows.step + k - 1;
        std::ptrdiff_t window = 0;
        std::ptrdiff_t place = 0;
        for (std::ptrdiff_t q = 0; q <= last; ++q, place = place + 1 == k ? 0 : place + 1) {
            const Row row = rows_.row(place);
            if (!feed(rows.row(q), row)) return false;
            if (place == 0)
                copy_to_run(row);
            else
                add_to_run(row);
            if (q - window * rows.step == k - 1) {
                const auto output = rows.output(window++);
                const bool goes_on = place == k - 1
                                         ? emit_run(output, emit)
                                         : emit_joined(output, rows_.row(place + 1), emit);
                if (!goes_on) return false;
            }
            if (place == k - 1) fold_backwards(k);
        }
        return true;
    }

    HWY_INLINE void copy_to_run(Row row) {
        const Row run = run_.row();
        for (std::ptrdiff_t i = 0; i < width_; i += lanes())
            Lanes::store(Lanes::load(row + i), run + i);
    }
    HWY_INLINE void add_to_run(Row row) {
        const Row run = run_.row();
        for (std::ptrdiff_t i = 0; i < width_; i += lanes())
            Lanes::store(Lanes::fold(Lanes::load(run + i), Lanes::load(row + i)), run + i);
    }
    template <class Emit>
    bool emit_run(std::ptrdiff_t output, const Emit& emit) {
        const Row run = run_.row();
        return emit(output, width_, [=](std::ptrdiff_t i) { return Lanes::load(run + i); });
    }
    template <class Emit>
    bool emit_joined(std::ptrdiff_t output, Row before, const Emit& emit) {
        const Row run = run_.row();
        return emit(output, width_, [=](std::ptrdiff_t i) {
            return Lanes::fold(Lanes::load(before + i), Lanes::load(run + i));
        });
    }
    /// Makes each row of the block the fold of it and all that follow it.
    HWY_INLINE void fold_backwards(std::ptrdiff_t k) {
        for (std::ptrdiff_t place = k - 2; place >= 1; --place) {
            const Row row = rows_.row(place);
            const Row following = rows_.row(place + 1);
            for (std::ptrdiff_t i = 0; i < width_; i += lanes()) {
                Lanes::store(Lanes::fold(Lanes::load(row + i), Lanes::load(following + i)),
                             row + i);
            }
        }
    }

    std::ptrdiff_t width_;
    ColumnMethod method_;
    Storage<Lanes> rows_;
    Storage<Lanes> run_;  ///< what leads to the row at hand, within its block or window
};

/// Calls `work` with each row class of the outputs [begin, end) of `axis`; false when it was.
template <class Work>
[[nodiscard]] bool for_each_row_class(const Axis& axis, int begin, int end, const Work& work) {
    const int classes = std::min(axis.dilation / std::gcd(axis.stride, axis.dilation), end - begin);
    const Span all = span_of(axis, begin, end);
    for (int i = 0; i < classes; ++i) {
        const RowClass rows{.first = all.start_of(i),
                            .dilation = axis.dilation,
                            .kernel_size = axis.kernel_size,
                            .step = class_step(axis),
                            .windows = (end - begin - i + classes - 1) / classes,
                            .first_output = begin + i,
                            .output_step = classes};
        if (!work(rows)) return false;
    }
    return true;
}

// NOLINTNEXTLINE(google-readability-namespace-comments)
}  // namespace poolscope::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
