/// Reads what was drawn on the bound OpenGL framebuffer.
#pragma once

#include <cstdint>
#include <vector>

namespace poolscope::platform {

/// What was drawn: 8-bit RGBA, row by row from the top.
struct ReadBack {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgba;  ///< width * height * 4 bytes
};

/// The lower left `width` x `height` pixels of the framebuffer that is bound for reading, top row
/// first, opaque.
[[nodiscard]] ReadBack read_back(int width, int height);

}  // namespace poolscope::platform
