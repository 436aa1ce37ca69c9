/// The library's README shows the program that tests/consumer builds.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace {

std::string read(const std::string& path) {
    std::ifstream file(std::string(POOLSCOPE_SOURCE_DIR) + "/" + path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

TEST(Readme, ShowsTheConsumersProgram) {
    const std::string program = read("tests/consumer/main.cpp");
    ASSERT_FALSE(program.empty());
    EXPECT_THAT(read("core/README.md"), testing::HasSubstr("```cpp\n" + program + "```"));
}

TEST(Readme, ShowsTheConsumersBuild) {
    EXPECT_THAT(read("tests/consumer/CMakeLists.txt"),
                testing::HasSubstr("find_package(Poolscope REQUIRED)\n"));
    EXPECT_THAT(read("core/README.md"),
                testing::HasSubstr("```cmake\nfind_package(Poolscope REQUIRED)\n"
                                   "target_link_libraries(consumer PRIVATE poolscope::core)\n```"));
}

}  // namespace
