/// `poolscope lesson check`: a summary where all is well, else every fault with its file and line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "cli/program.hpp"

namespace cli_test {
namespace {

using testing::HasSubstr;
using testing::Not;

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
    const Ended ended = run_program({{"lesson", "check", "one.toml"}, folder.path()});
    EXPECT_EQ(ended.status, 0) << ended.err;
    EXPECT_EQ(ended.out, "one.toml: 1 scene, 1 question, in en\n");
    EXPECT_EQ(ended.err, "");
}

TEST(Lesson, EveryFaultHasItsFileAndLine) {
    const TemporaryFolder folder;
    write_text(folder / "one.toml", sound);
    write_text(folder / "bad.toml", faulty);
    const Ended ended =
        run_program({{"lesson", "check", "bad.toml", "one.toml", "none.toml"}, folder.path()});
    EXPECT_EQ(ended.status, 1);
    EXPECT_THAT(ended.out, HasSubstr("one.toml: 1 scene")) << "the others are still checked";
    EXPECT_THAT(ended.err, HasSubstr("poolscope: bad.toml: line 4: a scene has no words"));
    EXPECT_THAT(ended.err, HasSubstr("poolscope: bad.toml: line 6: \"wrods\" is no key"));
    EXPECT_THAT(ended.err, HasSubstr("poolscope: bad.toml: line 9: "));
    EXPECT_THAT(ended.err, HasSubstr("none.toml"));
    EXPECT_THAT(ended.err, HasSubstr("4 faults in 2 lessons: see docs/writing-a-lesson.md"));
}

TEST(Lesson, IsToldInTheLanguageThatIsAskedFor) {
    const TemporaryFolder folder;
    write_text(folder / "one.toml", sound);
    write_text(folder / "bad.toml", faulty);
    const std::vector<std::string> check{"lesson", "check", "one.toml", "bad.toml", "none.toml"};
    const auto in = [&](const std::string& lang, const std::string& locale) {
        std::vector<std::string> arguments = check;
        if (!lang.empty()) arguments.insert(arguments.end(), {"--lang", lang});
        return run_program({.arguments = arguments, .folder = folder.path(), .locale = locale});
    };
    for (const Ended& chinese : {in("zh", "C"), in("", "zh_CN.UTF-8"), in("zh", "en_GB.UTF-8")}) {
        EXPECT_EQ(chinese.status, 1);
        EXPECT_EQ(chinese.out, "one.toml：1 个场景，1 个问题，语言 en\n");
        EXPECT_THAT(chinese.err, HasSubstr("poolscope: bad.toml：第 4 行：场景没有 words：请写 "));
        EXPECT_THAT(
            chinese.err,
            HasSubstr("poolscope: bad.toml：第 6 行：\"wrods\" 不是 [scene] 的键：请写 words"));
        EXPECT_THAT(chinese.err, HasSubstr("没有文件 \"none.toml\""));
        EXPECT_THAT(chinese.err,
                    HasSubstr("poolscope: 2 份课程中有 4 处错误：见 docs/writing-a-lesson.md"));
    }
    for (const Ended& english : {in("en", "zh_CN.UTF-8"), in("", "de_DE.UTF-8")}) {
        EXPECT_EQ(english.out, "one.toml: 1 scene, 1 question, in en\n");
        EXPECT_THAT(english.err, HasSubstr("poolscope: bad.toml: line 4: a scene has no words"));
    }
    const Ended unknown = in("tlh", "C");
    EXPECT_EQ(unknown.status, 2);
    EXPECT_THAT(unknown.err, HasSubstr("there is no language \"tlh\": use one of: en, zh"));
}

TEST(Lesson, TellsMistakesInTomlInChinese) {
    const TemporaryFolder folder;
    for (const char* line : {"a = “x”", "a = \"x", "a = x", "a = True", "a = 1\na = 2", "a 1",
                             "a =", "a = [1 2]", "a = [1", "a = { b = 1 c = 2 }", "a = { b = 1,\n}",
                             "a = {", "a = 2..3", "[a", R"(a = "\d")", R"(a = """x""")"}) {
        std::ofstream(folder / "bad.toml") << line << '\n';
        const Ended ended =
            run_program({{"lesson", "check", "--lang", "zh", "bad.toml"}, folder.path()});
        EXPECT_THAT(ended.err, HasSubstr("bad.toml：第 "));
        EXPECT_THAT(ended.err, testing::AllOf(Not(HasSubstr("write")), Not(HasSubstr("with")),
                                              Not(HasSubstr("the"))))
            << line;
    }
}

TEST(Lesson, NeedsAWordAndAFile) {
    EXPECT_EQ(poolscope({"lesson"}).status, 2);
    EXPECT_EQ(poolscope({"lesson", "check"}).status, 2);
    EXPECT_EQ(poolscope({"lesson", "chekc", "x"}).status, 2);
    EXPECT_THAT(poolscope({"lesson", "--help"}).out, HasSubstr("check"));
}

TEST(Lesson, APageForTheTeacherHasAnswersAndMistakes) {
    const TemporaryFolder folder;
    const std::string pdf = folder / "page.pdf";
    const Ended ended = poolscope({"lesson", "page", "max-by-hand", "-o", pdf});
    ASSERT_EQ(ended.status, 0) << ended.err;
    EXPECT_THAT(read_text(pdf), testing::StartsWith("%PDF"));
    EXPECT_EQ(
        poolscope({"lesson", "page", "max-by-hand", "-o", folder / "zh", "--lang", "zh"}).status,
        0);
    EXPECT_THAT(read_text(folder / "zh.pdf"), testing::StartsWith("%PDF"));
    const Ended none = poolscope({"lesson", "page", "maximum", "-o", pdf});
    EXPECT_EQ(none.status, 1);
    EXPECT_THAT(none.err, HasSubstr("max-by-hand"));
    EXPECT_EQ(poolscope({"lesson", "page", "stride", "-o", "page.png"}).status, 2);
}

}  // namespace
}  // namespace cli_test
