/// Giving up a picture in the middle of it.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>

#include "io/load.hpp"
#include "io/picture_bytes.hpp"
#include "io/temp_folder.hpp"

namespace poolscope::io {
namespace {

using Clock = std::chrono::steady_clock;

/// Counts how often it is asked, and says stop from the last of so many times on.
struct Asked {
    int most = 0;  ///< 0: never
    int times = 0;
    Clock::time_point stopped{};

    StopQuery stop() {
        return [this] {
            ++times;
            if (most == 0 || times < most) return false;
            if (times == most) stopped = Clock::now();
            return true;
        };
    }
};

TEST(StoppedPictures, AreGivenUpInTheMiddle) {
    const TempFolder folder;
    const std::string command = std::string(POOLSCOPE_PYTHON) + " " + POOLSCOPE_SOURCE_DIR +
                                "/tests/io/picture_files.py large " + folder.path().string();
    ASSERT_EQ(std::system(command.c_str()), 0);
    for (const auto* name : {"large.png", "large.jpg", "progressive.jpg", "large.webp", "large.gif",
                             "large.bmp", "large.tga"}) {
        Asked whole;
        const auto start = Clock::now();
        const auto loaded = load_input(folder / name, whole.stop());
        const auto taken = Clock::now() - start;
        ASSERT_TRUE(loaded) << name << loaded.error().message();
        EXPECT_EQ(loaded->values->shape(), (Shape{1, 3, 4096, 4096})) << name;
        EXPECT_GE(whole.times, 20) << name;

        Asked half{.most = whole.times / 2};
        const auto given_up = load_input(folder / name, half.stop());
        const auto after = Clock::now() - half.stopped;
        expect_error(given_up, ErrorCode::cancelled, "cancelled");
        EXPECT_LE(half.times, half.most + 1) << name;
        EXPECT_LT(after, taken / 4 + std::chrono::milliseconds(50)) << name;
        RecordProperty(name,
                       std::to_string(std::chrono::duration<double, std::milli>(after).count()));
    }
}

TEST(StoppedPictures, OfDocumentsAndScenesToo) {
    const TempFolder folder;
    const auto picture = folder.write("a.jpg", jpeg_file(gradient(64, 64, 3)));
    Asked asked{.most = 5};
    expect_error(open_document(picture, asked.stop()), ErrorCode::cancelled,
                 "a.jpg: the file was not opened");
    EXPECT_EQ(asked.times, 5);
    const auto scene = folder.write("a.pool.toml",
                                    "version = 1\n[layer]\noperator = \"max\"\nkernel_size = 2\n"
                                    "[input]\nfile = \"a.jpg\"\n");
    asked = {.most = 5};
    expect_error(open_document(scene, asked.stop()), ErrorCode::cancelled, "was not opened");
    EXPECT_EQ(asked.times, 5);
    EXPECT_TRUE(open_document(scene));
}

}  // namespace
}  // namespace poolscope::io
