/// Reads what was drawn on the bound OpenGL framebuffer.
#pragma once

#include "platform/picture.hpp"

namespace poolscope::platform {

/// The lower left `width` x `height` pixels of the framebuffer that is bound for reading, top row
/// first, opaque.
[[nodiscard]] Picture read_back(int width, int height);

}  // namespace poolscope::platform
