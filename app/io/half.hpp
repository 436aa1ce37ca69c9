/// Floats of two bytes, as float32, which holds every one of them.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace poolscope::io {

/// A float16's bits as float32.
[[nodiscard]] inline float from_half(std::uint16_t bits) {
    const bool negative = (bits & 0x8000U) != 0;
    const int exponent = bits >> 10U & 31;
    const auto fraction = static_cast<float>(bits & 0x3FFU);
    float value = 0;
    if (exponent == 31)
        value = fraction > 0 ? std::numeric_limits<float>::quiet_NaN()
                             : std::numeric_limits<float>::infinity();
    else if (exponent == 0)
        value = std::ldexp(fraction, -24);
    else
        value = std::ldexp(fraction + 1024.0F, exponent - 25);
    return negative ? -value : value;
}

/// A bfloat16 is the upper half of a float32.
[[nodiscard]] inline float from_brain(std::uint16_t bits) {
    return std::bit_cast<float>(std::uint32_t{bits} << 16U);
}

}  // namespace poolscope::io
