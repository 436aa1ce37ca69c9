/// Numbers drawn from a seed: each is a function of the seed and of what it is for, so that a step
/// needs no others to be drawn before it.
#pragma once

#include <cstdint>
#include <initializer_list>

namespace poolscope {

/// A number in [0, 1), a multiple of 2^-24 (so exact in float32), from `seed` and the `keys` that
/// say what it is for. Source: splitmix64 (Steele, Lea and Flood, 2014), once a key.
[[nodiscard]] constexpr double unit_draw(std::uint64_t seed,
                                         std::initializer_list<std::uint64_t> keys) {
    const auto mixed = [](std::uint64_t bits) {
        bits += 0x9E3779B97F4A7C15U;
        bits = (bits ^ (bits >> 30U)) * 0xBF58476D1CE4E5B9U;
        bits = (bits ^ (bits >> 27U)) * 0x94D049BB133111EBU;
        return bits ^ (bits >> 31U);
    };
    std::uint64_t bits = mixed(seed);
    for (const std::uint64_t key : keys) bits = mixed(bits ^ key);
    return static_cast<double>(bits >> 40U) / static_cast<double>(std::uint64_t{1} << 24U);
}

}  // namespace poolscope
