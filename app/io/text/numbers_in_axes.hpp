/// Numbers along some axes, and how NumPy, PyTorch and TensorFlow shape them anew.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "poolscope/error.hpp"
#include "poolscope/tensor.hpp"

namespace poolscope::io {

/// The most axes that code may give on its way to four.
inline constexpr std::size_t max_axes = 8;

/// Cells in row-major order along axes of at least one cell, which are as many as their product.
struct NumbersInAxes {
    std::vector<int> axes;
    std::vector<double> cells;

    /// As shape (n, c, h, w). Error: unsupported where there are more than four axes.
    [[nodiscard]] Result<Tensor<double>> tensor() &&;
    bool operator==(const NumbersInAxes&) const = default;
};

/// The same cells along other axes; one of `axes` may be -1. Error: bad_shape where they hold not
/// as many cells.
[[nodiscard]] Result<void> reshape(NumbersInAxes& numbers, std::span<const int> axes);

/// The axes in another order: the new axis i is the old axis order[i], counted from the end where
/// it is negative. False where `order` is no order of them.
[[nodiscard]] bool permute(NumbersInAxes& numbers, std::span<const int> order);

/// What code does to an array without touching its cells: `reshape`, `view`, `transpose`, `T`,
/// `permute`, `squeeze`, `unsqueeze` and the like, with whole numbers. `arguments` are those behind
/// the array. True where that was done, false where it is no such thing. Error: that of reshape().
[[nodiscard]] Result<bool> apply_shaping(NumbersInAxes& numbers, std::string_view name,
                                         std::span<const int> arguments, bool as_list);

}  // namespace poolscope::io
