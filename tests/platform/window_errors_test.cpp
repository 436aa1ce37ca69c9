/// Where there is no display, the window says so and what to do.
#include <gtest/gtest.h>

#include <cstdlib>

#include "platform/glfw/window.hpp"

namespace poolscope::platform {
namespace {

TEST(WindowErrors, NoDisplayIsOneClearSentence) {
    unsetenv("DISPLAY");
    unsetenv("WAYLAND_DISPLAY");
    const auto opened = Window::open({640, 400, "test", "test"});
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::no_display);
    EXPECT_NE(opened.error().located().english().find("no display"), std::string::npos)
        << opened.error().message();
    EXPECT_NE(opened.error().remedy.english().find("poolscope render"), std::string::npos);
}

}  // namespace
}  // namespace poolscope::platform
