/// The drawing as text against golden files, exactly, one for each kind of thing that it shows;
/// what holds for every layer is asserted in grids_test.cpp, marks_test.cpp and words_test.cpp.
/// With POOLSCOPE_BLESS=1 the files are written anew.
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "paint/blessed.hpp"
#include "paint/file/cairo_painter.hpp"
#include "read_text.hpp"
#include "scenes.hpp"

namespace poolscope::drawing {
namespace {

namespace fs = std::filesystem;

/// A golden file, named for what it shows, and the scene that shows it.
struct Kept {
    const char* name;
    const char* scene;
};

constexpr Kept kept[]{
    // Windows, and where they lie.
    {"smallest-layer", "one-cell"},
    {"dilated-window", "dilation"},
    {"gliding-window", "glide-under-way"},
    {"lifted-window", "lift-under-way"},
    {"row-of-cells", "one-dimensional"},
    {"adaptive-row-and-its-cuts", "one-dimensional-adaptive"},
    {"adaptive-windows-and-their-rulers", "max-adaptive"},
    {"fractional-windows", "fractional-bound-one"},
    {"same-padding", "same-padding"},
    // Cells that are not read as they are.
    {"padding-under-the-pointer", "hover-padding"},
    {"overhang-that-is-passed-over", "ceil-overhang"},
    {"overhang-beside-a-mean", "ceil-overhang-mean"},
    {"padding-left-out-of-a-mean", "mean-exclude-pad"},
    {"cells-never-read", "never-read"},
    {"window-without-a-real-cell", "no-real-cell"},
    {"nan-and-infinities", "nan-and-infinities"},
    // What becomes of a window.
    {"ties", "ties"},
    {"running-maximum", "cell-grain-max"},
    {"running-sum", "cell-grain-mean"},
    {"weights-below-the-values", "softpool-unpadded-one"},
    {"cell-picked-by-chance", "stochastic-unpadded-one"},
    {"maximum-mixed-with-mean", "mixed-unpadded-one"},
    {"scores-of-attention", "attention-scores"},
    {"scores-being-edited", "attention-scores-edited"},
    // Channels and samples.
    {"two-channels", "max-unpadded-all"},
    {"maxout-of-two-channels", "maxout-of-two"},
    {"sample-of-a-batch", "batch"},
    // Pictures.
    {"picture", "picture"},
    {"picture-under-a-colour-map", "picture-one-channel-diverging"},
    {"picture-with-overhang-and-unread-strips", "picture-overhang-and-unread"},
    {"picture-under-one-window", "global-mean-picture"},
    {"picture-before-and-after", "picture-before-and-after"},
    {"picture-at-true-size", "picture-at-true-size"},
    // The stage.
    {"readers-of-the-cell-under-the-pointer", "hover-input"},
    {"pinned-output-and-selected-cell", "pin-output-selected-cell"},
    {"output-being-computed", "computing"},
    {"layer-that-cannot-be", "error"},
    {"dark-theme", "dark"},
    {"stage-of-a-large-window", "wide-stage"},
    {"stage-of-a-small-window", "small-stage"},
    {"two-dialects", "two-dialects"},
    {"two-dialects-on-a-small-stage", "two-dialects-small"},
    {"two-stages", "two-stages"},
};

void PrintTo(const Kept& one, std::ostream* out) {
    *out << one.name;
}

fs::path golden_folder() {
    return fs::path{POOLSCOPE_SOURCE_DIR} / "tests/drawing/golden";
}

std::string read(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// What a text says, painted.
paint::Pixels picture_of(const std::string& text, const Drawing& drawing) {
    return paint::paint_to_pixels(read_text(text, drawing)).value();
}

/// Writes the file, and shows what has changed.
void bless(const fs::path& path, const Drawing& drawing) {
    const std::string before = read(path);
    const std::string after = to_text(drawing);
    if (before == after) return;
    std::ofstream(path, std::ios::binary) << after;
    std::optional<paint::Pixels> picture;
    if (!before.empty()) picture = picture_of(before, drawing);
    test::show_blessed(path.filename().string(), picture, picture_of(after, drawing),
                       test::changed_lines(before, after));
}

class Golden : public testing::TestWithParam<Kept> {};

TEST_P(Golden, TextIsUnchanged) {
    const auto path = golden_folder() / (std::string(GetParam().name) + ".txt");
    const Drawing drawing = build(named_scene(GetParam().scene));
    if (test::blessing()) bless(path, drawing);
    ASSERT_TRUE(fs::exists(path)) << path << " is missing: run with POOLSCOPE_BLESS=1";
    const std::string expected = read(path);
    const std::string actual = to_text(drawing);
    EXPECT_TRUE(expected == actual) << test::changed_lines(expected, actual)
                                    << "POOLSCOPE_BLESS=1 writes it anew and shows both pictures";
}

TEST_P(Golden, TextIsAllOfThePicture) {
    const Drawing drawing = build(named_scene(GetParam().scene));
    const std::string text = to_text(drawing);
    EXPECT_EQ(test::changed_lines(text, to_text(read_text(text, drawing))), "");
}

INSTANTIATE_TEST_SUITE_P(Scenes, Golden, testing::ValuesIn(kept), [](const auto& one) {
    std::string name = one.param.name;
    for (char& c : name) {
        c = c == '-' ? '_' : c;
    }
    return name;
});

TEST(GoldenFiles, EachBelongsToAScene) {
    std::set<std::string> names;
    for (const Kept& one : kept) {
        names.insert(std::string(one.name) + ".txt");
    }
    for (const auto& entry : fs::directory_iterator(golden_folder())) {
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
}  // namespace poolscope::drawing
