/// Copying a picture by a program that behaves, and by ones that do not.
#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "io/temp_folder.hpp"
#include "platform/glfw/picture_clipboard.hpp"

namespace poolscope::platform {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

/// A program called xclip that does what its script says.
class PictureClipboard : public testing::Test {
protected:
    void SetUp() override {
        ::unsetenv("WAYLAND_DISPLAY");
        ::setenv("PATH", (folder.path().string() + ":" + path).c_str(), 1);
    }
    void TearDown() override { ::setenv("PATH", path.c_str(), 1); }

    void copier(const std::string& script) const {
        const fs::path file = folder / "xclip";
        std::ofstream(file) << "#!/bin/sh\n" << script << '\n';
        fs::permissions(file, fs::perms::owner_all);
    }

    std::string path = std::getenv("PATH");
    io::TempFolder folder;
    std::array<std::byte, 1000> png{};
};

TEST_F(PictureClipboard, IsGivenAllOfIt) {
    copier("cat > '" + (folder / "taken").string() + "'");
    const auto copied = copy_png(png);
    ASSERT_TRUE(copied) << copied.error().message();
    EXPECT_EQ(fs::file_size(folder / "taken"), png.size());
}

TEST_F(PictureClipboard, AProgramThatFailsIsTold) {
    copier("cat > /dev/null; exit 3");
    const auto copied = copy_png(png);
    ASSERT_FALSE(copied);
    EXPECT_EQ(copied.error().code, ErrorCode::unwritable);
}

TEST_F(PictureClipboard, IsNotWaitedForWithoutEnd) {
    // It takes everything, and stays.
    copier("cat > /dev/null; exec sleep 60");
    const auto began = Clock::now();
    const auto copied = copy_png(png, milliseconds(200));
    ASSERT_FALSE(copied);
    EXPECT_EQ(copied.error().code, ErrorCode::unwritable);
    EXPECT_LT(Clock::now() - began, std::chrono::seconds(20));
}

}  // namespace
}  // namespace poolscope::platform
