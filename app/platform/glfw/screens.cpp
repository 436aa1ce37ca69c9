/// Asks GLFW for them.
#include "platform/glfw/screens.hpp"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <algorithm>

namespace poolscope::platform {

std::array<int, 2> fitting_size(std::array<int, 2> size) {
    GLFWmonitor* monitor = glfwGetPrimaryMonitor();
    if (monitor == nullptr) return size;
    std::array<int, 4> area{};
    glfwGetMonitorWorkarea(monitor, area.data(), &area[1], &area[2], &area[3]);
    float scale_x = 1, scale_y = 1;
    glfwGetMonitorContentScale(monitor, &scale_x, &scale_y);
    if (area[2] > 0)
        size[0] = std::min(size[0], static_cast<int>(static_cast<float>(area[2]) / scale_x));
    if (area[3] > 0)
        size[1] = std::min(size[1], static_cast<int>(static_cast<float>(area[3]) / scale_y));
    return size;
}

double refresh_rate() {
    GLFWmonitor* monitor = glfwGetPrimaryMonitor();
    const GLFWvidmode* mode = monitor != nullptr ? glfwGetVideoMode(monitor) : nullptr;
    return mode != nullptr && mode->refreshRate > 0 ? mode->refreshRate : default_refresh;
}

GLFWmonitor* screen_at(int x, int y) {
    GLFWmonitor* found = glfwGetPrimaryMonitor();
    int count = 0;
    GLFWmonitor** all = glfwGetMonitors(&count);
    for (int i = 0; i < count; ++i) {
        int left = 0, top = 0;
        glfwGetMonitorPos(all[i], &left, &top);
        const GLFWvidmode* mode = glfwGetVideoMode(all[i]);
        const int dx = x - left;
        const int dy = y - top;
        if (mode != nullptr && dx >= 0 && dx < mode->width && dy >= 0 && dy < mode->height)
            found = all[i];
    }
    return found;
}

}  // namespace poolscope::platform
