/// Pictures to the desktop's clipboard, by the program that the desktop has for it: a window's own
/// clipboard takes words alone.
#pragma once

#include <cstddef>
#include <span>

#include "poolscope/error.hpp"

namespace poolscope::platform {

/// Offers the bytes of a PNG file to other programs, by wl-copy on Wayland and xclip on X11, which
/// goes on offering them when this program has ended. Errors: unsupported where that program is not
/// installed; unwritable where it does not take the picture.
[[nodiscard]] Result<void> copy_png(std::span<const std::byte> png);

}  // namespace poolscope::platform
