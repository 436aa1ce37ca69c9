/// The output's shape, each output's window and its inverse, one axis at a time.
#include "poolscope/geometry.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace poolscope {

namespace {

/// One axis of a layer as given by a person: nothing is checked yet.
struct AxisRequest {
    const char* name;  ///< "rows", "columns"
    std::int64_t input;
    std::int64_t kernel_size;
    std::int64_t stride;
    std::int64_t pad_begin;
    std::int64_t pad_end;
    std::int64_t dilation;
};

/// "5 rows", and "1 row" for one.
std::string count_of(std::int64_t count, const AxisRequest& axis) {
    std::string name = axis.name;
    if (count == 1) name.pop_back();
    return std::to_string(count) + " " + name;
}

Result<void> at_least(std::int64_t least, std::int64_t value, ErrorCode code, const char* field,
                      const AxisRequest& axis) {
    if (value >= least) return {};
    const auto bound = std::to_string(least);
    return fail(code,
                std::string(field) + " is " + std::to_string(value) + " along the " + axis.name +
                    ", and the least is " + bound,
                std::string("make ") + field + " " + bound + " or more");
}

Result<void> at_most(std::int64_t most, std::int64_t value, const char* field,
                     const AxisRequest& axis) {
    if (value <= most) return {};
    const auto bound = std::to_string(most);
    return fail(ErrorCode::too_large,
                std::string(field) + " is " + std::to_string(value) + " along the " + axis.name +
                    ", and the most is " + bound,
                std::string("make ") + field + " " + bound + " or less");
}

Result<void> check_fields(const AxisRequest& axis) {
    return at_least(1, axis.kernel_size, ErrorCode::bad_kernel_size, "kernel_size", axis)
        .and_then([&] { return at_least(1, axis.stride, ErrorCode::bad_stride, "stride", axis); })
        .and_then(
            [&] { return at_least(0, axis.pad_begin, ErrorCode::bad_padding, "padding", axis); })
        .and_then(
            [&] { return at_least(0, axis.pad_end, ErrorCode::bad_padding, "padding", axis); })
        .and_then(
            [&] { return at_least(1, axis.dilation, ErrorCode::bad_dilation, "dilation", axis); })
        .and_then([&] { return at_most(max_extent, axis.stride, "stride", axis); })
        .and_then([&] { return at_most(max_extent, axis.dilation, "dilation", axis); });
}

/// Cells from a window's first tap to its last, both included.
constexpr std::int64_t window_extent(std::int64_t kernel_size, std::int64_t dilation) {
    return dilation * (kernel_size - 1) + 1;
}

Result<void> check_extents(const AxisRequest& axis) {
    const auto span = window_extent(axis.kernel_size, axis.dilation);
    if (span > max_extent) {
        return fail(ErrorCode::too_large,
                    "the window spans " + count_of(span, axis) + ", and the most is " +
                        std::to_string(max_extent),
                    "make kernel_size or dilation smaller");
    }
    const auto padded = axis.input + axis.pad_begin + axis.pad_end;
    if (padded > max_extent) {
        return fail(ErrorCode::too_large,
                    "the padded input has " + count_of(padded, axis) + ", and the most is " +
                        std::to_string(max_extent),
                    "make the input or padding smaller");
    }
    return {};
}

/// Outputs along one axis (PyTorch's pooling_output_shape_pad_lr), 0 where the window does not fit.
std::int64_t output_extent(const AxisRequest& axis, bool ceil_mode) {
    const auto room =
        axis.input + axis.pad_begin + axis.pad_end - window_extent(axis.kernel_size, axis.dilation);
    if (room < 0 && (!ceil_mode || room <= -axis.stride)) return 0;
    if (!ceil_mode) return room / axis.stride + 1;
    // For -stride < room < 0 the division truncates to 0, which is the ceiling.
    const auto strides = room / axis.stride + (room > 0 && room % axis.stride != 0 ? 1 : 0);
    const bool last_starts_outside = strides * axis.stride >= axis.input + axis.pad_begin;
    return strides + (last_starts_outside ? 0 : 1);
}

Result<Axis> make_axis(const AxisRequest& axis, bool ceil_mode) {
    if (auto checked = check_extents(axis); !checked) return tl::unexpected(checked.error());
    const auto output = output_extent(axis, ceil_mode);
    if (output < 1) {
        const auto span = window_extent(axis.kernel_size, axis.dilation);
        const auto padded = axis.input + axis.pad_begin + axis.pad_end;
        return fail(ErrorCode::window_outside,
                    "the window spans " + count_of(span, axis) + " but the padded input has only " +
                        std::to_string(padded),
                    "make kernel_size or dilation smaller, or add padding");
    }
    return Axis{.input = static_cast<int>(axis.input),
                .output = static_cast<int>(output),
                .kernel_size = static_cast<int>(axis.kernel_size),
                .stride = static_cast<int>(axis.stride),
                .pad_begin = static_cast<int>(axis.pad_begin),
                .pad_end = static_cast<int>(axis.pad_end),
                .dilation = static_cast<int>(axis.dilation)};
}

/// Nothing, or too_large when shape (n, c, h, w) has more than max_cells.
Result<void> check_cells(const char* name, const Shape& shape, const char* remedy) {
    std::int64_t cells = 1;
    for (const int extent : {shape.n, shape.c, shape.h, shape.w}) {
        if (cells > max_cells / extent) {
            return fail(ErrorCode::too_large,
                        std::string("the ") + name + " has " + std::to_string(shape.n) + " x " +
                            std::to_string(shape.c) + " x " + std::to_string(shape.h) + " x " +
                            std::to_string(shape.w) + " cells, and the most is " +
                            std::to_string(max_cells),
                        remedy);
        }
        cells *= extent;
    }
    return {};
}

Result<void> check_input(const Shape& input) {
    if (input.n < 1 || input.c < 1 || input.h < 1 || input.w < 1) {
        return fail(ErrorCode::empty_input,
                    "the input is " + std::to_string(input.n) + " x " + std::to_string(input.c) +
                        " x " + std::to_string(input.h) + " x " + std::to_string(input.w) +
                        ", which has no cells",
                    "give it at least one row, one column and one channel");
    }
    return check_cells("input", input, "make the input smaller");
}

Result<void> check_divisor(const PoolParams& params) {
    if (params.divisor_override != 0) return {};
    return fail(ErrorCode::bad_divisor, "divisor_override is 0, and nothing can be divided by it",
                "give another number, or none");
}

Result<void> check_taps(const PoolParams& params) {
    const auto taps = std::int64_t{params.kernel_size.h} * params.kernel_size.w;
    if (taps <= max_taps) return {};
    return fail(ErrorCode::too_large,
                "the window has " + std::to_string(taps) + " taps, and the most is " +
                    std::to_string(max_taps),
                "make kernel_size smaller");
}

/// The total padding under which an axis has ceil(input / stride) outputs; at most max_extent,
/// which no input has room for.
std::int64_t same_total(std::int64_t input, std::int64_t kernel_size, std::int64_t stride,
                        std::int64_t dilation) {
    if (input < 1 || kernel_size < 1 || stride < 1 || dilation < 1) return 0;
    const auto output = (input + stride - 1) / stride;
    const auto needed = (output - 1) * stride + window_extent(kernel_size, dilation);
    return std::clamp<std::int64_t>(needed - input, 0, max_extent);
}

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
        : axis_(axis), reach_(window_extent(axis.kernel_size, axis.dilation) - 1) {
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

/// Real positions of the axis that at least one window reads.
std::int64_t read_count(const Axis& axis) {
    const ReaderSearch search(axis);
    std::int64_t count = 0;
    for (int position = 0; position < axis.input; ++position) {
        const Progression readers = search.readers_of(position);
        if (readers.first <= readers.last) ++count;
    }
    return count;
}

}  // namespace

AxisSpan Axis::span_at(int index) const {
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
    const auto [first, last] = search.readers_of(position);
    std::vector<int> readers;
    for (auto o = first; o <= last; o += search.step()) readers.push_back(static_cast<int>(o));
    return readers;
}

int Axis::overhang_end() const {
    if (output < 1) return input + pad_end;
    return std::max(input + pad_end, span_at(output - 1).last() + 1);
}

Result<Geometry> make_geometry(const Shape& input, const PoolParams& params) {
    const AxisRequest row_request{.name = "rows",
                                  .input = input.h,
                                  .kernel_size = params.kernel_size.h,
                                  .stride = params.stride.h,
                                  .pad_begin = params.padding.top,
                                  .pad_end = params.padding.bottom,
                                  .dilation = params.dilation.h};
    const AxisRequest col_request{.name = "columns",
                                  .input = input.w,
                                  .kernel_size = params.kernel_size.w,
                                  .stride = params.stride.w,
                                  .pad_begin = params.padding.left,
                                  .pad_end = params.padding.right,
                                  .dilation = params.dilation.w};
    auto checked = check_input(input)
                       .and_then([&] { return check_fields(row_request); })
                       .and_then([&] { return check_fields(col_request); })
                       .and_then([&] { return check_divisor(params); });
    if (!checked) return tl::unexpected(checked.error());
    const auto rows = make_axis(row_request, params.ceil_mode);
    if (!rows) return tl::unexpected(rows.error());
    const auto cols = make_axis(col_request, params.ceil_mode);
    if (!cols) return tl::unexpected(cols.error());
    const Shape output{.n = input.n, .c = input.c, .h = rows->output, .w = cols->output};
    checked = check_taps(params).and_then(
        [&] { return check_cells("output", output, "make stride larger or padding smaller"); });
    if (!checked) return tl::unexpected(checked.error());
    return Geometry{.input = input, .output = output, .rows = *rows, .cols = *cols};
}

Result<Shape> output_shape(const Shape& input, const PoolParams& params) {
    return make_geometry(input, params).map([](const Geometry& geometry) {
        return geometry.output;
    });
}

Padding same_padding(const Shape& input, const PoolParams& params, bool odd_at_end) {
    const auto rows = same_total(input.h, params.kernel_size.h, params.stride.h, params.dilation.h);
    const auto cols = same_total(input.w, params.kernel_size.w, params.stride.w, params.dilation.w);
    const auto begin = [odd_at_end](std::int64_t total) {
        return static_cast<int>(odd_at_end ? total / 2 : total - total / 2);
    };
    const auto end = [&begin](std::int64_t total) {
        return static_cast<int>(total) - begin(total);
    };
    return {.top = begin(rows), .left = begin(cols), .bottom = end(rows), .right = end(cols)};
}

Window window_at(const Geometry& geometry, int out_row, int out_col) {
    return {.rows = geometry.rows.span_at(out_row), .cols = geometry.cols.span_at(out_col)};
}

TapKind kind_at(const Geometry& geometry, int row, int col) {
    return std::max(geometry.rows.kind_at(row), geometry.cols.kind_at(col));
}

TapCounts count_taps(const Geometry& geometry, const Window& window) {
    return combine(geometry.rows.taps_of(window.rows), geometry.cols.taps_of(window.cols));
}

Readers readers_of(const Geometry& geometry, int row, int col) {
    Readers readers{.rows = geometry.rows.readers_of(row), .cols = geometry.cols.readers_of(col)};
    // One axis without a reader leaves the cell without any: say so on both.
    if (readers.count() == 0) return {};
    return readers;
}

std::size_t never_read_count(const Geometry& geometry) {
    const auto read = read_count(geometry.rows) * read_count(geometry.cols);
    return geometry.input.plane_count() - static_cast<std::size_t>(read);
}

}  // namespace poolscope
