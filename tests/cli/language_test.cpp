/// In which language the command line speaks: the terminal's; what machines read is the same in
/// all.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <sstream>

#include "cli/program.hpp"

namespace cli_test {
namespace {

using testing::ContainsRegex;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

constexpr const char* chinese_locale = "zh_CN.UTF-8";

constexpr const char* scene = R"(version = 1
[layer]
operator = "stochastic"
kernel_size = [2, 2]
[input]
values = [[[1, 3, 2, 4], [5, 6, 7, 8]], [[1, 3, 2, 4], [5, 6, 7, 8]]]
)";

/// A folder with what the commands read, and a way to run them there.
class Language : public testing::Test {
protected:
    void SetUp() override {
        write_text(folder_ / "scene.pool.toml", scene);
        write_text(folder_ / "in.csv", "1,2\n3,4\n");
    }
    [[nodiscard]] Ended in(const std::string& locale, const std::vector<std::string>& words) const {
        return run_program({.arguments = words, .folder = folder_.path(), .locale = locale});
    }
    [[nodiscard]] Ended in_chinese(const std::vector<std::string>& words) const {
        return in(chinese_locale, words);
    }
    [[nodiscard]] std::string written(const std::string& name) const {
        return read_text(folder_ / name);
    }

private:
    TemporaryFolder folder_;
};

const std::vector<std::vector<std::string>> helps{{"--help"},
                                                  {"pool", "--help"},
                                                  {"unpool", "--help"},
                                                  {"code", "--help"},
                                                  {"steps", "--help"},
                                                  {"render", "--help"},
                                                  {"handout", "-h"},
                                                  {"lesson", "--help"},
                                                  {"lesson", "check", "--help"},
                                                  {"lesson", "page", "--help"}};

/// Columns of a terminal: a character of East Asia takes two.
std::size_t columns_of(const std::string& text) {
    std::size_t columns = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        columns += (byte & 0xC0U) == 0x80 ? 0 : byte >= 0xE3 ? 2 : 1;
    }
    return columns;
}

/// What of a line of help a Chinese reader would have to know English for: words of two letters
/// and more that no name of an option, a value or a file is.
std::vector<std::string> english_words_in(std::string line) {
    // Names: options, values in capitals, what has a dot, a digit or a bar within, code.
    static const std::regex names(
        R"(--?[a-z][-a-z]*|[A-Z][A-Z,:0-9|]*\b|\S*[.|_0-9(=]\S*|`[^`]*`)");
    static const std::regex word("[A-Za-z]{3,}");
    static const std::set<std::string> known{
        "poolscope", "pool",       "unpool",   "code",       "steps",     "render", "handout",
        "lesson",    "check",      "page",     "plain",      "lp",        "mixed",  "lse",
        "maxout",    "fractional", "avg",      "stochastic", "attention", "same",   "upper",
        "lower",     "valid",      "explicit", "light",      "max",       "nchw",   "PyTorch",
        "OUT",       "WxH",        "run",      "layers",     "conv",      "relu",   "CSV",
        "JSON",      "Markdown",   "LaTeX",    "tabular",    "pytorch",   "keras",  "separable",
        "beside",    "all"};
    line = std::regex_replace(line, names, " ");
    std::vector<std::string> words;
    for (std::sregex_iterator it(line.begin(), line.end(), word), end; it != end; ++it)
        if (!known.contains(it->str())) words.push_back(it->str());
    return words;
}

TEST_F(Language, HelpIsInTheTerminals) {
    for (const auto& help : helps) {
        const Ended chinese = in_chinese(help);
        EXPECT_EQ(chinese.status, 0);
        std::istringstream lines(chinese.out);
        for (std::string line; std::getline(lines, line);)
            EXPECT_THAT(english_words_in(line), IsEmpty()) << line;
        EXPECT_NE(chinese.out, in("C", help).out);
    }
    EXPECT_THAT(in_chinese({"pool", "--help"}).out, HasSubstr("用法: poolscope pool [选项] IN"));
    EXPECT_THAT(in_chinese({"--help"}).out, HasSubstr("\n子命令:\n  pool "));
    EXPECT_THAT(in_chinese({"steps", "--help"}).out,
                HasSubstr("  SCENE 必填                  场景"));
    EXPECT_THAT(english_words_in("  IN REQUIRED     array to pool"), ElementsAre("array"));
}

/// The help without its words: only where each description begins.
TEST_F(Language, DescriptionsStandInOneColumn) {
    static const std::regex described("^(  \\S.*?\\S) {2,}(\\S.*)$");
    constexpr std::size_t description_column = 30;
    std::size_t lines_seen = 0;
    for (const auto& help : helps) {
        std::istringstream lines(in_chinese(help).out);
        for (std::string line; std::getline(lines, line);) {
            std::smatch match;
            if (!std::regex_match(line, match, described)) continue;
            ++lines_seen;
            EXPECT_EQ(columns_of(line.substr(0, static_cast<std::size_t>(match.position(2)))),
                      description_column)
                << line;
        }
    }
    EXPECT_GT(lines_seen, 60U);
}

TEST_F(Language, OthersAreToldInEnglish) {
    for (const auto& help : helps) {
        const std::string english = in("C", help).out;
        for (const char* locale : {"de_DE.UTF-8", "en_GB.UTF-8", "POSIX", "zh_CN.GB18030"})
            EXPECT_EQ(in(locale, help).out, english) << locale;
    }
    EXPECT_THAT(in("C", {"--help"}).out,
                testing::AllOf(
                    StartsWith("Step through pooling layers on real grids and pictures\n"
                               "Usage: poolscope [OPTIONS] [FILE] [SUBCOMMAND]\n\nPositionals:\n"),
                    HasSubstr("\n\nOptions:\n  -h,--help                   Print this help message "
                              "and exit\n"),
                    HasSubstr("\n\nSubcommands:\n  pool                        Run one layer")));
    EXPECT_THAT(
        in("C", {"steps", "--help"}).out,
        HasSubstr(
            "  SCENE REQUIRED              scene, network (.onnx), picture, .npy, .npz or .csv\n"));
}

TEST_F(Language, ErrorsAreInTheTerminals) {
    const std::pair<std::vector<std::string>, const char*> cases[] = {
        {{"pool"}, "poolscope: 缺少 IN：请看 poolscope pool --help\n"},
        {{"lesson"}, "poolscope: 缺少子命令：请看 poolscope lesson --help\n"},
        {{"steps", "a", "--csvv"}, "poolscope: 没有选项 --csvv：请看 poolscope steps --help\n"},
        {{"steps", "a", "b"}, "poolscope: “b”是多余的词：请看 poolscope steps --help\n"},
        {{"pool", "in.csv", "-o"},
         "poolscope: --output 只接受一个值：请看 poolscope pool --help\n"},
        {{"pool", "in.csv", "-o", "o.csv", "--kernel", ""},
         "poolscope: --kernel 为空：请看 poolscope pool --help\n"},
        {{"pool", "in.csv", "-o", "o.csv", "--kernel", "two"},
         "poolscope: --kernel 的“two”不是整数：请用数字书写，如 3\n"},
        {{"pool", "in.csv", "-o", "o.csv", "--kernel", "2", "--norm", "2"},
         "poolscope: --norm 对 --op max 没有意义：请去掉它，或使用 --op lp\n"},
        {{"pool", "gone.csv", "-o", "o.csv", "--kernel", "2"},
         "poolscope: 没有文件 \"gone.csv\"：请检查名称\n"},
        {{"render", "scene.pool.toml", "-o", "o.gif", "--step", "2"},
         "poolscope: --step 只用于单步的图片；范围请用 --steps A:B：请删去\n"},
        {{"render", "scene.pool.toml", "-o", "o.png", "--theme", "pink"},
         "poolscope: 没有主题“pink”：请使用其中之一：light, dark\n"},
        {{"render", "scene.pool.toml", "-o", "no/o.png"}, "请先新建文件夹\n"},
        {{"handout", "scene.pool.toml", "-o", "no/o.pdf"}, "请先新建文件夹\n"}};
    for (const auto& [words, said] : cases) {
        const Ended ended = in_chinese(words);
        EXPECT_NE(ended.status, 0);
        EXPECT_EQ(ended.out, "");
        EXPECT_THAT(ended.err, HasSubstr(said));
    }
}

TEST_F(Language, WarningsAreInTheTerminals) {
    const Ended warned = in_chinese(
        {"pool", "in.csv", "-o", "o.csv", "--kernel", "1", "--stride", "1", "--padding", "1"});
    EXPECT_EQ(warned.status, 0);
    EXPECT_EQ(warned.err, "poolscope: 警告：有 12 个窗口不含数据，其输出不来自任何单元格\n");
}

TEST_F(Language, StepsAreToldInTheTerminals) {
    const std::string text = in_chinese({"steps", "scene.pool.toml"}).out;
    EXPECT_THAT(text, StartsWith("通道 0 · 第 1 步，共 2 步"));
    EXPECT_THAT(text, HasSubstr(" · 抽得 0."));
    EXPECT_THAT(text, HasSubstr(" · 权重 "));
    EXPECT_THAT(in("C", {"steps", "scene.pool.toml"}).out, StartsWith("channel 0 · Step 1 of 2"));
}

TEST_F(Language, WhatMachinesReadIsTheSame) {
    const std::vector<std::string> csv{"steps", "scene.pool.toml", "--csv"};
    EXPECT_EQ(in_chinese(csv).out, in("C", csv).out);
    const std::vector<std::string> code{"code", "--op", "avg", "--kernel", "2"};
    EXPECT_EQ(in_chinese(code).out, in("C", code).out);
    EXPECT_THAT(in_chinese({"code", "--op", "median", "--kernel", "2"}).out,
                ContainsRegex("\nkeras: 无：Keras 没有"));
    for (const char* file : {"steps.json", "out.npy", "step.svg", "step.tex", "step.pdf"}) {
        ASSERT_EQ(in("C", {"render", "scene.pool.toml", "-o", file}).err, "");
        const std::string english = written(file);
        ASSERT_EQ(in_chinese({"render", "scene.pool.toml", "-o", file}).err, "");
        EXPECT_EQ(written(file), english) << file;
    }
    ASSERT_EQ(in("C", {"handout", "scene.pool.toml", "-o", "sheet.pdf"}).err, "");
    const std::string english = written("sheet.pdf");
    ASSERT_EQ(in_chinese({"handout", "scene.pool.toml", "-o", "sheet.pdf"}).err, "");
    EXPECT_EQ(written("sheet.pdf"), english);
    ASSERT_EQ(in("C", {"render", "scene.pool.toml", "-o", "zh.svg", "--lang", "zh"}).err, "");
    EXPECT_THAT(written("zh.svg"), HasSubstr("输入"));
    EXPECT_THAT(written("step.svg"), Not(HasSubstr("输入")));
}

}  // namespace
}  // namespace cli_test
