/// Numbers as students type them.
#include "lessons/typed_answer.hpp"

#include <gtest/gtest.h>

namespace poolscope::lessons {
namespace {

TEST(Answers, AreReadAsStudentsWriteThem) {
    EXPECT_EQ(read_answer("3"), 3);
    EXPECT_EQ(read_answer("-1.5"), -1.5);
    EXPECT_EQ(read_answer("−1.5"), -1.5) << "the minus sign that the program itself writes";
    EXPECT_EQ(read_answer("2,5"), 2.5);
    EXPECT_DOUBLE_EQ(*read_answer("17/3"), 17.0 / 3);
    EXPECT_FALSE(read_answer(""));
    EXPECT_FALSE(read_answer("1/0"));
    EXPECT_FALSE(read_answer("many"));
}

}  // namespace
}  // namespace poolscope::lessons
