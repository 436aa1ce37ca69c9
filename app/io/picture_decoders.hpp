/// The seam between pictures and what decodes them: one row a format. Elsewhere than on a desktop
/// other decoders may stand behind the same rows.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "io/files.hpp"
#include "io/stop.hpp"

namespace poolscope::io {

/// What a picture says of its size, without being decoded; any number that its header can hold.
struct PixelExtent {
    int width = 0;
    int height = 0;
    int planes = 3;  ///< of values that they become, as far as the header tells
};

/// Decoded pixels, 8 bits a channel, rows from the top.
struct DecodedPixels {
    int width = 0;
    int height = 0;
    int channels = 0;  ///< 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA
    std::vector<std::uint8_t> values;
};

/// One format.
struct PictureDecoder {
    std::string_view name;
    /// What its files' names end in: lower case, with the dot.
    std::span<const std::string_view> endings;
    /// Whether bytes begin as the format does; null where it has no mark of its own, and is only
    /// tried where a name says so.
    bool (*begins)(Bytes bytes);
    /// The size from the header. Allocates nothing of that size.
    Result<PixelExtent> (*extent)(Bytes bytes);
    /// Decodes a picture whose extent was checked. All of it, or an error: bad_format where it is
    /// damaged or its bytes end too early, cancelled soon after `stop` says so.
    Result<DecodedPixels> (*decode)(Bytes bytes, const StopQuery& stop);
    /// The same at 1 / `divisor` of its size, rounded up, where the decoder itself makes pictures
    /// smaller: for 2, 4 and 8. Null where it does not.
    Result<DecodedPixels> (*decode_smaller)(Bytes bytes, int divisor,
                                            const StopQuery& stop) = nullptr;
    /// The Exif block that says which way up the picture is; empty where there is none. Null where
    /// the format has no place for it.
    Bytes (*exif)(Bytes bytes) = nullptr;
};

extern const PictureDecoder png_decoder;
extern const PictureDecoder jpeg_decoder;
extern const PictureDecoder webp_decoder;
extern const PictureDecoder gif_decoder;
extern const PictureDecoder bmp_decoder;
extern const PictureDecoder pnm_decoder;
extern const PictureDecoder tga_decoder;

/// The formats, in the order in which they are tried.
[[nodiscard]] std::span<const PictureDecoder* const> picture_decoders();

/// What every decoder says of bytes that are not what they claim to be.
[[nodiscard]] tl::unexpected<Error> damaged_picture();
/// What every decoder says where bytes end before the picture does.
[[nodiscard]] tl::unexpected<Error> picture_cut_short();

}  // namespace poolscope::io
