/// Files' places as messages name them: short, and told from one another.
#include "io/path_words.hpp"

#include <gtest/gtest.h>

namespace poolscope::io {
namespace {

TEST(PathWords, AreTheWholeOfAShortPath) {
    EXPECT_EQ(path_words("/tmp/a.png", "/home/ada"), "/tmp/a.png");
    EXPECT_EQ(path_words("a.png", "/home/ada"), "a.png");
    EXPECT_EQ(path_words("/home/ada/Pictures/a.png", "/home/ada"), "~/Pictures/a.png");
    EXPECT_EQ(path_words("/home/adam/a.png", "/home/ada"), "/home/adam/a.png");
    EXPECT_EQ(path_words("/home/ada/a.png", ""), "/home/ada/a.png");
}

TEST(PathWords, LeaveOutTheFirstFoldersOfALongOne) {
    EXPECT_EQ(path_words("/home/ada/teaching/2026/lecture-7/figures/step-5.png", "/home/ada", 30),
              "~/…/figures/step-5.png");
    EXPECT_EQ(path_words("/srv/teaching/2026/lecture-7/figures/step-5.png", "/home/ada", 32),
              "…/lecture-7/figures/step-5.png");
}

TEST(PathWords, KeepBothEndsOfALongName) {
    EXPECT_EQ(path_words("/srv/max-pooling-with-padding-step-5.png", "", 24),
              "…/max-poolin…-step-5.png");
    // Characters, not bytes.
    const std::string cut = path_words("/srv/最大池化与填充以及步幅的示例图-第五步.png", "", 14);
    EXPECT_EQ(cut, "…/最大池化与…五步.png");
}

TEST(PathWords, AreNeverLongerThanAsked) {
    const std::string path = "/home/ada/einszwei/drei/vierfünfsechs/sieben-acht-neun-zehn.tar.gz";
    for (std::size_t most = 12; most < 70; ++most) {
        std::size_t length = 0;
        for (const char c : path_words(path, "/home/ada", most))
            length += (static_cast<unsigned char>(c) & 0xC0) == 0x80 ? 0 : 1;
        EXPECT_LE(length, most);
    }
}

}  // namespace
}  // namespace poolscope::io
