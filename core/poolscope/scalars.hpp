/// The scalar types that a tensor may hold: their list, and their names as NumPy writes them.
#pragma once

#include <climits>
#include <cstdint>
#include <string>
#include <type_traits>

/// Applies DO to each scalar type; the order is PerScalar's.
#define POOLSCOPE_EACH_SCALAR(DO) \
    DO(float)                     \
    DO(double)                    \
    DO(std::int8_t)               \
    DO(std::uint8_t)              \
    DO(std::int16_t)              \
    DO(std::uint16_t)             \
    DO(std::int32_t)              \
    DO(std::uint32_t)             \
    DO(std::int64_t)              \
    DO(std::uint64_t)

namespace poolscope {

/// "float32", "int8", ...
template <class Scalar>
[[nodiscard]] std::string scalar_name() {
    const std::string family = std::is_floating_point_v<Scalar> ? "float"
                               : std::is_signed_v<Scalar>       ? "int"
                                                                : "uint";
    return family + std::to_string(sizeof(Scalar) * CHAR_BIT);
}

}  // namespace poolscope
