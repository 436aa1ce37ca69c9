/// Numbers from their digits, by the standard library and by C: both read the same.
#include <gtest/gtest.h>

#include <bit>
#include <cstdint>
#include <random>
#include <string>

#include "support/digits.hpp"

namespace {

template <class Number>
void expect_same(const std::string& text) {
    const char* first = text.data();
    const char* last = first + text.size();
    Number by_library = 7, by_c = 7;
    const auto a = poolscope::from_digits(first, last, by_library);
    const auto b = poolscope::from_digits_by_c(first, last, by_c);
    EXPECT_EQ(a.ptr, b.ptr) << text;
    EXPECT_EQ(a.ec, b.ec) << text;
    EXPECT_EQ(by_library, by_c) << text;
}

TEST(Digits, AreReadAlikeByBoth) {
    for (const char* text :
         {"",       "3",      "-3",     "+3",    " 3",    "-",     ".",     ".5",
          "5.",     "-.5e1",  "1e",     "1e+",   "1e-5",  "1E5x",  "1e5.5", "0x10",
          "1,5",    "1.2.3",  "e5",     "0e999", "1e999", "-1e99", "1e-99", "1e-44",
          "-1e-50", "1e-400", "00.100", "--1",   "1ee5",  "0.0"}) {
        expect_same<float>(text);
        expect_same<double>(text);
    }
}

TEST(Digits, ReadBackAsTheNumberThatWasWritten) {
    std::mt19937 random(1);
    for (int i = 0; i < 20'000; ++i) {
        const auto number = std::bit_cast<float>(static_cast<std::uint32_t>(random()));
        if (number - number != 0) continue;
        char digits[64];
        const auto end = poolscope::to_digits(digits, digits + sizeof digits, number).ptr;
        float read = 0;
        ASSERT_EQ(poolscope::from_digits_by_c(digits, end, read).ec, std::errc{});
        EXPECT_EQ(read, number);
        expect_same<float>({digits, end});
        expect_same<double>({digits, end});
    }
}

}  // namespace
