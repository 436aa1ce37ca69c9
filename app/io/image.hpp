/// Pictures in: PNG, JPEG, BMP, GIF (its first frame), TGA, PGM and PPM, as values 0 .. 255.
#pragma once

#include "io/files.hpp"
#include "poolscope/tensor.hpp"

namespace poolscope::io {

/// A picture's values, shape (1, c, h, w): one channel for grey, three (R, G, B) for colour.
struct Image {
    Tensor<float> values;
};

/// The largest picture file that is read, in bytes.
inline constexpr std::size_t max_image_bytes = std::size_t{256} << 20;

/// TGA has no mark of its own, so it is only tried where the file's name says so.
enum class ImageHint { none, tga };

/// Whether `bytes` begin as one of the picture formats does (TGA aside).
[[nodiscard]] bool is_image(Bytes bytes);

/// Reads a picture of at most 4096 x 4096 pixels. Transparency is laid over white; 16 bits a
/// channel become 8. Errors: bad_format (cut short or damaged), unsupported (no picture that is
/// known), too_large with its size.
[[nodiscard]] Result<Image> read_image(Bytes bytes, ImageHint hint = ImageHint::none);

}  // namespace poolscope::io
