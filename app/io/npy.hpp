/// NumPy's .npy files, in and out: 1-D (W), 2-D (H, W), 3-D (C, H, W) and 4-D (N, C, H, W).
/// Source: numpy.lib.format, versions 1.0, 2.0 and 3.0.
#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "io/files.hpp"
#include "poolscope/tensor.hpp"

namespace poolscope::io {

/// An array as the file has it: `rank` axes (1 to 4), the last ones of the tensor's n, c, h, w.
struct NpyArray {
    AnyTensor tensor;
    int rank = 4;
    std::optional<Message> note{};  ///< what the file does not say for certain
};

/// The largest .npy file that is read, in bytes.
inline constexpr std::size_t max_npy_bytes = std::size_t{2} << 30;

/// Whether `bytes` begin as an .npy file does.
[[nodiscard]] bool is_npy(Bytes bytes);

/// Reads float32, float64 and every integer type, C and Fortran order, either byte order; float16
/// and bfloat16 become float32, truth values uint8. A batch of 4 axes may be empty. Errors:
/// bad_format (not what it claims to be), unsupported (another type or number of axes), empty_input
/// (another axis of length 0), too_large.
[[nodiscard]] Result<NpyArray> read_npy(Bytes bytes);

/// Writes version 1.0, C order, little endian, as numpy.save does. `rank` is 1 to 4; the axes it
/// leaves out must have length 1.
[[nodiscard]] std::vector<std::byte> write_npy(const AnyTensor& tensor, int rank);

/// The same values as float32; integers beyond 2^24 are rounded.
[[nodiscard]] Tensor<float> to_float(const AnyTensor& tensor);

[[nodiscard]] inline Shape shape_of(const AnyTensor& tensor) {
    return std::visit([](const auto& values) { return values.shape(); }, tensor);
}

}  // namespace poolscope::io
