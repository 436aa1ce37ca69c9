/// What the fuzz targets share: the input as text, and laws that end the run where they are broken.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "poolscope/error.hpp"
#include "poolscope/tensor.hpp"

/// What each target defines: one run over one input; 0.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace poolscope::fuzz {

[[nodiscard]] inline std::string_view as_text(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

/// Takes the first line off `text`, without its end.
[[nodiscard]] inline std::string_view take_line(std::string_view& text) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return line;
}

/// The run ends here where a law is broken, and its input is kept.
inline void must(bool holds) {
    if (!holds) __builtin_trap();
}

/// An error says what is wrong.
inline void check_error(const Error& error) {
    must(!error.located().english().empty());
}

/// The same value to the last bit; a NaN is the same as any other.
template <class Scalar>
[[nodiscard]] bool same_value(Scalar a, Scalar b) {
    if constexpr (std::is_floating_point_v<Scalar>)
        return std::isnan(a) ? std::isnan(b) : a == b && std::signbit(a) == std::signbit(b);
    else
        return a == b;
}

template <class Scalar>
[[nodiscard]] bool same_values(const Tensor<Scalar>& a, const Tensor<Scalar>& b) {
    if (a.shape() != b.shape()) return false;
    for (std::size_t i = 0; i < a.cells().size(); ++i)
        if (!same_value(a.cells()[i], b.cells()[i])) return false;
    return true;
}

}  // namespace poolscope::fuzz
