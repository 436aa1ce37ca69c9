/// The numbers of a pane's cells: of one size, and fractions of as many digits.
#include "drawing/cell_numbers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace poolscope::drawing {
namespace {

using testing::ElementsAre;

/// What the cells of a pane, each `cell` px wide, say for these values.
std::vector<std::string> written(float cell, const std::vector<float>& values) {
    PaneView pane{};
    pane.cell = cell;
    CellNumbers numbers(pane);
    for (const float value : values) numbers.add({0, 0, cell, cell}, value, {});
    std::vector<std::string> said;
    for (const Text& text : numbers.take()) said.push_back(text.spans.front().text);
    return said;
}

TEST(CellNumbers, HaveFractionsOfAsManyDigits) {
    constexpr float four = 4.0F / 9, six = 6.0F / 9;
    EXPECT_THAT(written(60, {four, six, 1, 0.5F}), ElementsAre("0.4444", "0.6667", "1", "0.5"));
    // Fours are wider than sixes: in some cells only they are a digit too long.
    int uneven = 0;
    for (float cell = 24; cell < 60; cell += 0.25F) {
        const std::string alone = written(cell, {four}).front();
        if (alone.size() == written(cell, {six}).front().size()) continue;
        ++uneven;
        const auto together = written(cell, {six, four, 0.5F, 3});
        EXPECT_EQ(together[1], alone);
        EXPECT_EQ(together[0].size(), alone.size()) << together[0] << " beside " << alone;
        EXPECT_EQ(together[2], "0.5");
        EXPECT_EQ(together[3], "3");
    }
    EXPECT_GT(uneven, 0);
}

/// What a cell `side` px wide says, from the top.
std::vector<std::string> written_with(float side, float value, const SecondNumber& second) {
    PaneView pane{};
    pane.cell = side;
    CellNumbers numbers(pane);
    numbers.add({0, 0, side, side}, value, {}, Font::regular, second);
    std::vector<std::string> said;
    for (const Text& text : numbers.take()) said.push_back(text.spans.front().text);
    return said;
}

TEST(CellNumbers, ASecondNumberSaysWhatItIs) {
    const SecondNumber value = SecondNumber::of_value(1), weight = SecondNumber::of_weight(0.268);
    EXPECT_THAT(written_with(54, 1.0F / 9, value), ElementsAre("0.1111", "x=1"));
    EXPECT_THAT(written_with(54, 6, weight), ElementsAre("6", "×0.27"));
    EXPECT_THAT(written_with(54, 6, SecondNumber::of_weight(0.001)), ElementsAre("6", "<0.01"));
    EXPECT_THAT(written_with(40, 2, SecondNumber::of_value(-1.0F / 3)), ElementsAre("2", "x=−0.3"))
        << "it loses digits, not its sign";
    EXPECT_THAT(written_with(30, 6, weight), ElementsAre("6")) << "there is room for one";
}

TEST(CellNumbers, LoseFewDigitsToOthers) {
    // A long whole number loses digits by itself.
    EXPECT_THAT(written(60, {123456789.0F, 4.0F / 9}), ElementsAre("1.23e8", "0.4444"));
    EXPECT_THAT(written(60, {-1.25e-20F, 3.14159F}), ElementsAre("−1e−20", "3.142"));
}

}  // namespace
}  // namespace poolscope::drawing
