/// Mixing and contrast of colours.
#include "theme/color.hpp"

#include <algorithm>
#include <cmath>

namespace poolscope::theme {

namespace {

/// One channel's light, 0 .. 1 (IEC 61966-2-1).
double linear(std::uint8_t channel) {
    const double s = channel / 255.0;
    return s <= 0.04045 ? s / 12.92 : std::pow((s + 0.055) / 1.055, 2.4);
}

double luminance(Color color) {
    return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b);
}

std::uint8_t mix_channel(std::uint8_t a, std::uint8_t b, float t) {
    return static_cast<std::uint8_t>(
        std::lround(std::lerp(static_cast<float>(a), static_cast<float>(b), t)));
}

}  // namespace

Color with_alpha(Color color, float alpha) {
    color.a = static_cast<std::uint8_t>(std::lround(alpha * 255.0F));
    return color;
}

Color mix(Color a, Color b, float t) {
    t = std::clamp(t, 0.0F, 1.0F);
    return {mix_channel(a.r, b.r, t), mix_channel(a.g, b.g, t), mix_channel(a.b, b.b, t),
            mix_channel(a.a, b.a, t)};
}

double contrast_ratio(Color a, Color b) {
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

}  // namespace poolscope::theme
