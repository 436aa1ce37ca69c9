/// What was drawn, read back: 8-bit RGBA, row by row from the top.
#pragma once

#include <cstdint>
#include <vector>

namespace poolscope::platform {

struct Picture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgba;  ///< width * height * 4 bytes
};

}  // namespace poolscope::platform
