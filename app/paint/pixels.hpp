/// A picture in memory: 8-bit sRGB with straight alpha, row by row from the top.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "theme/color.hpp"

namespace poolscope::paint {

/// The largest side of a picture in a file, in pixels.
inline constexpr int max_picture_side = 16384;

struct Pixels {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgba;  ///< width * height * 4 bytes

    Pixels() = default;
    Pixels(int w, int h)
        : width(w),
          height(h),
          rgba(static_cast<std::size_t>(w) * static_cast<std::size_t>(h) * 4) {}

    [[nodiscard]] std::size_t offset(int x, int y) const {
        return (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                static_cast<std::size_t>(x)) *
               4;
    }
    [[nodiscard]] theme::Color at(int x, int y) const {
        const std::size_t i = offset(x, y);
        return {rgba[i], rgba[i + 1], rgba[i + 2], rgba[i + 3]};
    }
    void set(int x, int y, theme::Color color) {
        const std::size_t i = offset(x, y);
        rgba[i] = color.r;
        rgba[i + 1] = color.g;
        rgba[i + 2] = color.b;
        rgba[i + 3] = color.a;
    }
    bool operator==(const Pixels&) const = default;
};

}  // namespace poolscope::paint
