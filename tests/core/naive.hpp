/// The oracle: pooling done the slow, obvious way over an explicit padded array. It shares no code
/// with the library, only PoolParams as plain data.
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <vector>

#include "poolscope/pool_params.hpp"

namespace poolscope::naive {

enum class Kind { real, padding, overhang };

/// One cell of the padded array; row and col count from the first real cell.
template <class Scalar>
struct Cell {
    Kind kind = Kind::overhang;
    int row = 0;
    int col = 0;
    Scalar value{};
};

/// One output and all that its window holds.
template <class Scalar>
struct Output {
    int out_row = 0;
    int out_col = 0;
    std::vector<Cell<Scalar>> reads{};
};

/// What a maximum over some reads is. `winner` and `ties` count reads.
template <class Scalar>
struct Maximum {
    double value = -INFINITY;
    std::optional<std::size_t> winner{};
    std::vector<std::size_t> ties{};
};

/// Where windows start along one axis, in the padded array, by sliding one until it no longer fits.
inline std::vector<int> starts(int input, int kernel, int stride, int begin, int end, int dilation,
                               bool ceil_mode) {
    const int length = begin + input + end;
    const int span = (kernel - 1) * dilation + 1;
    std::vector<int> found;
    int start = 0;
    while (start + span <= length) {
        found.push_back(start);
        start += stride;
    }
    if (!ceil_mode) return found;
    const bool cells_are_left = found.empty() || found.back() + span < length;
    if (cells_are_left && start + span < length + stride) found.push_back(start);
    if (!found.empty() && found.back() >= begin + input) found.pop_back();
    return found;
}

/// Every output of one plane in row-major order; empty where no window fits.
template <class Scalar>
std::vector<Output<Scalar>> outputs(const std::vector<std::vector<Scalar>>& plane,
                                    const PoolParams& p) {
    const int height = static_cast<int>(plane.size());
    const int width = static_cast<int>(plane.front().size());
    const auto row_starts = starts(height, p.kernel_size.h, p.stride.h, p.padding.top,
                                   p.padding.bottom, p.dilation.h, p.ceil_mode);
    const auto col_starts = starts(width, p.kernel_size.w, p.stride.w, p.padding.left,
                                   p.padding.right, p.dilation.w, p.ceil_mode);
    std::vector<Output<Scalar>> result;
    if (row_starts.empty() || col_starts.empty()) return result;

    const int rows = row_starts.back() + p.kernel_size.h * p.dilation.h;
    const int cols = col_starts.back() + p.kernel_size.w * p.dilation.w;
    std::vector<std::vector<Cell<Scalar>>> padded;
    for (int r = 0; r < rows; ++r) {
        padded.emplace_back();
        for (int c = 0; c < cols; ++c) {
            Cell<Scalar> cell{
                .kind = Kind::overhang, .row = r - p.padding.top, .col = c - p.padding.left};
            const bool inside = r < p.padding.top + height + p.padding.bottom &&
                                c < p.padding.left + width + p.padding.right;
            if (inside) cell.kind = Kind::padding;
            if (cell.row >= 0 && cell.row < height && cell.col >= 0 && cell.col < width) {
                cell.kind = Kind::real;
                cell.value =
                    plane[static_cast<std::size_t>(cell.row)][static_cast<std::size_t>(cell.col)];
            }
            padded.back().push_back(cell);
        }
    }
    for (std::size_t i = 0; i < row_starts.size(); ++i) {
        for (std::size_t j = 0; j < col_starts.size(); ++j) {
            Output<Scalar> output{.out_row = static_cast<int>(i), .out_col = static_cast<int>(j)};
            for (int r = 0; r < p.kernel_size.h; ++r) {
                for (int c = 0; c < p.kernel_size.w; ++c) {
                    const int row = row_starts[i] + r * p.dilation.h;
                    const int col = col_starts[j] + c * p.dilation.w;
                    output.reads.push_back(
                        padded[static_cast<std::size_t>(row)][static_cast<std::size_t>(col)]);
                }
            }
            result.push_back(output);
        }
    }
    return result;
}

/// The maximum over the first `count` reads: a NaN if there is one (the last), else the largest
/// (the first).
template <class Scalar>
Maximum<Scalar> maximum(const std::vector<Cell<Scalar>>& reads, std::size_t count) {
    std::vector<std::size_t> nans;
    std::vector<std::size_t> largest;
    for (std::size_t i = 0; i < count; ++i) {
        if (reads[i].kind != Kind::real) continue;
        if (std::isnan(reads[i].value)) {
            nans.push_back(i);
        } else if (largest.empty() || reads[i].value > reads[largest.front()].value) {
            largest = {i};
        } else if (reads[i].value == reads[largest.front()].value) {
            largest.push_back(i);
        }
    }
    if (!nans.empty()) return {.value = NAN, .winner = nans.back(), .ties = nans};
    if (largest.empty()) return {};
    return {.value = static_cast<double>(reads[largest.front()].value),
            .winner = largest.front(),
            .ties = largest};
}

/// The sum of the first `count` reads, row by row, padding and overhang as zeros.
template <class Scalar>
double sum(const std::vector<Cell<Scalar>>& reads, std::size_t count) {
    double total = 0.0;
    for (std::size_t i = 0; i < count; ++i) {
        total += reads[i].kind == Kind::real ? static_cast<double>(reads[i].value) : 0.0;
    }
    return total;
}

template <class Scalar>
int count_of(const std::vector<Cell<Scalar>>& reads, Kind kind) {
    int count = 0;
    for (const auto& read : reads) count += read.kind == kind ? 1 : 0;
    return count;
}

/// What the sum of a whole window is divided by.
template <class Scalar>
int divisor(const std::vector<Cell<Scalar>>& reads, const PoolParams& p) {
    if (p.divisor_override.has_value()) return p.divisor_override.value();
    const int real = count_of(reads, Kind::real);
    return p.count_include_pad ? real + count_of(reads, Kind::padding) : real;
}

/// The mean over the first `count` of a window's reads: their sum over the whole window's divisor.
template <class Scalar>
Scalar mean(const std::vector<Cell<Scalar>>& reads, std::size_t count, const PoolParams& p) {
    if (count_of(reads, Kind::real) == 0) return Scalar{0};
    const auto quotient = static_cast<Scalar>(sum(reads, count) / divisor(reads, p));
    return quotient == 0 ? Scalar{0} : quotient;  // never -0
}

}  // namespace poolscope::naive
