/// The output's shape, each output's window and its inverse, one axis at a time.
#include "poolscope/geometry.hpp"

#include <algorithm>
#include <string>

#include "check_cells.hpp"
#include "support/random.hpp"

namespace poolscope {

namespace {

/// One axis of a layer as given by a person: nothing is checked yet.
struct AxisRequest {
    bool is_rows;
    std::int64_t input;
    std::int64_t kernel_size;
    std::int64_t stride;
    std::int64_t pad_begin;
    std::int64_t pad_end;
    std::int64_t dilation;
};

Message name_of(const AxisRequest& axis) {
    return axis.is_rows ? say("rows") : say("columns");
}

/// "5 rows", and "1 row" for one.
Message count_of(std::int64_t count, const AxisRequest& axis) {
    if (axis.is_rows) return count == 1 ? say("{0} row", count) : say("{0} rows", count);
    return count == 1 ? say("{0} column", count) : say("{0} columns", count);
}

Result<void> at_least(std::int64_t least, std::int64_t value, ErrorCode code, const char* field,
                      const AxisRequest& axis) {
    if (value >= least) return {};
    return fail(
        code,
        say("{0} is {1} along the {2}, and the least is {3}", field, value, name_of(axis), least),
        say("make {0} {1} or more", field, least));
}

Result<void> at_most(std::int64_t most, std::int64_t value, const char* field,
                     const AxisRequest& axis) {
    if (value <= most) return {};
    return fail(
        ErrorCode::too_large,
        say("{0} is {1} along the {2}, and the most is {3}", field, value, name_of(axis), most),
        say("make {0} {1} or less", field, most));
}

Result<void> check_fields(const AxisRequest& axis) {
    return first_error(
        {at_least(1, axis.kernel_size, ErrorCode::bad_kernel_size, "kernel_size", axis),
         at_least(1, axis.stride, ErrorCode::bad_stride, "stride", axis),
         at_least(0, axis.pad_begin, ErrorCode::bad_padding, "padding", axis),
         at_least(0, axis.pad_end, ErrorCode::bad_padding, "padding", axis),
         at_least(1, axis.dilation, ErrorCode::bad_dilation, "dilation", axis),
         at_most(max_extent, axis.stride, "stride", axis),
         at_most(max_extent, axis.dilation, "dilation", axis)});
}

/// Cells from a window's first tap to its last, both included.
constexpr std::int64_t window_extent(std::int64_t kernel_size, std::int64_t dilation) {
    return dilation * (kernel_size - 1) + 1;
}

Result<void> check_extents(const AxisRequest& axis) {
    const auto span = window_extent(axis.kernel_size, axis.dilation);
    if (span > max_extent) {
        return fail(
            ErrorCode::too_large,
            say("the window spans {0}, and the most is {1}", count_of(span, axis), max_extent),
            say("make kernel_size or dilation smaller"));
    }
    const auto padded = axis.input + axis.pad_begin + axis.pad_end;
    if (padded > max_extent) {
        return fail(ErrorCode::too_large,
                    say("the padded input has {0}, and the most is {1}", count_of(padded, axis),
                        max_extent),
                    say("make the input or padding smaller"));
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
    if (auto checked = check_extents(axis); !checked) return error_of(checked);
    const auto output = output_extent(axis, ceil_mode);
    if (output < 1) {
        const auto span = window_extent(axis.kernel_size, axis.dilation);
        const auto padded = axis.input + axis.pad_begin + axis.pad_end;
        return fail(ErrorCode::window_outside,
                    say("the window spans {0} but the padded input has only {1}",
                        count_of(span, axis), padded),
                    say("make kernel_size or dilation smaller, or add padding"));
    }
    return Axis{.input = static_cast<int>(axis.input),
                .output = static_cast<int>(output),
                .kernel_size = static_cast<int>(axis.kernel_size),
                .stride = static_cast<int>(axis.stride),
                .pad_begin = static_cast<int>(axis.pad_begin),
                .pad_end = static_cast<int>(axis.pad_end),
                .dilation = static_cast<int>(axis.dilation)};
}

Result<void> check_input(const Shape& input) {
    if (input.n < 1 || input.c < 1 || input.h < 1 || input.w < 1) {
        return fail(ErrorCode::empty_input,
                    say("the input is {0}, which has no cells", shape_text(input)),
                    say("give it at least one row, one column and one channel"));
    }
    return check_cells(word("the input"), input, word("make the input smaller"));
}

Result<void> check_divisor(const PoolParams& params) {
    if (params.divisor_override != 0) return {};
    return fail(ErrorCode::bad_divisor,
                say("divisor_override is 0, and nothing can be divided by it"),
                say("give another number, or none"));
}

Result<void> check_taps(const Axis& rows, const Axis& cols) {
    const auto taps = std::int64_t{rows.widest()} * cols.widest();
    if (taps <= max_taps) return {};
    return fail(ErrorCode::too_large,
                say("the window has {0} taps, and the most is {1}", taps, max_taps),
                say("make kernel_size smaller"));
}

/// What makes the output of a layer so placed smaller, as a remedy.
const char* smaller_output(Placement placement) {
    switch (placement) {
        case Placement::sliding:
            return word("make stride larger, or padding or the input smaller");
        case Placement::adaptive:
        case Placement::fractional:
            return word("make output_size or the input smaller");
        case Placement::global:
        case Placement::channels:
            break;
    }
    return word("make the input smaller");
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

/// An axis of `output` windows that share the input out.
Result<Axis> make_adaptive_axis(const AxisRequest& axis, std::int64_t output) {
    return at_least(1, output, ErrorCode::bad_output_size, "output_size", axis)
        .and_then([&] { return at_most(max_extent, output, "output_size", axis); })
        .map([&] {
            return Axis{.input = static_cast<int>(axis.input),
                        .output = static_cast<int>(output),
                        .kernel_size = 0,
                        .placement = Placement::adaptive};
        });
}

Result<Axis> make_fractional_axis(const AxisRequest& axis, std::int64_t output) {
    auto checked =
        at_least(1, axis.kernel_size, ErrorCode::bad_kernel_size, "kernel_size", axis)
            .and_then([&] {
                return at_least(1, output, ErrorCode::bad_output_size, "output_size", axis);
            });
    if (!checked) return error_of(checked);
    if (output + axis.kernel_size - 1 > axis.input) {
        return fail(ErrorCode::window_outside,
                    say("kernel_size {0} with output_size {1} is too large for {2}",
                        axis.kernel_size, output, count_of(axis.input, axis)),
                    say("make kernel_size + output_size - 1 at most {0}", axis.input));
    }
    return Axis{.input = static_cast<int>(axis.input),
                .output = static_cast<int>(output),
                .kernel_size = static_cast<int>(axis.kernel_size),
                .placement = Placement::fractional};
}

/// Sliding windows along one axis, whose fields are all checked here.
Result<Axis> make_sliding_axis(const AxisRequest& axis, bool ceil_mode) {
    return check_fields(axis).and_then([&] { return make_axis(axis, ceil_mode); });
}

/// How many channels a window spans, or why the input's do not divide so.
Result<int> group_of(const Shape& input, const PoolParams& params) {
    if (params.placement != Placement::channels) return 1;
    const int group = params.channel_group;
    if (group >= 1 && input.c % group == 0) return group;
    return fail(ErrorCode::bad_channel_group,
                say("channel_group is {0}, which does not divide {1}", group,
                    input.c == 1 ? say("{0} channel", input.c) : say("{0} channels", input.c)),
                say("make channel_group a divisor of the number of channels"));
}

/// The two axes' requests with the placement's own rules.
Result<Axis> place_axis(const AxisRequest& axis, int output_size, const PoolParams& params) {
    switch (params.placement) {
        case Placement::sliding:
            return make_sliding_axis(axis, params.ceil_mode);
        case Placement::adaptive:
            return make_adaptive_axis(axis, output_size);
        case Placement::global:
            return make_adaptive_axis(axis, 1);
        case Placement::fractional:
            return make_fractional_axis(axis, output_size);
        case Placement::channels:
            break;
    }
    return make_sliding_axis({.is_rows = axis.is_rows,
                              .input = axis.input,
                              .kernel_size = 1,
                              .stride = 1,
                              .pad_begin = 0,
                              .pad_end = 0,
                              .dilation = 1},
                             false);
}

/// A tensor given beside the input must have the shape that the layer asks for.
Result<void> check_beside(const char* name, const Shape& given, const Shape& wanted) {
    if (given == wanted) return {};
    return fail(ErrorCode::bad_shape,
                say("{0} have shape {1}, and the layer needs {2}", name, shape_text(given),
                    shape_text(wanted)),
                say("give {0} of that shape", name));
}

Result<void> check_given(const Shape& input, const PoolParams& params) {
    if (params.scores) {
        auto checked = check_beside("scores", params.scores->shape(), {1, 1, input.h, input.w});
        if (!checked) return checked;
    }
    if (!params.samples) return {};
    for (const double sample : params.samples->cells()) {
        if (sample >= 0 && sample < 1) continue;
        return fail(ErrorCode::bad_argument, say("a sample lies outside [0, 1)"),
                    say("give samples of 0 or more, below 1"));
    }
    return check_beside("samples", params.samples->shape(), {input.n, input.c, 1, 2});
}

}  // namespace

Result<Geometry> make_geometry(const Shape& input, const PoolParams& params) {
    if (auto checked = check_input(input); !checked) return error_of(checked);
    const Padding pad = padding_of(input, params);
    const AxisRequest row_request{.is_rows = true,
                                  .input = input.h,
                                  .kernel_size = params.kernel_size.h,
                                  .stride = params.stride.h,
                                  .pad_begin = pad.top,
                                  .pad_end = pad.bottom,
                                  .dilation = params.dilation.h};
    const AxisRequest col_request{.is_rows = false,
                                  .input = input.w,
                                  .kernel_size = params.kernel_size.w,
                                  .stride = params.stride.w,
                                  .pad_begin = pad.left,
                                  .pad_end = pad.right,
                                  .dilation = params.dilation.w};
    const auto rows = place_axis(row_request, params.output_size.h, params);
    if (!rows) return error_of(rows);
    const auto cols = place_axis(col_request, params.output_size.w, params);
    if (!cols) return error_of(cols);
    const auto group = group_of(input, params);
    if (!group) return error_of(group);
    Geometry geometry{.input = input, .rows = *rows, .cols = *cols, .channel_group = *group};
    geometry.output = {.n = input.n,
                       .c = output_channel_of(geometry, input.c - 1) + 1,
                       .h = rows->output,
                       .w = cols->output};
    auto checked = check_divisor(params)
                       .and_then([&] { return check_given(input, params); })
                       .and_then([&] { return check_taps(*rows, *cols); })
                       .and_then([&] {
                           return check_cells(word("the output"), geometry.output,
                                              smaller_output(params.placement));
                       });
    if (!checked) return error_of(checked);
    return geometry;
}

Geometry plane_geometry(const Geometry& geometry, const PoolParams& params, int n, int c) {
    Geometry plane = geometry;
    if (geometry.rows.placement != Placement::fractional) return plane;
    const auto sample = [&](int axis) {
        if (params.samples) return params.samples->at(n, c, 0, axis);
        return unit_draw(params.seed, {static_cast<std::uint64_t>(n), static_cast<std::uint64_t>(c),
                                       static_cast<std::uint64_t>(axis)});
    };
    plane.cols.sample = sample(0);
    plane.rows.sample = sample(1);
    return plane;
}

Padding padding_of(const Shape& input, const PoolParams& params) {
    switch (params.padding_mode) {
        case PaddingMode::numbers:
            return params.padding;
        case PaddingMode::valid:
            return {};
        case PaddingMode::same_upper:
        case PaddingMode::same_lower:
            break;
    }
    return same_padding(input, params, params.padding_mode == PaddingMode::same_upper);
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

Tensor<std::int64_t> reader_count_map(const Geometry& geometry) {
    const auto rows = geometry.rows.reader_counts();
    const auto cols = geometry.cols.reader_counts();
    Tensor<std::int64_t> map({1, 1, geometry.input.h, geometry.input.w});
    auto* cell = map.cells().data();
    for (const std::int64_t by_rows : rows)
        for (const int by_cols : cols) *cell++ = by_rows * by_cols;
    return map;
}

std::size_t never_read_count(const Geometry& geometry) {
    const auto read = geometry.rows.read_count() * geometry.cols.read_count();
    return geometry.input.plane_count() - static_cast<std::size_t>(read);
}

}  // namespace poolscope
