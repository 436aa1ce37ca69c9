/// The oracle: pooling done the slow, obvious way. Where windows lie is told position by position;
/// what an operator makes of the cells is told in each operator's own test, which adds it here. It
/// shares no code with the library, only PoolParams as plain data.
#pragma once

#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "poolscope/pool_params.hpp"

namespace poolscope::naive {

enum class Kind { real, padding, overhang };

/// One read of a window; row and col count from the first real cell, channel from the input's
/// first.
struct Read {
    Kind kind = Kind::overhang;
    int channel = 0;
    int row = 0;
    int col = 0;
    double value = 0.0;  ///< of a real cell
    double score = 0.0;
};
using Reads = std::vector<Read>;

/// One output and all that its window holds.
struct Output {
    int n = 0;
    int c = 0;
    int row = 0;
    int col = 0;
    Reads reads{};
};

/// What an operator makes of the first reads of a window.
struct Expected {
    double value = 0.0;
    std::optional<std::size_t> winner{};  ///< counts reads
    std::vector<std::size_t> ties{};
    std::vector<double> weights{};
    int divisor = 0;
    /// How far the library may be off, relative to the larger of 1 and the value; 0: not at all.
    double tolerance = 0.0;
};

/// The first `count` of a window's `reads`, all of which say what the whole window is; `draw` is
/// the output's random number.
using Oracle = Expected (*)(const Reads& reads, std::size_t count, const PoolParams& params,
                            double draw);

inline std::map<std::string_view, Oracle>& oracles() {
    static std::map<std::string_view, Oracle> all;
    return all;
}

/// Makes `oracle` known; an operator's test holds the result in a constant.
inline bool add_oracle(std::string_view id, Oracle oracle) {
    return oracles().emplace(id, oracle).second;
}

/// The real ones of the first `count` reads.
inline std::vector<std::size_t> real_ones(const Reads& reads, std::size_t count) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < count; ++i) {
        if (reads[i].kind == Kind::real) found.push_back(i);
    }
    return found;
}

inline int count_of(const Reads& reads, Kind kind) {
    int count = 0;
    for (const Read& read : reads) count += read.kind == kind ? 1 : 0;
    return count;
}

/// Along one axis, the positions that each window reads.
using Windows = std::vector<std::vector<int>>;

/// Windows by sliding one over the padded axis until it no longer fits.
inline Windows sliding(int input, int kernel, int stride, int begin, int end, int dilation,
                       bool ceil_mode) {
    const int length = begin + input + end;
    const int span = (kernel - 1) * dilation + 1;
    std::vector<int> starts;
    int start = 0;
    while (start + span <= length) {
        starts.push_back(start);
        start += stride;
    }
    if (ceil_mode) {
        const bool cells_are_left = starts.empty() || starts.back() + span < length;
        if (cells_are_left && start + span < length + stride) starts.push_back(start);
        if (!starts.empty() && starts.back() >= begin + input) starts.pop_back();
    }
    Windows windows;
    for (const int first : starts) {
        windows.emplace_back();
        for (int i = 0; i < kernel; ++i) windows.back().push_back(first + i * dilation - begin);
    }
    return windows;
}

/// Window i holds every cell that overlaps the i-th of `output` equal parts of the axis.
inline Windows adaptive(int input, int output) {
    Windows windows;
    for (int i = 0; i < output; ++i) {
        windows.emplace_back();
        for (int cell = 0; cell < input; ++cell) {
            const bool ends_after = (cell + 1) * output > i * input;
            const bool begins_before = cell * output < (i + 1) * input;
            if (ends_after && begins_before) windows.back().push_back(cell);
        }
    }
    return windows;
}

/// Graham's pseudo-random places for one sample of an axis; none where they do not fit.
inline Windows fractional(int input, int output, int kernel, double u) {
    Windows windows;
    if (kernel + output - 1 > input) return windows;
    for (int i = 0; i < output; ++i) {
        int start = input - kernel;
        if (i + 1 < output) {
            const double alpha = double(input - kernel) / double(output - 1);
            start = int(std::floor((i + u) * alpha)) - int(std::floor(u * alpha));
        }
        windows.emplace_back();
        for (int k = 0; k < kernel; ++k) windows.back().push_back(start + k);
    }
    return windows;
}

/// The windows of a plane along its rows and its columns.
struct Placed {
    Windows rows;
    Windows cols;
};

/// Where the windows of a plane lie; `row_sample` and `col_sample` are its random ones.
inline Placed place(const Shape& shape, const PoolParams& p, double row_sample, double col_sample) {
    switch (p.placement) {
        case Placement::sliding:
            return {sliding(shape.h, p.kernel_size.h, p.stride.h, p.padding.top, p.padding.bottom,
                            p.dilation.h, p.ceil_mode),
                    sliding(shape.w, p.kernel_size.w, p.stride.w, p.padding.left, p.padding.right,
                            p.dilation.w, p.ceil_mode)};
        case Placement::adaptive:
            return {adaptive(shape.h, p.output_size.h), adaptive(shape.w, p.output_size.w)};
        case Placement::global:
            return {adaptive(shape.h, 1), adaptive(shape.w, 1)};
        case Placement::fractional:
            return {fractional(shape.h, p.output_size.h, p.kernel_size.h, row_sample),
                    fractional(shape.w, p.output_size.w, p.kernel_size.w, col_sample)};
        case Placement::channels:
            break;
    }
    return {adaptive(shape.h, shape.h), adaptive(shape.w, shape.w)};
}

/// What lies at one position of an axis.
inline Kind kind_along(int position, int input, int begin, int end) {
    if (position >= 0 && position < input) return Kind::real;
    return position >= -begin && position < input + end ? Kind::padding : Kind::overhang;
}

inline Kind worse(Kind a, Kind b) {
    return static_cast<int>(a) > static_cast<int>(b) ? a : b;
}

/// Every output of a layer over `input` in the order n, c, row, col; empty where no window fits.
/// `sample(n, c, axis)` is a plane's random number along the rows (1) or the columns (0).
template <class Scalar, class Sample>
std::vector<Output> outputs(const Tensor<Scalar>& input, const PoolParams& p,
                            const Sample& sample) {
    const Shape& shape = input.shape();
    const int group = p.placement == Placement::channels ? p.channel_group : 1;
    std::vector<Output> all;
    if (shape.c % group != 0) return all;
    const Padding pad = p.placement == Placement::sliding ? p.padding : Padding{};
    for (int n = 0; n < shape.n; ++n) {
        for (int c = 0; c < shape.c / group; ++c) {
            const Placed placed = place(shape, p, sample(n, c, 1), sample(n, c, 0));
            for (std::size_t i = 0; i < placed.rows.size(); ++i) {
                for (std::size_t j = 0; j < placed.cols.size(); ++j) {
                    Output output{.n = n, .c = c, .row = int(i), .col = int(j)};
                    for (int channel = c * group; channel < (c + 1) * group; ++channel) {
                        for (const int row : placed.rows[i]) {
                            for (const int col : placed.cols[j]) {
                                Read read{
                                    .kind = worse(kind_along(row, shape.h, pad.top, pad.bottom),
                                                  kind_along(col, shape.w, pad.left, pad.right)),
                                    .channel = channel,
                                    .row = row,
                                    .col = col};
                                if (read.kind == Kind::real) {
                                    read.value =
                                        static_cast<double>(input.at(n, channel, row, col));
                                    if (p.scores) read.score = p.scores->at(0, 0, row, col);
                                }
                                output.reads.push_back(read);
                            }
                        }
                    }
                    all.push_back(output);
                }
            }
        }
    }
    return all;
}

}  // namespace poolscope::naive
