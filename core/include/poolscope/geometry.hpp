/// Where windows lie: the output's shape, the window of an output, and the exact inverse.
/// Positions are input coordinates in cells: (0, 0) is the first real cell, padding is negative or
/// past the end.
#pragma once

#include <cstdint>
#include <vector>

#include "poolscope/error.hpp"
#include "poolscope/pool_params.hpp"
#include "poolscope/tensor.hpp"

namespace poolscope {

/// The longest padded axis, the longest span of a window along one, and the largest stride and
/// dilation, in cells: within it every position is an int.
inline constexpr int max_extent = 1 << 29;
/// The most cells an input or an output may have.
inline constexpr std::int64_t max_cells = (std::int64_t{1} << 31) - 1;
/// The most taps a window may have.
inline constexpr std::int64_t max_taps = std::int64_t{1} << 28;

/// What lies at a position: data, a padding cell, or a cell past the padding (ceil mode only).
enum class TapKind : std::uint8_t { real, padding, overhang };

/// The positions a window reads along one axis: start, start + step, ... (count of them).
struct AxisSpan {
    int start = 0;
    int count = 0;
    int step = 1;
    [[nodiscard]] constexpr int at(int i) const { return start + i * step; }
    [[nodiscard]] constexpr int last() const { return at(count - 1); }
    [[nodiscard]] constexpr bool contains(int position) const {
        const std::int64_t offset = std::int64_t{position} - start;
        return offset >= 0 && offset % step == 0 && offset / step < count;
    }
    bool operator==(const AxisSpan&) const = default;
};

/// The window of one output: rows x columns of input positions.
struct Window {
    AxisSpan rows{};
    AxisSpan cols{};
    [[nodiscard]] constexpr int count() const { return rows.count * cols.count; }
    bool operator==(const Window&) const = default;
};

/// How many of a window's taps are of each kind.
struct TapCounts {
    int real = 0;
    int padding = 0;
    int overhang = 0;
    bool operator==(const TapCounts&) const = default;
};

/// How many of a window's taps along one axis are real, and how many real or padding. The real ones
/// are contiguous: first_real, first_real + 1, ... (real of them).
struct AxisTaps {
    int count = 0;
    int inside = 0;  ///< real or padding
    int first_real = 0;
    int real = 0;
    bool operator==(const AxisTaps&) const = default;
};

/// The kinds of a window's taps from those of its rows and its columns.
[[nodiscard]] constexpr TapCounts combine(const AxisTaps& rows, const AxisTaps& cols) {
    const int real = rows.real * cols.real;
    const int inside = rows.inside * cols.inside;
    return {.real = real, .padding = inside - real, .overhang = rows.count * cols.count - inside};
}

/// One spatial axis of a layer, all in cells. `placement` says which of the fields hold: adaptive
/// windows have no kernel_size (0 here), and neither they nor fractional ones a stride or padding.
struct Axis {
    int input = 0;
    int output = 0;
    int kernel_size = 1;
    int stride = 1;
    int pad_begin = 0;
    int pad_end = 0;
    int dilation = 1;
    Placement placement = Placement::sliding;  ///< sliding, adaptive or fractional
    double sample = 0;                         ///< u of a fractional axis, in [0, 1)

    /// Every window has the same width, a constant stride apart.
    [[nodiscard]] bool regular() const { return placement == Placement::sliding; }
    /// Cells of the widest window.
    [[nodiscard]] int widest() const;
    /// The positions that the outputs before `index` read, each counted as often as it is read.
    [[nodiscard]] std::int64_t taps_before(int index) const;

    /// The positions that output `index` reads.
    [[nodiscard]] AxisSpan span_at(int index) const;
    /// What lies at `position`; before the beginning padding, as past the end padding, is overhang.
    [[nodiscard]] TapKind kind_at(int position) const;
    /// How many of the span's taps are of each kind.
    [[nodiscard]] AxisTaps taps_of(const AxisSpan& span) const;
    /// The outputs whose window reads `position`, ascending; the exact inverse of span_at().
    [[nodiscard]] std::vector<int> readers_of(int position) const;
    /// How many windows read each real position.
    [[nodiscard]] std::vector<int> reader_counts() const;
    /// Real positions that at least one window reads.
    [[nodiscard]] std::int64_t read_count() const;
    /// Past-the-end of the furthest position any window reads, at least input + pad_end in the
    /// padded frame: where overhang cells end.
    [[nodiscard]] int overhang_end() const;
    bool operator==(const Axis&) const = default;
};

/// A layer placed on an input: valid by construction (see make_geometry).
struct Geometry {
    Shape input{};   ///< (n, c, h, w)
    Shape output{};  ///< (n, out_c, out_h, out_w)
    Axis rows;
    Axis cols;
    int channel_group = 1;  ///< channels that one window spans
    int group_outputs = 1;  ///< output channels that read the same channel_group channels
    bool biased = false;    ///< each output adds one more number after its taps
    bool operator==(const Geometry&) const = default;
};

/// Channels of the input: first, first + 1, ... (count of them).
struct ChannelSpan {
    int first = 0;
    int count = 1;
    [[nodiscard]] constexpr bool contains(int channel) const {
        return channel >= first && channel < first + count;
    }
    bool operator==(const ChannelSpan&) const = default;
};

/// The channels that the windows of an output channel span.
[[nodiscard]] constexpr ChannelSpan channels_read(const Geometry& geometry, int output_channel) {
    return {.first = output_channel / geometry.group_outputs * geometry.channel_group,
            .count = geometry.channel_group};
}

/// The output channels whose windows span `input_channel`: the inverse of channels_read().
[[nodiscard]] constexpr ChannelSpan channels_reading(const Geometry& geometry, int input_channel) {
    return {.first = input_channel / geometry.channel_group * geometry.group_outputs,
            .count = geometry.group_outputs};
}

/// One of channels_reading(): the only one in pooling, `filter` 0 .. group_outputs - 1 elsewhere.
[[nodiscard]] constexpr int output_channel_of(const Geometry& geometry, int input_channel,
                                              int filter = 0) {
    return channels_reading(geometry, input_channel).first + filter;
}

/// The outputs that read one cell: every (row, col) of rows x cols; empty where none does.
struct Readers {
    std::vector<int> rows{};
    std::vector<int> cols{};
    [[nodiscard]] std::size_t count() const { return rows.size() * cols.size(); }
};

/// Places a layer on an input of shape (n, c, h, w), or says why it cannot be. Sliding windows:
/// PyTorch's Pool.h, including the ceil-mode correction that the last window starts inside the
/// input or its beginning padding. Adaptive ones: output i covers floor(i n / o) up to ceil((i + 1)
/// n / o). Fractional ones: start_i = floor((i + u) alpha) - floor(u alpha) with alpha = (n - k) /
/// (o - 1), the last at n - k (PyTorch's FractionalMaxPool2d.cpp, in double); their u is one a
/// plane: see plane_geometry().
[[nodiscard]] Result<Geometry> make_geometry(const Shape& input, const PoolParams& params);

/// The output's shape (n, c, out_h, out_w), or why there is none.
[[nodiscard]] Result<Shape> output_shape(const Shape& input, const PoolParams& params);

/// The geometry of one plane: that of its layer, but for a fractional layer's samples, which are
/// each plane's own.
[[nodiscard]] Geometry plane_geometry(const Geometry& geometry, const PoolParams& params, int n,
                                      int c);

/// The padding that sliding windows have: `padding`, or what padding_mode says in its place.
[[nodiscard]] Padding padding_of(const Shape& input, const PoolParams& params);

/// SAME's padding for `params` on `input`, whatever padding `params` holds: so much that an axis
/// has ceil(input / stride) outputs, in ceil_mode too, split over its two ends. An odd cell goes at
/// the end (TensorFlow's SAME, ONNX's SAME_UPPER) or at the beginning (SAME_LOWER). Along an axis
/// that make_geometry() refuses it is 0, or so large that make_geometry() still refuses it.
[[nodiscard]] Padding same_padding(const Shape& input, const PoolParams& params, bool odd_at_end);

/// The window of output (out_row, out_col), which must lie inside the output.
[[nodiscard]] Window window_at(const Geometry& geometry, int out_row, int out_col);

/// What lies at (row, col): overhang wins over padding, padding over real.
[[nodiscard]] TapKind kind_at(const Geometry& geometry, int row, int col);

/// How many taps of each kind `window` has.
[[nodiscard]] TapCounts count_taps(const Geometry& geometry, const Window& window);

/// The set of outputs whose window reads (row, col), real or padding: the exact inverse of
/// window_at().
[[nodiscard]] Readers readers_of(const Geometry& geometry, int row, int col);

/// How many windows read each cell of one plane, shape (1, 1, h, w): readers_of() counted, in time
/// that does not grow with the kernel.
[[nodiscard]] Tensor<std::int64_t> reader_count_map(const Geometry& geometry);

/// Real cells of one plane that no window reads.
[[nodiscard]] std::size_t never_read_count(const Geometry& geometry);

}  // namespace poolscope
