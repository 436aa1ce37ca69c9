/// Which way up a camera held a picture. Source: Exif 2.3 (JEITA CP-3451C), tag 274; TIFF 6.0.
#pragma once

#include "io/picture_decoders.hpp"

namespace poolscope::io {

/// How stored pixels lie in the picture that is meant: first the rows and columns are reversed as
/// they are stored, then both change places.
struct Orientation {
    bool rows_reversed = false;
    bool cols_reversed = false;
    bool transposed = false;

    /// The extent that is meant, of a stored one.
    [[nodiscard]] PixelExtent of(const PixelExtent& stored) const;
    bool operator==(const Orientation&) const = default;
};

/// The orientation 1 to 8 in an Exif block; as stored where there is none, or the block is damaged.
[[nodiscard]] Orientation read_orientation(Bytes exif);

}  // namespace poolscope::io
