/// Markdown as the guide is written in it: blocks, runs, tables, and no pictures.
#include "io/markdown.hpp"

#include <gtest/gtest.h>

namespace poolscope::io {
namespace {

using Kind = MarkdownBlock::Kind;

std::string plain(const MarkdownLine& line) {
    std::string all;
    for (const MarkdownRun& run : line) all += run.text;
    return all;
}

TEST(Markdown, BlocksInOrder) {
    const auto blocks =
        read_markdown("# Title\n\nOne\ntwo.\n\n## Part\n\n- first\n- second\n\n  more\n");
    ASSERT_EQ(blocks.size(), 6U);
    EXPECT_EQ(blocks[0].kind, Kind::heading);
    EXPECT_EQ(blocks[0].level, 1);
    EXPECT_EQ(blocks[1].kind, Kind::paragraph);
    EXPECT_EQ(plain(blocks[1].cells.front()), "One\ntwo.");
    EXPECT_EQ(blocks[2].level, 2);
    EXPECT_EQ(blocks[3].kind, Kind::item);
    EXPECT_EQ(plain(blocks[3].cells.front()), "first");
    EXPECT_EQ(plain(blocks[4].cells.front()), "second");
    EXPECT_EQ(blocks[5].kind, Kind::paragraph);
    EXPECT_EQ(blocks[5].level, 1) << "it belongs to the item";
}

TEST(Markdown, CodeStaysAsItIs) {
    const auto blocks = read_markdown("a\n\n    one  two\n    three\n");
    ASSERT_EQ(blocks.size(), 2U);
    EXPECT_EQ(blocks[1].kind, Kind::code);
    EXPECT_EQ(plain(blocks[1].cells.front()), "one  two\nthree\n");
}

TEST(Markdown, RunsLookAlike) {
    const auto blocks = read_markdown("a **b** `c` [d](https://e.f) g");
    ASSERT_EQ(blocks.size(), 1U);
    const MarkdownLine& line = blocks.front().cells.front();
    ASSERT_EQ(line.size(), 7U);
    EXPECT_TRUE(line[1].strong);
    EXPECT_TRUE(line[3].code);
    EXPECT_EQ(line[5].link, "https://e.f");
    EXPECT_EQ(plain(line), "a b c d g");
}

TEST(Markdown, TablesHaveRowsOfCells) {
    const auto blocks = read_markdown("| a | b |\n|---|---|\n| c | `d` |\n");
    ASSERT_EQ(blocks.size(), 2U);
    EXPECT_EQ(blocks[0].kind, Kind::header);
    EXPECT_EQ(blocks[1].kind, Kind::row);
    ASSERT_EQ(blocks[1].cells.size(), 2U);
    EXPECT_EQ(plain(blocks[1].cells[1]), "d");
}

TEST(Markdown, PicturesAreLeftOut) {
    EXPECT_TRUE(read_markdown("![words](a.svg)").empty());
    EXPECT_EQ(plain(read_markdown("a ![words](b.svg) c").front().cells.front()), "a  c");
}

}  // namespace
}  // namespace poolscope::io
