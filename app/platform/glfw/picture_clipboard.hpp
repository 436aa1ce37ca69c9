/// Pictures to the desktop's clipboard, by the program that the desktop has for it: a window's own
/// clipboard takes words alone.
#pragma once

#include <chrono>
#include <cstddef>
#include <span>

#include "poolscope/error.hpp"

namespace poolscope::platform {

/// Offers the bytes of a PNG file to other programs, by wl-copy on Wayland and xclip on X11, which
/// goes on offering them when this program has ended. Errors: unsupported where that program is not
/// installed; unwritable where it does not take the picture, or takes longer than `patience` over
/// what should be a moment's work.
[[nodiscard]] Result<void> copy_png(std::span<const std::byte> png,
                                    std::chrono::milliseconds patience = std::chrono::seconds(5));

}  // namespace poolscope::platform
