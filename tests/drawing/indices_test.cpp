/// The numbers of rows and columns beside the cells.
#include <algorithm>
#include <map>
#include <string>

#include <gtest/gtest.h>

#include "words.hpp"

namespace poolscope::drawing {
namespace {

struct Numbers {
    std::map<std::string, bool> columns;  ///< and whether each stands out
    std::map<std::string, bool> rows;
};

/// What stands in line with a pane's cells: above them, and beside them.
Numbers numbers_of(const Drawing& drawing, model::Pane pane) {
    const auto grid = std::ranges::find(drawing.hits, pane, &HitGrid::pane);
    Numbers numbers;
    if (grid == drawing.hits.end()) return numbers;
    const Rect& cells = grid->visible;
    for (const Text& text : free_texts(drawing)) {
        const std::string words = words_of(text);
        if (words.find_first_not_of("−–0123456789") != std::string::npos) continue;
        const bool bold = text.spans.front().font == Font::semibold;
        const bool within_x = text.at.x > cells.x && text.at.x < cells.right();
        const bool within_y = text.at.y > cells.y && text.at.y < cells.bottom();
        const bool above = text.at.y < cells.y && text.at.y > cells.y - 30;
        const bool beside = (text.at.x < cells.x && text.at.x > cells.x - 12) ||
                            (text.at.x > cells.right() && text.at.x < cells.right() + 12);
        if (within_x && above) numbers.columns[words] = bold;
        if (within_y && beside) numbers.rows[words] = bold;
    }
    return numbers;
}

NamedScene lecture(std::size_t step) {
    NamedScene named{"lecture", model::default_document()};
    named.view.step = named.view.glide.from = step;
    return named;
}

using Marked = std::map<std::string, bool>;

TEST(Indices, EveryRowAndColumnHasItsNumberAndTheStepsStandOut) {
    const Drawing drawing = build(lecture(4));
    const Marked all{{"0", false}, {"1", true},  {"2", true},
                     {"3", true},  {"4", false}, {"5", false}};
    EXPECT_EQ(numbers_of(drawing, model::Pane::input).columns, all);
    EXPECT_EQ(numbers_of(drawing, model::Pane::input).rows, all);
    const Marked middle{{"0", false}, {"1", true}, {"2", false}};
    EXPECT_EQ(numbers_of(drawing, model::Pane::output).columns, middle);
    EXPECT_EQ(numbers_of(drawing, model::Pane::output).rows, middle);
}

TEST(Indices, PaddingIsNumberedWhileItIsRead) {
    const Marked first{{"−1", true}, {"0", true},  {"1", true}, {"2", false},
                       {"3", false}, {"4", false}, {"5", false}};
    EXPECT_EQ(numbers_of(build(lecture(0)), model::Pane::input).columns, first);
    EXPECT_EQ(numbers_of(build(lecture(0)), model::Pane::input).rows, first);
}

TEST(Indices, ADilatedWindowsOwnRowsStandOut) {
    NamedScene named = lecture(0);
    named.document.layer().params.dilation = {2, 2};
    named.document.layer().params.padding = {};
    const Marked every_other{{"0", true},  {"1", false}, {"2", true},
                             {"3", false}, {"4", true},  {"5", false}};
    EXPECT_EQ(numbers_of(build(named), model::Pane::input).rows, every_other);
}

TEST(Indices, CanBeLeftOut) {
    NamedScene named = lecture(4);
    named.view.indices = false;
    const Drawing drawing = build(named);
    for (const model::Pane pane : {model::Pane::input, model::Pane::output}) {
        EXPECT_TRUE(numbers_of(drawing, pane).columns.empty());
        EXPECT_TRUE(numbers_of(drawing, pane).rows.empty());
    }
}

TEST(Indices, ALayerOfOneRowIsCountedAlongItAlone) {
    const Drawing drawing = build(named_scene("one-dimensional"));
    EXPECT_FALSE(numbers_of(drawing, model::Pane::input).columns.empty());
    EXPECT_TRUE(numbers_of(drawing, model::Pane::input).rows.empty());
    EXPECT_TRUE(numbers_of(drawing, model::Pane::output).rows.empty());
}

TEST(Indices, APicturesAreRoundAndItsWindowsOwn) {
    NamedScene named{"", picture_document(320, 480)};
    named.document.layer().params.kernel_size = {8, 8};
    named.document.layer().params.stride = {8, 8};
    named.view.step = named.view.glide.from = 60 * 20 + 29;
    const Numbers numbers = numbers_of(build(named), model::Pane::input);
    EXPECT_TRUE(numbers.columns.contains("232–239")) << "first to last, where they have no room";
    EXPECT_TRUE(numbers.columns.at("232–239"));
    EXPECT_GT(numbers.columns.size(), 3U);
    EXPECT_LT(numbers.columns.size(), 14U) << "not one beside the other";
    for (const auto& [words, current] : numbers.columns)
        EXPECT_TRUE(current || std::stoi(words) % 10 == 0) << words;
}

TEST(Indices, TheSizeThatIsAskedForIsNotTold) {
    NamedScene named = lecture(4);
    named.view.prediction.hides_size = true;
    const Numbers numbers = numbers_of(build(named), model::Pane::input);
    EXPECT_EQ(numbers.columns.size(), 6U);
    for (const auto& [words, current] : numbers.columns) EXPECT_FALSE(current) << words;
}

}  // namespace
}  // namespace poolscope::drawing
