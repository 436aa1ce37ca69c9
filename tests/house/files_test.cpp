/// Every source file opens with a sentence on its purpose, and none grows too long.
#include <gtest/gtest.h>

#include <algorithm>

#include "house/sources.hpp"

namespace house {
namespace {

constexpr std::ptrdiff_t most_lines = 500;

/// What is wrong with one file; empty where nothing is.
std::string fault_of(const Source& source) {
    // The consumer's program is the library's example in full, as its README shows it.
    if (!source.text.starts_with("/// ") && !source.path.starts_with("tests/consumer/")) {
        return source.path + " does not open with a /// sentence";
    }
    const auto lines = std::ranges::count(source.text, '\n');
    if (lines > most_lines) {
        return source.path + " has " + std::to_string(lines) + " lines: split it by subject";
    }
    return "";
}

TEST(Files, OpenWithTheirPurposeAndStayShort) {
    const auto sources = read_sources({"core", "app", "tests"}, {".cpp", ".hpp"});
    ASSERT_GT(sources.size(), 50U);
    for (const Source& source : sources) {
        EXPECT_EQ(fault_of(source), "");
    }
}

TEST(Files, AMadeUpFaultIsFound) {
    EXPECT_NE(fault_of({"a.cpp", "#include <vector>\n"}), "");
    EXPECT_NE(fault_of({"a.cpp", "/// Long.\n" + std::string(most_lines, '\n')}), "");
    EXPECT_EQ(fault_of({"a.cpp", "/// Short.\n"}), "");
}

}  // namespace
}  // namespace house
