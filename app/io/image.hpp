/// Pictures in: PNG, JPEG, WebP and GIF (their first frame), BMP, TGA, PGM and PPM, as values 0 ..
/// 255.
#pragma once

#include <string_view>
#include <vector>

#include "io/files.hpp"
#include "io/stop.hpp"
#include "model/reading.hpp"
#include "poolscope/tensor.hpp"

namespace poolscope::io {

/// A picture's values, shape (1, c, h, w): one channel for grey, three (R, G, B) for colour.
struct Image {
    Tensor<float> values;
};

/// The largest picture file that is read, in bytes.
inline constexpr std::size_t max_image_bytes = std::size_t{256} << 20;
/// The most pixels of a picture that is read, be it in part or reduced.
inline constexpr std::int64_t max_image_pixels = std::int64_t{128} << 20;

/// TGA has no mark of its own, so it is only tried where the file's name says so.
enum class ImageHint { none, tga };

/// Whether `bytes` begin as one of the picture formats does (TGA aside).
[[nodiscard]] bool is_image(Bytes bytes);

/// Whether `ending`, in lower case and with its dot, is that of a picture's name.
[[nodiscard]] bool is_image_ending(std::string_view ending);

/// All of them.
[[nodiscard]] std::vector<std::string_view> image_endings();

/// A picture's size, the right way up, without its pixels.
struct ImageSize {
    int width = 0;
    int height = 0;
    int planes = 3;
    /// The least factor by which it is reduced to what a document holds; 1 where it fits as it is.
    [[nodiscard]] int least_reduction() const;
};

/// Errors: as read_image()'s, but for too_large of what may be reduced or cropped.
[[nodiscard]] Result<ImageSize> image_size(Bytes bytes, ImageHint hint = ImageHint::none);

/// Reads a picture, the right way up (Exif), or what `how` says of it: its crop, and of that
/// squares of how.reduce pixels as their mean, rounded; at the right and the bottom fewer pixels.
/// Transparency is laid over white; 16 bits a channel become 8. Errors: bad_format (cut short or
/// damaged), unsupported (no picture that is known, or one that is known not to be read), too_large
/// for a document with its size, bad_argument (a crop beyond it), cancelled soon after `stop` says
/// so.
[[nodiscard]] Result<Image> read_image(Bytes bytes, ImageHint hint = ImageHint::none,
                                       const StopQuery& stop = {}, const model::Reading& how = {});

}  // namespace poolscope::io
