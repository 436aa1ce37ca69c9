/// `handout`: PDF files that another program reads back, page by page and word by word.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <regex>
#include <set>

#include "cli/program.hpp"

namespace cli_test {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string scenes = POOLSCOPE_SOURCE_DIR "/assets/scenes/";

/// What a command prints; its failure is one of the test.
std::string output_of(const std::string& command) {
    std::string text;
    FILE* pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) return text;
    char buffer[4096];
    while (const std::size_t got = std::fread(buffer, 1, sizeof buffer, pipe))
        text.append(buffer, got);
    EXPECT_EQ(::pclose(pipe), 0) << command;
    return text;
}

std::string words_of(const std::string& pdf) {
    return output_of("pdftotext -layout '" + pdf + "' -");
}

TEST(Handout, IsReadBackWordByWord) {
    const TemporaryFolder folder;
    const std::string pdf = folder / "out.pdf";
    const Ended ended = poolscope(
        {"handout", scenes + "max-2x2.pool.toml", "-o", pdf, "--key", "--title", "Größe & Ärger"});
    ASSERT_EQ(ended.status, 0) << ended.err;
    EXPECT_EQ(ended.out + ended.err, "");
    const std::string words = words_of(pdf);
    EXPECT_THAT(words, HasSubstr("Größe & Ärger"));
    EXPECT_THAT(words, HasSubstr("Exercise 1 · Max pooling"));
    EXPECT_THAT(words, HasSubstr("max( 1, 2, 5, 6 ) = 6"));
    EXPECT_THAT(words, HasSubstr("Page 1 of 1"));
}

TEST(Handout, TheStudentsVersionHasNoAnswers) {
    const TemporaryFolder folder;
    const std::string pdf = folder / "out.pdf";
    ASSERT_EQ(poolscope({"handout", scenes + "max-2x2.pool.toml", "-o", pdf}).status, 0);
    const std::string words = words_of(pdf);
    EXPECT_THAT(words, HasSubstr("Name"));
    EXPECT_THAT(words, HasSubstr("Exercise 1"));
    EXPECT_THAT(words, Not(HasSubstr("max(")));
}

TEST(Handout, ATierHasSomeOfTheWorkingAlready) {
    const TemporaryFolder folder;
    const std::string pdf = folder / "out.pdf";
    static const std::regex working(R"(max\()");
    for (const auto& [tier, windows] :
         {std::pair{"plain", 0}, {"half-worked", 2}, {"fully-worked", 4}}) {
        ASSERT_EQ(
            poolscope({"handout", scenes + "max-2x2.pool.toml", "-o", pdf, "--tier", tier}).status,
            0);
        const std::string words = words_of(pdf);
        EXPECT_EQ(std::distance(std::sregex_iterator(words.begin(), words.end(), working), {}),
                  windows)
            << tier;
    }
}

TEST(Handout, PagesAreOfTheirPaperAndFontsAreInside) {
    const TemporaryFolder folder;
    const std::string pdf = folder / "out.pdf";
    for (const auto& [paper, size] : {std::pair{"a4", "595.276 x 841.89 pts (A4)"},
                                      std::pair{"letter", "612 x 792 pts (letter)"}}) {
        ASSERT_EQ(poolscope({"handout", scenes + "default.pool.toml",
                             scenes + "ceil-mode.pool.toml", "-o", pdf, "--paper", paper})
                      .status,
                  0);
        const std::string info = output_of("pdfinfo '" + pdf + "'");
        EXPECT_THAT(info, HasSubstr(size));
        EXPECT_THAT(info, HasSubstr("Sat Jan  1"));
    }
    const std::string fonts = output_of("pdffonts '" + pdf + "'");
    EXPECT_THAT(fonts, HasSubstr("Inter"));
    EXPECT_THAT(fonts, Not(HasSubstr(" no ")));  // every one embedded, cut down and readable
}

TEST(Handout, TheExtensionIsAddedWhereItIsMissing) {
    const TemporaryFolder folder;
    ASSERT_EQ(poolscope({"handout", scenes + "max-2x2.pool.toml", "-o", folder / "out"}).status, 0);
    EXPECT_THAT(read_text(folder / "out.pdf"), testing::StartsWith("%PDF"));
}

TEST(Handout, SameInputSameBytes) {
    const TemporaryFolder folder;
    const auto make = [&](const char* name, const char* seed) {
        EXPECT_EQ(poolscope({"handout", scenes + "mean-2x2.pool.toml", "-o", folder / name,
                             "--exercises", "3", "--seed", seed})
                      .status,
                  0);
        return read_text(folder / name);
    };
    const std::string first = make("a.pdf", "4");
    EXPECT_EQ(first, make("b.pdf", "4"));
    EXPECT_NE(first, make("c.pdf", "5"));
}

TEST(Handout, ExercisesHaveNumbersOfTheirOwn) {
    const TemporaryFolder folder;
    const std::string pdf = folder / "out.pdf";
    ASSERT_EQ(
        poolscope({"handout", scenes + "max-2x2.pool.toml", "-o", pdf, "--key", "--exercises", "3"})
            .status,
        0);
    const std::string words = words_of(pdf);
    static const std::regex working(R"(max\([^)]*\) = \d+)");
    std::set<std::string> all;
    for (std::sregex_iterator it(words.begin(), words.end(), working), end; it != end; ++it)
        all.insert(it->str());
    EXPECT_GE(all.size(), 11U);
    // The first has the scene's own.
    EXPECT_TRUE(all.contains("max( 1, 2, 5, 6 ) = 6"));
}

TEST(Handout, NoMeaningIsInColour) {
    const TemporaryFolder folder;
    const std::string pdf = folder / "out.pdf";
    ASSERT_EQ(poolscope({"handout", scenes + "ceil-mode.pool.toml", "-o", pdf, "--key"}).status, 0);
    const std::string base = folder / "page";
    output_of("pdftoppm -r 50 -singlefile '" + pdf + "' '" + base + "'");
    const std::string ppm = read_text(base + ".ppm");
    ASSERT_TRUE(ppm.starts_with("P6"));
    std::size_t start = 0;
    for (int line = 0; line < 3; ++line) start = ppm.find('\n', start) + 1;
    bool dark = false;
    for (std::size_t i = start; i + 2 < ppm.size(); i += 3) {
        ASSERT_TRUE(ppm[i] == ppm[i + 1] && ppm[i] == ppm[i + 2]) << "a colour at byte " << i;
        dark = dark || static_cast<unsigned char>(ppm[i]) < 64;
    }
    EXPECT_TRUE(dark);
}

TEST(Handout, SaysWhatIsTooLargeForPaper) {
    const TemporaryFolder folder;
    const Ended ended =
        poolscope({"handout", scenes + "picture.pool.toml", "-o", folder / "out.pdf"});
    EXPECT_EQ(ended.status, 1);
    EXPECT_THAT(ended.err, HasSubstr("too large to write by hand"));
    EXPECT_THAT(ended.err, HasSubstr("at most 18 cells a side"));
    EXPECT_TRUE(folder.names().empty());
}

TEST(Handout, EveryBundledSceneThatFitsGivesOne) {
    const TemporaryFolder folder;
    for (const auto& entry : std::filesystem::directory_iterator(scenes)) {
        const Ended ended =
            poolscope({"handout", entry.path().string(), "-o", folder / "out.pdf", "--key"});
        const std::string name = entry.path().filename().string();
        const bool large = name == "picture.pool.toml" || name == "edges.pool.toml";
        EXPECT_EQ(ended.status, large ? 1 : 0) << entry.path() << ended.err;
    }
}

}  // namespace
}  // namespace cli_test
