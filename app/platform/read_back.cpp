/// OpenGL's rows run upwards: they are turned over here.
#include "platform/read_back.hpp"

#include <glad/gl.h>

#include <algorithm>

namespace poolscope::platform {

ReadBack read_back(int width, int height) {
    const std::size_t row = static_cast<std::size_t>(width) * 4;
    std::vector<std::uint8_t> upwards(row * static_cast<std::size_t>(height));
    glPixelStorei(GL_PACK_ALIGNMENT, 4);
    glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, upwards.data());
    ReadBack picture{width, height, std::vector<std::uint8_t>(upwards.size())};
    for (std::size_t y = 0; y < static_cast<std::size_t>(height); ++y) {
        const auto from = upwards.begin() + static_cast<std::ptrdiff_t>(
                                                row * (static_cast<std::size_t>(height) - 1 - y));
        std::copy_n(from, row, picture.rgba.begin() + static_cast<std::ptrdiff_t>(row * y));
    }
    // Blending leaves traces in the alpha channel that are no part of the picture.
    for (std::size_t i = 3; i < picture.rgba.size(); i += 4) picture.rgba[i] = 255;
    return picture;
}

}  // namespace poolscope::platform
