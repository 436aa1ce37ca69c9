/// The screens that a window may stand on. After GLFW was started.
#pragma once

#include <array>

struct GLFWmonitor;

namespace poolscope::platform {

inline constexpr double default_refresh = 60;  ///< frames a second

/// The wanted width and height in logical pixels, or what the screen has room for.
[[nodiscard]] std::array<int, 2> fitting_size(std::array<int, 2> wanted);

/// Frames a second of the first screen.
[[nodiscard]] double refresh_rate();

/// The screen that holds this place, else the first; null where there is none.
[[nodiscard]] GLFWmonitor* screen_at(int x, int y);

}  // namespace poolscope::platform
