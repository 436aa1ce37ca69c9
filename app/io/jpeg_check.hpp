/// A look at a JPEG's Huffman tables before stb_image sees them: older ones write past their end.
#pragma once

#include "io/files.hpp"

namespace poolscope::io {

/// bad_format where `bytes` are a JPEG with a table of more than 255 codes (stb_image's own tables
/// have room for 256, and take the last for a mark); nothing for other pictures.
[[nodiscard]] Result<void> check_jpeg(Bytes bytes);

}  // namespace poolscope::io
