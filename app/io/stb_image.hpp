/// stb_image through one function, with what it may read and allocate bounded.
#pragma once

#include <cstdint>
#include <vector>

#include "io/files.hpp"

namespace poolscope::io {

/// Decoded pixels, 8 bits a channel, rows from the top.
struct DecodedPixels {
    int width = 0;
    int height = 0;
    int channels = 0;  ///< 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA
    std::vector<std::uint8_t> values;
};

/// What a picture says of its size, without decoding it.
struct PixelExtent {
    int width = 0;
    int height = 0;
};

/// The size that the picture claims, or bad_format.
[[nodiscard]] Result<PixelExtent> picture_extent(Bytes bytes);

/// Decodes a picture whose size was checked; bad_format where it is damaged or its bytes end too
/// early.
[[nodiscard]] Result<DecodedPixels> decode_picture(Bytes bytes);

}  // namespace poolscope::io
