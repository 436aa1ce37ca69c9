/// Pixels as the bytes of a PNG file, and back.
#pragma once

#include <span>
#include <vector>

#include "paint/pixels.hpp"
#include "poolscope/error.hpp"

namespace poolscope::paint {

/// Errors: too_large where the picture cannot be had in memory.
[[nodiscard]] Result<std::vector<std::byte>> encode_png(const Pixels& pixels);

/// Reads what encode_png() wrote (pictures from outside go through io/ instead). Errors:
/// bad_format.
[[nodiscard]] Result<Pixels> decode_png(std::span<const std::byte> bytes);

}  // namespace poolscope::paint
