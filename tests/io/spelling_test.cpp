/// Names that were meant.
#include "io/spelling.hpp"

#include <gtest/gtest.h>

namespace poolscope::io {
namespace {

const std::vector<std::string_view> keys{"id", "like", "point_at", "title", "words"};

TEST(Spelling, FindsTheNameThatASlipOrTwoLeadTo) {
    EXPECT_EQ(nearest("wrods", keys), "words") << "two letters changed places";
    EXPECT_EQ(nearest("word", keys), "words");
    EXPECT_EQ(nearest("wordss", keys), "words");
    EXPECT_EQ(nearest("pointat", keys), "point_at");
    EXPECT_EQ(nearest("piont_ta", keys), "point_at");
    EXPECT_EQ(nearest("Title", keys), "title");
}

TEST(Spelling, GuessesAtNothingElse) {
    EXPECT_EQ(nearest("", keys), "");
    EXPECT_EQ(nearest("colour", keys), "");
    EXPECT_EQ(nearest("xx", keys), "") << "of id nothing is left";
    EXPECT_EQ(nearest(std::string(100'000, 'w'), keys), "");
    EXPECT_EQ(nearest("lime", {"like", "line"}), "") << "either may be meant";
    EXPECT_EQ(nearest("word", {}), "");
}

TEST(Spelling, NamesWhatThereIs) {
    EXPECT_EQ(write_one_of("wrods", keys).english(),
              "write words, or another of id, like, point_at, title");
    EXPECT_EQ(write_one_of("colour", keys).english(),
              "write one of id, like, point_at, title, words");
    EXPECT_EQ(write_one_of("wrods", {"words"}).english(), "write words");
}

}  // namespace
}  // namespace poolscope::io
