/// Halves planes. An odd side of 2m + 1 cells becomes m, each covering 2 + 1/m cells: three taps
/// weighed by share.
#include "render/mipmap.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace poolscope::render {

namespace {

using Taps = std::array<float, 3>;

std::size_t half_of(std::size_t side) {
    return std::max<std::size_t>(side / 2, 1);
}

/// The weights of cells 2i, 2i + 1 and 2i + 2 in texel i.
Taps taps_of(std::size_t i, std::size_t side) {
    if (side == 1) return {1, 0, 0};
    if (side % 2 == 0) return {0.5F, 0.5F, 0};
    const std::size_t half = side / 2;
    const auto m = static_cast<float>(half), n = static_cast<float>(side),
               k = static_cast<float>(i);
    return {(m - k) / n, m / n, (k + 1) / n};
}

/// How many taps have a weight: a cell without one must not be read, nor multiplied where it is not
/// finite.
std::size_t tap_count(std::size_t side) {
    return side == 1 ? 1 : side % 2 == 0 ? 2 : 3;
}

/// The weighed sum of the rows under one row of the next level.
void sum_rows(const float* cells, std::size_t width, std::size_t row, std::size_t height,
              std::vector<float>& sum) {
    const Taps taps = taps_of(row, height);
    std::fill(sum.begin(), sum.end(), 0.0F);
    for (std::size_t k = 0; k < tap_count(height); ++k) {
        const float* from = cells + (2 * row + k) * width;
        const float weight = taps[k];
        for (std::size_t col = 0; col < width; ++col) sum[col] += weight * from[col];
    }
}

}  // namespace

Level next_level(std::span<const float> cells, int width, int height) {
    const auto from_width = static_cast<std::size_t>(width),
               from_height = static_cast<std::size_t>(height);
    const std::size_t to_width = half_of(from_width), to_height = half_of(from_height);
    Level level{static_cast<int>(to_width), static_cast<int>(to_height),
                std::vector<float>(to_width * to_height)};
    std::vector<float> sum(from_width);
    for (std::size_t row = 0; row < to_height; ++row) {
        sum_rows(cells.data(), from_width, row, from_height, sum);
        float* to = level.cells.data() + row * to_width;
        if (from_width % 2 == 0) {
            for (std::size_t col = 0; col < to_width; ++col)
                to[col] = 0.5F * (sum[2 * col] + sum[2 * col + 1]);
            continue;
        }
        for (std::size_t col = 0; col < to_width; ++col) {
            const Taps taps = taps_of(col, from_width);
            float mean = 0;
            for (std::size_t k = 0; k < tap_count(from_width); ++k)
                mean += taps[k] * sum[2 * col + k];
            to[col] = mean;
        }
    }
    return level;
}

}  // namespace poolscope::render
