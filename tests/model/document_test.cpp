/// What each action does to the document, and what it refuses.
#include <algorithm>
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "model/action.hpp"
#include "support/plane_array.hpp"

namespace poolscope::model {
namespace {

TEST(Document, TheDefaultIsALegalLayer) {
    const Document document = default_document();
    EXPECT_EQ(document.shape(), (Shape{1, 1, 6, 6}));
    const auto shape = output_shape(document.shape(), document.layer().params);
    ASSERT_TRUE(shape);
    EXPECT_EQ(*shape, (Shape{1, 1, 3, 3}));
}

TEST(Document, SetCellChangesOneCellAndLeavesTheOldDocument) {
    const Document before = default_document();
    const auto after = update(before, SetCell{.channel = 0, .row = 1, .col = 2, .value = -4.5F});
    ASSERT_TRUE(after);
    EXPECT_EQ(after->input->at(0, 0, 1, 2), -4.5F);
    EXPECT_EQ(before.input->at(0, 0, 1, 2), 7.0F);
}

TEST(Document, EditingForgetsTheFileItCameFrom) {
    Document document = default_document();
    document.source = "photo.png";
    EXPECT_TRUE(update(document, SetCell{.value = 3})->source.empty());
    EXPECT_EQ(update(document, SetOperator{"avg"})->source, "photo.png");
}

TEST(Document, ShiftingMovesEveryCellAndBringsZerosIn) {
    const Document before = default_document();
    const auto after = update(before, ShiftInput{1, -2, 0});
    ASSERT_TRUE(after);
    for (int row = 0; row < 6; ++row)
        for (int col = 0; col < 6; ++col) {
            const bool from_inside = row >= 1 && col + 2 < 6;
            EXPECT_EQ(after->input->at(0, 0, row, col),
                      from_inside ? before.input->at(0, 0, row - 1, col + 2) : 0.0F);
        }
    EXPECT_TRUE(after->source.empty());
    EXPECT_FALSE(update(before, ShiftInput{6, 0, 0})) << "out of sight";
    EXPECT_FALSE(update(before, ShiftInput{0, -6, 0}));
}

TEST(Document, SetCellOutsideIsRefused) {
    const auto result = update(default_document(), SetCell{.row = 6});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::bad_argument);
}

TEST(Document, UnknownOperatorIsRefused) {
    const auto result = update(default_document(), SetOperator{"maximum"});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::unknown_operator);
}

TEST(Document, ParametersThatNoLayerMayHaveAreRefused) {
    PoolParams params;
    params.stride.w = 0;
    EXPECT_EQ(update(default_document(), SetParams{params}).error().code, ErrorCode::bad_stride);
    params = {};
    params.divisor_override = 0;
    EXPECT_EQ(update(default_document(), SetParams{params}).error().code, ErrorCode::bad_divisor);
    params = {};
    params.padding.left = -1;
    EXPECT_EQ(update(default_document(), SetParams{params}).error().code, ErrorCode::bad_padding);
}

TEST(Document, AWindowTooLargeForTheInputIsKeptAndExplained) {
    PoolParams params;
    params.kernel_size = {9, 9};
    EXPECT_TRUE(update(default_document(), SetParams{params}));
}

TEST(Document, ResizeKeepsTheCellsThatFit) {
    const Document before = default_document();
    const auto after = update(before, ResizeInput{.channels = 2, .rows = 3, .cols = 8});
    ASSERT_TRUE(after);
    EXPECT_EQ(after->shape(), (Shape{1, 2, 3, 8}));
    EXPECT_EQ(after->input->at(0, 0, 2, 5), before.input->at(0, 0, 2, 5));
    EXPECT_EQ(after->input->at(0, 0, 2, 6), 0.0F);
    EXPECT_EQ(after->input->at(0, 1, 0, 0), 0.0F);
    EXPECT_EQ(after->channel_names, (std::vector<std::string>{"0", "1"}));
}

TEST(Document, SizesOutsideTheLimitsAreRefused) {
    EXPECT_EQ(update(default_document(), ResizeInput{1, 0, 4}).error().code,
              ErrorCode::empty_input);
    EXPECT_TRUE(update(default_document(), ResizeInput{1, 4097, 4}))
        << "cells are bounded, not sides";
    EXPECT_EQ(update(default_document(), ResizeInput{8, 4096, 4096}).error().code,
              ErrorCode::too_large);
}

TEST(Document, FillsAreWhatTheirNamesSay) {
    const auto filled = [](const char* id, std::uint64_t seed = 1) {
        return *update(default_document(), FillInput{id, seed})->input->whole();
    };
    EXPECT_EQ(filled("range").at(0, 0, 1, 0), 6.0F);
    EXPECT_TRUE((plane_array(filled("negatives"), 0, 0) < 0).all());
    EXPECT_EQ(filled("edge").at(0, 0, 3, 2), 0.0F);
    EXPECT_EQ(filled("edge").at(0, 0, 3, 3), 9.0F);
    EXPECT_NE(filled("checkerboard").at(0, 0, 0, 0), filled("checkerboard").at(0, 0, 0, 1));
    EXPECT_TRUE((plane_array(filled("ties"), 0, 0) <= 3).all());
    EXPECT_EQ(filled("random", 7), filled("random", 7));
    EXPECT_NE(filled("random", 7), filled("random", 8));
}

TEST(Document, AnUnknownFillIsRefused) {
    EXPECT_EQ(update(default_document(), FillInput{"zeros"}).error().code, ErrorCode::bad_argument);
}

TEST(Document, ALineIsPaintedWithoutGaps) {
    const auto painted = update(default_document(), PaintLine{0, 0, 0, 2, 5, 77, 0});
    ASSERT_TRUE(painted);
    EXPECT_EQ(std::ranges::count(painted->input->whole()->plane(0, 0), 77), 6);
    for (int col = 0; col < 6; ++col)
        EXPECT_TRUE((plane_array(*painted->input->whole(), 0, 0).col(col) == 77).any());
    EXPECT_EQ(painted->input->at(0, 0, 0, 0), 77);
    EXPECT_EQ(painted->input->at(0, 0, 2, 5), 77);
    EXPECT_EQ(update(default_document(), PaintLine{0, 0, 0, 2, 6, 77, 0}).error().code,
              ErrorCode::bad_argument);
    EXPECT_EQ(update(default_document(), PaintLine{1, 0, 0, 2, 5, 77, 0}).error().code,
              ErrorCode::bad_argument);
}

TEST(Document, RandomFillIsTheSameOnEveryMachine) {
    const auto document = update(default_document(), FillInput{"random", 1});
    // std::mt19937(1) starts 1791095845, 4282876139, 3093770124 (the standard fixes the generator).
    EXPECT_EQ(document->input->at(0, 0, 0, 0), 4.0F);
    EXPECT_EQ(document->input->at(0, 0, 0, 1), 9.0F);
    EXPECT_EQ(document->input->at(0, 0, 0, 2), 7.0F);
}

TEST(Document, ReplacingTheInputKeepsTheLayer) {
    ReplaceInput replace;
    replace.input = std::make_shared<const Values>(Shape{1, 3, 4, 5}, 2.0F);
    replace.picture = true;
    const auto next = update(default_document(), replace);
    ASSERT_TRUE(next);
    EXPECT_EQ(next->layer().params, default_document().layer().params);
    EXPECT_EQ(next->channel_names, (std::vector<std::string>{"R", "G", "B"}));
    replace.input = std::make_shared<const Values>(Shape{2, 3, 4, 5}, 2.0F);
    EXPECT_TRUE(update(default_document(), replace));
    replace.input = std::make_shared<const Values>(Shape{1025, 1, 1, 1}, 2.0F);
    EXPECT_TRUE(update(default_document(), replace)) << "cells are bounded, not samples";
    replace.input = nullptr;
    EXPECT_EQ(update(default_document(), replace).error().code, ErrorCode::empty_input);
}

TEST(Document, ANewPlacementStartsWithNumbersThatShowSomething) {
    const auto fractional = update(default_document(), SetOperator{"fractional"});
    ASSERT_TRUE(fractional);
    EXPECT_EQ(fractional->layer().params.output_size, (Extent{3, 3}));
    Document wide = default_document();
    wide.input = std::make_shared<const Values>(Shape{1, 9, 2, 2}, 1.0F);
    wide.layer().params.channel_group = 0;
    const auto maxout = update(wide, SetOperator{"maxout"});
    ASSERT_TRUE(maxout);
    EXPECT_EQ(maxout->layer().params.channel_group, 3);
    // A person's own numbers stay.
    PoolParams params = fractional->layer().params;
    params.output_size = {1, 1};
    EXPECT_EQ(update(*fractional, SetParams{params})->layer().params.output_size, (Extent{1, 1}));
}

TEST(Document, EqualityTakesNanAsItself) {
    const auto nan =
        update(default_document(), SetCell{.value = std::numeric_limits<float>::quiet_NaN()});
    const auto again =
        update(default_document(), SetCell{.value = std::numeric_limits<float>::quiet_NaN()});
    EXPECT_TRUE(*nan == *again);
    EXPECT_FALSE(*nan == default_document());
}

}  // namespace
}  // namespace poolscope::model
