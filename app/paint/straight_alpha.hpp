/// From Cairo's premultiplied alpha to the straight alpha of files.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace poolscope::paint {

/// A channel without its alpha, which must not be 0.
[[nodiscard]] inline std::uint32_t straightened(std::uint32_t value, std::uint32_t alpha) {
    return std::min<std::uint32_t>((value * 255 + alpha / 2) / alpha, 255);
}

/// A pixel 0xAARRGGBB with straight alpha.
[[nodiscard]] inline std::uint32_t straight_word(std::uint32_t word) {
    const std::uint32_t alpha = word >> 24;
    if (alpha == 255 || alpha == 0) return alpha == 0 ? 0 : word;
    return (alpha << 24) | (straightened((word >> 16) & 0xFF, alpha) << 16) |
           (straightened((word >> 8) & 0xFF, alpha) << 8) | straightened(word & 0xFF, alpha);
}

/// A row of such pixels, each 4 bytes.
inline void straighten_row(const std::uint8_t* from, std::uint8_t* to, int width) {
    for (int x = 0; x < width; ++x, from += 4, to += 4) {
        std::uint32_t word = 0;
        std::memcpy(&word, from, 4);
        word = straight_word(word);
        std::memcpy(to, &word, 4);
    }
}

}  // namespace poolscope::paint
