/// Pictures in: PNG, JPEG, WebP and GIF (their first frame), BMP, TGA, PGM and PPM, as values 0 ..
/// 255.
#pragma once

#include <string_view>

#include "io/files.hpp"
#include "io/stop.hpp"
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

/// Whether `ending`, in lower case and with its dot, is that of a picture's name.
[[nodiscard]] bool is_image_ending(std::string_view ending);

/// Reads a picture of at most 4096 x 4096 pixels. Transparency is laid over white; 16 bits a
/// channel become 8. Errors: bad_format (cut short or damaged), unsupported (no picture that is
/// known), too_large with its size, cancelled soon after `stop` says so.
[[nodiscard]] Result<Image> read_image(Bytes bytes, ImageHint hint = ImageHint::none,
                                       const StopQuery& stop = {});

}  // namespace poolscope::io
