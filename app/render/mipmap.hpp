/// The levels of a plane's mipmap, by exact area means: drivers differ on odd sizes and are slower
/// at floats.
#pragma once

#include <span>
#include <vector>

namespace poolscope::render {

/// One level of a mipmap, row by row.
struct Level {
    int width = 0;
    int height = 0;
    std::vector<float> cells;
};

/// The level after one of `width` x `height` cells: each side halved and rounded down, at least 1,
/// as OpenGL counts them. Each of its cells is the mean of the area it covers; a NaN or an infinity
/// spreads.
[[nodiscard]] Level next_level(std::span<const float> cells, int width, int height);

}  // namespace poolscope::render
