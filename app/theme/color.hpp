/// An 8-bit sRGB colour with straight alpha.
#pragma once

#include <cstdint>

namespace poolscope::theme {

struct Color {
    std::uint8_t r = 0;
    std::uint8_t g = 0;
    std::uint8_t b = 0;
    std::uint8_t a = 255;
    bool operator==(const Color&) const = default;
};

/// 0xRRGGBB as an opaque colour.
[[nodiscard]] constexpr Color rgb(std::uint32_t hex) {
    return {static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>(hex >> 8),
            static_cast<std::uint8_t>(hex), 255};
}

/// The same colour at `alpha` (0 transparent .. 1 opaque).
[[nodiscard]] Color with_alpha(Color color, float alpha);

/// `a` where t = 0, `b` where t = 1, linear in sRGB between.
[[nodiscard]] Color mix(Color a, Color b, float t);

/// The WCAG 2 contrast ratio of two opaque colours, 1 .. 21.
[[nodiscard]] double contrast_ratio(Color a, Color b);

}  // namespace poolscope::theme
