/// One axis of a layer: the positions each output reads, and the exact inverse.
#include <algorithm>
#include <numeric>
#include <utility>

#include "poolscope/geometry.hpp"

namespace poolscope {

namespace {

/// Outputs first, first + step, ... up to last; none where last < first.
struct Progression {
    std::int64_t first = 0;
    std::int64_t last = -1;
};

/// Finds the outputs that read a position p of one axis: those o with p + pad_begin - o * stride a
/// multiple of dilation from 0 to (kernel_size - 1) * dilation. Such multiples come at every
/// step()-th output or at none, and the first is found by Euclid's algorithm, not by trying
/// outputs.
class ReaderSearch {
public:
    explicit ReaderSearch(const Axis& axis)
        : axis_(axis), reach_(std::int64_t{axis.dilation} * (axis.kernel_size - 1)) {
        // Holds factor * stride = divisor (mod dilation) on every turn, for both pairs.
        std::int64_t factor = 0;
        std::int64_t next_factor = 1;
        std::int64_t next = axis.stride;
        divisor_ = axis.dilation;
        while (next != 0) {
            const auto quotient = divisor_ / next;
            divisor_ = std::exchange(next, divisor_ - quotient * next);
            factor = std::exchange(next_factor, factor - quotient * next_factor);
        }
        step_ = axis.dilation / divisor_;
        inverse_ = modulo(factor, step_);
    }

    /// Outputs from one reader of a position to the next.
    [[nodiscard]] std::int64_t step() const { return step_; }

    /// The readers of `position`.
    [[nodiscard]] Progression readers_of(int position) const {
        const auto at = std::int64_t{position} + axis_.pad_begin;
        if (at < 0 || at % divisor_ != 0) return {};
        const auto least = at <= reach_ ? 0 : (at - reach_ + axis_.stride - 1) / axis_.stride;
        const auto remainder = modulo(at / divisor_, step_) * inverse_;
        return {.first = least + modulo(remainder - least, step_),
                .last = std::min<std::int64_t>(axis_.output - 1, at / axis_.stride)};
    }

private:
    static std::int64_t modulo(std::int64_t value, std::int64_t divisor) {
        const auto remainder = value % divisor;
        return remainder < 0 ? remainder + divisor : remainder;
    }

    Axis axis_;
    std::int64_t reach_;        ///< cells from a window's first tap to its last
    std::int64_t divisor_ = 1;  ///< the greatest that stride and dilation share
    std::int64_t step_ = 1;
    std::int64_t inverse_ = 0;  ///< of stride / divisor_, modulo step_
};

/// floor(a / b) and ceil(a / b) for a >= 0, b > 0.
constexpr int floor_ratio(std::int64_t a, std::int64_t b) {
    return static_cast<int>(a / b);
}
constexpr int ceil_ratio(std::int64_t a, std::int64_t b) {
    return static_cast<int>((a + b - 1) / b);
}

/// Where the window of a fractional axis's output `index` starts.
int fractional_start(const Axis& axis, int index) {
    const int room = axis.input - axis.kernel_size;
    if (index == axis.output - 1) return room;
    const double alpha = static_cast<double>(room) / (axis.output - 1);
    return static_cast<int>((index + axis.sample) * alpha) - static_cast<int>(axis.sample * alpha);
}

/// How many of 0 .. count - 1 `holds` is true of; it is true of a first part of them only.
template <class Holds>
int length_of_first_part(int count, const Holds& holds) {
    int low = 0;
    while (low < count) {
        const int middle = low + (count - low) / 2;
        if (holds(middle))
            low = middle + 1;
        else
            count = middle;
    }
    return low;
}

/// The outputs that read `position` of a fractional axis: windows start in ascending order.
Progression fractional_readers(const Axis& axis, int position) {
    const auto ends_before = [&](int i) {
        return fractional_start(axis, i) + axis.kernel_size <= position;
    };
    const auto starts_by = [&](int i) { return fractional_start(axis, i) <= position; };
    return {.first = length_of_first_part(axis.output, ends_before),
            .last = length_of_first_part(axis.output, starts_by) - 1};
}

/// The readers of `position` on an axis whose windows are not a constant stride apart.
Progression irregular_readers(const Axis& axis, int position) {
    if (position < 0 || position >= axis.input) return {};
    if (axis.placement == Placement::fractional) return fractional_readers(axis, position);
    return {.first = floor_ratio(std::int64_t{position} * axis.output, axis.input),
            .last = ceil_ratio((std::int64_t{position} + 1) * axis.output, axis.input) - 1};
}

}  // namespace

std::int64_t Axis::taps_before(int index) const {
    if (placement != Placement::adaptive) return std::int64_t{index} * kernel_size;
    std::int64_t taps = 0;
    for (int i = 0; i < index; ++i) taps += span_at(i).count;
    return taps;
}

int Axis::widest() const {
    if (placement != Placement::adaptive) return kernel_size;
    // Window i is ceil((n + i n mod o) / o) wide, and the remainders reach o - gcd(n, o).
    return ceil_ratio(std::int64_t{input} + output - std::gcd(input, output), output);
}

AxisSpan Axis::span_at(int index) const {
    if (placement == Placement::adaptive) {
        const int begin = floor_ratio(std::int64_t{index} * input, output);
        const int end = ceil_ratio((std::int64_t{index} + 1) * input, output);
        return {.start = begin, .count = end - begin, .step = 1};
    }
    if (placement == Placement::fractional)
        return {.start = fractional_start(*this, index), .count = kernel_size, .step = 1};
    const auto start = std::int64_t{index} * stride - pad_begin;
    return {.start = static_cast<int>(start), .count = kernel_size, .step = dilation};
}

TapKind Axis::kind_at(int position) const {
    if (position >= 0 && position < input) return TapKind::real;
    if (position < -pad_begin || position >= input + pad_end) return TapKind::overhang;
    return TapKind::padding;
}

AxisTaps Axis::taps_of(const AxisSpan& span) const {
    // Taps before the first that lies at or past `position`.
    const auto before = [&span](std::int64_t position) {
        const auto distance = position - span.start;
        const auto taps = distance <= 0 ? 0 : (distance + span.step - 1) / span.step;
        return static_cast<int>(std::min<std::int64_t>(taps, span.count));
    };
    const int first_real = before(0);
    return {.count = span.count,
            .inside = before(std::int64_t{input} + pad_end) - before(-std::int64_t{pad_begin}),
            .first_real = first_real,
            .real = before(input) - first_real};
}

std::vector<int> Axis::readers_of(int position) const {
    const ReaderSearch search(*this);
    const auto [first, last] =
        regular() ? search.readers_of(position) : irregular_readers(*this, position);
    const auto step = regular() ? search.step() : 1;
    std::vector<int> readers;
    for (auto o = first; o <= last; o += step) readers.push_back(static_cast<int>(o));
    return readers;
}

std::vector<int> Axis::reader_counts() const {
    // Each window adds 1 from its first real position on and takes it back past its last; sums run
    // along positions a dilation apart.
    const auto step = static_cast<std::size_t>(regular() ? dilation : 1);
    std::vector<int> counts(static_cast<std::size_t>(input));
    for (int i = 0; i < output; ++i) {
        const AxisSpan span = span_at(i);
        const AxisTaps taps = taps_of(span);
        if (taps.real == 0) continue;
        const auto first = static_cast<std::size_t>(span.at(taps.first_real));
        const auto past = first + static_cast<std::size_t>(taps.real) * step;
        ++counts[first];
        if (past < counts.size()) --counts[past];
    }
    for (std::size_t i = step; i < counts.size(); ++i) counts[i] += counts[i - step];
    return counts;
}

std::int64_t Axis::read_count() const {
    const ReaderSearch search(*this);
    std::int64_t count = 0;
    for (int position = 0; position < input; ++position) {
        const Progression readers =
            regular() ? search.readers_of(position) : irregular_readers(*this, position);
        if (readers.first <= readers.last) ++count;
    }
    return count;
}

int Axis::overhang_end() const {
    if (output < 1) return input + pad_end;
    return std::max(input + pad_end, span_at(output - 1).last() + 1);
}

}  // namespace poolscope
