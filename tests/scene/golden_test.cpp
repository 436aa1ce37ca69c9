/// The drawing as text against golden files, exactly; POOLSCOPE_BLESS=1 writes them anew.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "scenes.hpp"

namespace poolscope::scene {
namespace {

std::filesystem::path golden_folder() {
    return std::filesystem::path{POOLSCOPE_SOURCE_DIR} / "tests/scene/golden";
}

bool blessing() {
    return std::getenv("POOLSCOPE_BLESS") != nullptr;
}

std::string read(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// The first line in which two texts differ.
std::string first_difference(const std::string& expected, const std::string& actual) {
    std::istringstream a(expected);
    std::istringstream b(actual);
    std::string line_a;
    std::string line_b;
    for (int number = 1;; ++number) {
        const bool more_a = static_cast<bool>(std::getline(a, line_a));
        const bool more_b = static_cast<bool>(std::getline(b, line_b));
        if (!more_a && !more_b) {
            return "none";
        }
        if (more_a != more_b || line_a != line_b) {
            return "line " + std::to_string(number) +
                   "\n  expected: " + (more_a ? line_a : "(end)") +
                   "\n  actual:   " + (more_b ? line_b : "(end)");
        }
    }
}

class Golden : public testing::TestWithParam<NamedScene> {};

TEST_P(Golden, TextIsUnchanged) {
    const auto path = golden_folder() / (GetParam().name + ".txt");
    const std::string actual = to_text(build(GetParam()));
    if (blessing()) {
        std::ofstream(path, std::ios::binary) << actual;
    }
    ASSERT_TRUE(std::filesystem::exists(path)) << path << " is missing: run with POOLSCOPE_BLESS=1";
    const std::string expected = read(path);
    EXPECT_TRUE(expected == actual) << first_difference(expected, actual);
}

std::vector<NamedScene> kept_scenes() {
    std::vector<NamedScene> scenes = named_scenes();
    std::erase_if(scenes, [](const NamedScene& scene) { return !scene.golden; });
    return scenes;
}

INSTANTIATE_TEST_SUITE_P(Scenes, Golden, testing::ValuesIn(kept_scenes()), [](const auto& one) {
    std::string name = one.param.name;
    for (char& c : name) {
        c = c == '-' ? '_' : c;
    }
    return name;
});

TEST(GoldenFiles, EachBelongsToAScene) {
    std::set<std::string> names;
    for (const NamedScene& scene : kept_scenes()) {
        names.insert(scene.name + ".txt");
    }
    for (const auto& entry : std::filesystem::directory_iterator(golden_folder())) {
        EXPECT_TRUE(names.contains(entry.path().filename().string())) << entry.path();
    }
}

TEST(GoldenFiles, AMovedWindowIsSeen) {
    NamedScene scene = named_scene("max-padded-one");
    const std::string before = to_text(build(scene));
    scene.view.step += 1;
    EXPECT_NE(before, to_text(build(scene)));
}

}  // namespace
}  // namespace poolscope::scene
