/// `poolscope lesson check`: a summary where all is well, else every fault with its file and line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/program.hpp"

namespace cli_test {
namespace {

using testing::HasSubstr;

constexpr const char* sound = R"(lesson = 1
title = "One"
language = "en"
[[scene]]
title = "A"
words = ["b"]
preset = "ties"
[[scene.question]]
kind = "winner"
)";

constexpr const char* faulty = R"(lesson = 1
title = "One"
language = "en"
[[scene]]
title = "A"
wrods = ["b"]
layer = { operator = "maxx", kernel_size = 2 }
[scene.input]
file = "gone.png"
)";

TEST(Lesson, ASoundOneIsSummedUp) {
    const TemporaryFolder folder;
    write_text(folder / "one.toml", sound);
    const Ended ended = run_program({{"lesson", "check", "one.toml"}, folder.path(), {}});
    EXPECT_EQ(ended.status, 0) << ended.err;
    EXPECT_EQ(ended.out, "one.toml: 1 scene, 1 question, in en\n");
    EXPECT_EQ(ended.err, "");
}

TEST(Lesson, EveryFaultHasItsFileAndLine) {
    const TemporaryFolder folder;
    write_text(folder / "one.toml", sound);
    write_text(folder / "bad.toml", faulty);
    const Ended ended =
        run_program({{"lesson", "check", "bad.toml", "one.toml", "none.toml"}, folder.path(), {}});
    EXPECT_EQ(ended.status, 1);
    EXPECT_THAT(ended.out, HasSubstr("one.toml: 1 scene")) << "the others are still checked";
    EXPECT_THAT(ended.err, HasSubstr("poolscope: bad.toml: line 4: a scene has no words"));
    EXPECT_THAT(ended.err, HasSubstr("poolscope: bad.toml: line 6: \"wrods\" is no key"));
    EXPECT_THAT(ended.err, HasSubstr("poolscope: bad.toml: line 9: "));
    EXPECT_THAT(ended.err, HasSubstr("none.toml"));
    EXPECT_THAT(ended.err, HasSubstr("4 faults in 2 lessons: see docs/writing-a-lesson.md"));
}

TEST(Lesson, NeedsAWordAndAFile) {
    EXPECT_EQ(poolscope({"lesson"}).status, 2);
    EXPECT_EQ(poolscope({"lesson", "check"}).status, 2);
    EXPECT_EQ(poolscope({"lesson", "chekc", "x"}).status, 2);
    EXPECT_THAT(poolscope({"lesson", "--help"}).out, HasSubstr("check"));
}

}  // namespace
}  // namespace cli_test
