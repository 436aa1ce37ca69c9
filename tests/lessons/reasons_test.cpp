/// The slips that students make, each met with its own reason.
#include <gmock/gmock.h>

#include <cmath>

#include "lessons/lessons_tools.hpp"

namespace poolscope::lessons {
namespace {

/// [[1, 3, 2], [4, 5, 6], [7, 8, 9]], all negative where `sign` is -1.
std::vector<float> nine(float sign = 1) {
    std::vector<float> cells{1, 3, 2, 4, 5, 6, 7, 8, 9};
    for (float& cell : cells) cell *= sign;
    return cells;
}

std::string reason_of(const Question& question, const Answer& answer) {
    const Verdict verdict = question.judge(answer);
    EXPECT_EQ(verdict.right, verdict.reason.find("right") != std::string::npos) << verdict.reason;
    return verdict.reason;
}

std::string number_reason(const Question& question, double value) {
    return reason_of(question, NumberAnswer{value});
}

TEST(Reasons, APaddingCellCannotWin) {
    const auto question =
        ask(layer(3, 3, nine(-1), "max", windows(3, 2, 1)), "winner", {.output = Place{0, 0, 0}});
    // Rows and columns -1..1: the real cells are -1, -3, -4, -5.
    EXPECT_EQ(reason_of(question, click(0, 0)), "winner.right");
    EXPECT_EQ(reason_of(question, click(-1, -1)), "winner.padding");
    EXPECT_EQ(reason_of(question, click(1, 1)), "winner.opposite");
    EXPECT_EQ(reason_of(question, click(0, 1)), "winner.larger");
    EXPECT_EQ(reason_of(question, click(2, 2)), "winner.outside");
    EXPECT_EQ(reason_of(question, CellAnswer{{model::Pane::output, 0, 0, 0}}), "winner.output");
    EXPECT_THAT(question.judge(click(-1, 0)).words.in(Language::english), testing::HasSubstr("−∞"));
}

TEST(Reasons, TheFirstOfEqualCellsWins) {
    const auto question = ask(layer(2, 2, {7, 2, 3, 7}, "max", windows(2, 2, 0)), "winner");
    EXPECT_EQ(reason_of(question, click(0, 0)), "winner.right");
    EXPECT_EQ(reason_of(question, click(1, 1)), "winner.tie");
}

TEST(Reasons, DilatedWindowsSkipCells) {
    PoolParams params = windows(2, 1, 0);
    params.dilation = {2, 2};
    const auto question = ask(layer(3, 3, nine(), "max", params), "winner");
    EXPECT_EQ(reason_of(question, click(1, 1)), "winner.gap");
    EXPECT_EQ(reason_of(question, click(2, 2)), "winner.right");
}

TEST(Reasons, OverhangNeverCounts) {
    PoolParams params = windows(2, 2, 0);
    params.ceil_mode = true;
    const auto question =
        ask(layer(3, 3, nine(), "max", params), "winner", {.output = Place{0, 1, 1}});
    EXPECT_EQ(reason_of(question, click(3, 3)), "winner.overhang");
}

TEST(Reasons, MaximaAreNoSumsMeansOrZeros) {
    const auto question =
        ask(layer(3, 3, nine(-1), "max", windows(3, 2, 1)), "value", {.output = Place{0, 0, 1}});
    // Columns 1..3, rows -1..1: -3, -2, -5, -6.
    EXPECT_EQ(number_reason(question, -2), "value.right");
    EXPECT_EQ(number_reason(question, 0), "value.zero_padding");
    EXPECT_EQ(number_reason(question, -6), "value.opposite");
    EXPECT_EQ(number_reason(question, -4), "value.mean_of");
    EXPECT_EQ(number_reason(question, -16), "value.sum_of");
    EXPECT_EQ(number_reason(question, -5), "value.larger");
    EXPECT_EQ(number_reason(question, 17), "value.not_in_window");
}

TEST(Reasons, OutputOneTwoIsNotOutputTwoOne) {
    std::vector<float> cells;
    for (int i = 0; i < 36; ++i) cells.push_back(static_cast<float>(i));
    const auto question =
        ask(layer(6, 6, cells, "max", windows(2, 2, 0)), "value", {.output = Place{0, 0, 1}});
    EXPECT_EQ(number_reason(question, 9), "value.right");
    EXPECT_EQ(number_reason(question, 19), "value.swapped");
    EXPECT_EQ(number_reason(question, 35), "value.neighbour");
}

TEST(Reasons, AMeanHasADivisor) {
    PoolParams params = windows(2, 2, 1);
    const auto at = QuestionWish{.output = Place{0, 0, 1}};
    // Rows -1..0, columns 1..2: 3 and 2, and two of padding.
    const auto counted = ask(layer(3, 3, nine(), "avg", params), "value", at);
    EXPECT_EQ(number_reason(counted, 1.25), "value.right");
    EXPECT_EQ(number_reason(counted, 5), "value.sum");
    EXPECT_EQ(number_reason(counted, 2.5), "value.divided_by_real");
    EXPECT_EQ(number_reason(counted, 3), "value.max_of");
    EXPECT_EQ(number_reason(counted, 1.3), "value.rounded");
    params.count_include_pad = false;
    const auto excluded = ask(layer(3, 3, nine(), "avg", params), "value", at);
    EXPECT_EQ(number_reason(excluded, 2.5), "value.right");
    EXPECT_EQ(number_reason(excluded, 1.25), "value.divided_by_all");
    EXPECT_EQ(number_reason(excluded, 100), "value.mean");
}

TEST(Reasons, SizesHaveTheirFormula) {
    std::vector<float> cells(49, 1);
    const auto size = [](const Question& question, int rows, int cols) {
        return reason_of(question, SizeAnswer{rows, cols});
    };
    const auto floor = ask(layer(7, 7, cells, "max", windows(2, 2, 0)), "size");
    EXPECT_EQ(size(floor, 3, 3), "size.right");
    EXPECT_EQ(size(floor, 4, 4), "size.rounds_down");
    EXPECT_EQ(size(floor, 2, 2), "size.plus_one");
    EXPECT_EQ(size(floor, 6, 6), "size.stride");
    EXPECT_EQ(size(floor, 7, 7), "size.input");
    EXPECT_EQ(size(floor, 3, 9), "size.cols_wrong");
    EXPECT_EQ(size(floor, 50, 60), "size.formula_floor");
    PoolParams up = windows(2, 2, 0);
    up.ceil_mode = true;
    EXPECT_EQ(size(ask(layer(7, 7, cells, "max", up), "size"), 3, 3), "size.plus_one");
    const auto padded = ask(layer(7, 7, cells, "max", windows(3, 1, 1)), "size");
    EXPECT_EQ(size(padded, 7, 7), "size.right");
    EXPECT_EQ(size(padded, 5, 5), "size.no_padding");
    EXPECT_EQ(size(padded, 9, 9), "size.padded_input");
    PoolParams dilated = windows(3, 1, 0);
    dilated.dilation = {2, 2};
    EXPECT_EQ(size(ask(layer(7, 7, cells, "max", dilated), "size"), 5, 5), "size.dilation");
    PoolParams wide = windows(2, 2, 0);
    wide.kernel_size = {2, 3};
    wide.stride = {2, 3};
    EXPECT_EQ(size(ask(layer(7, 7, cells, "max", wide), "size"), 2, 3), "size.swapped");
}

TEST(Reasons, ReadersAreMultiplied) {
    std::vector<float> cells(25, 1);
    const auto question =
        ask(layer(5, 5, cells, "max", windows(3, 1, 0)), "readers", {.cell = Place{0, 2, 1}});
    EXPECT_EQ(number_reason(question, 6), "readers.right");
    EXPECT_EQ(number_reason(question, 3), "readers.rows_only");
    EXPECT_EQ(number_reason(question, 2), "readers.rows_only");
    EXPECT_EQ(number_reason(question, 5), "readers.sum");
    EXPECT_EQ(number_reason(question, 9), "readers.taps");
    EXPECT_EQ(number_reason(question, 1), "readers.one");
    EXPECT_EQ(number_reason(question, 0), "readers.zero");
    const auto unread =
        ask(layer(5, 5, cells, "max", windows(2, 2, 0)), "readers", {.cell = Place{0, 4, 4}});
    EXPECT_EQ(number_reason(unread, 0), "readers.right");
    EXPECT_EQ(number_reason(unread, 1), "readers.none");
}

TEST(Reasons, TheGradientIsNotSharedByAMaximum) {
    const auto question = ask(layer(2, 2, {7, 2, 3, 7}, "max", windows(2, 2, 0)), "gradient");
    EXPECT_EQ(reason_of(question, click(0, 0)), "gradient.right");
    EXPECT_EQ(reason_of(question, click(1, 1)), "gradient.tie");
    EXPECT_EQ(reason_of(question, click(0, 1)), "gradient.loser");
    const auto shared = ask(layer(2, 2, {7, 2, 3, 7}, "avg", windows(2, 2, 0)), "gradient");
    EXPECT_EQ(number_reason(shared, 0.25), "gradient.share_right");
    EXPECT_EQ(number_reason(shared, 1), "gradient.whole");
    EXPECT_EQ(number_reason(shared, 0), "gradient.zero");
    EXPECT_EQ(number_reason(shared, 4), "gradient.upside_down");
}

TEST(Reasons, DivisorsCountWhatTheLayerSays) {
    PoolParams params = windows(3, 2, 1);
    params.ceil_mode = true;
    const std::vector<float> ones(36, 1);
    const auto at = QuestionWish{.output = Place{0, 3, 3}};
    // Rows and columns 5..7: one real cell, three of padding, five past it.
    const auto counted = ask(layer(6, 6, ones, "avg", params), "divisor", at);
    EXPECT_EQ(number_reason(counted, 4), "divisor.right_with_padding");
    EXPECT_EQ(number_reason(counted, 9), "divisor.overhang");
    EXPECT_EQ(number_reason(counted, 1), "divisor.padding_counts");
    params.count_include_pad = false;
    const auto excluded = ask(layer(6, 6, ones, "avg", params), "divisor", at);
    EXPECT_EQ(number_reason(excluded, 1), "divisor.right_real");
    EXPECT_EQ(number_reason(excluded, 4), "divisor.no_padding");
    params.divisor_override = 7;
    const auto given = ask(layer(6, 6, ones, "avg", params), "divisor", at);
    EXPECT_EQ(number_reason(given, 7), "divisor.right_override");
    EXPECT_EQ(number_reason(given, 9), "divisor.override");
}

TEST(Reasons, PoolingIsNotInvariantToEveryShift) {
    std::vector<float> cells(16, 0);
    cells[5] = 9;  // (1, 1): the last column of its window
    const auto leaves = ask(layer(4, 4, cells, "max", windows(2, 2, 0)), "shift");
    EXPECT_EQ(number_reason(leaves, 2), "shift.right");
    EXPECT_EQ(number_reason(leaves, 0), "shift.none");
    EXPECT_EQ(number_reason(leaves, 4), "shift.all");
    std::vector<float> stays(16, 0);
    stays[4] = 9;  // (1, 0)
    EXPECT_EQ(number_reason(ask(layer(4, 4, stays, "max", windows(2, 2, 0)), "shift"), 0),
              "shift.right_none");
}

TEST(Reasons, CostsAreOutputsTimesCells) {
    const auto question =
        ask(layer(6, 6, std::vector<float>(36, 1), "max", windows(3, 1, 0)), "cost");
    EXPECT_EQ(number_reason(question, 144), "cost.right");
    EXPECT_EQ(number_reason(question, 16), "cost.outputs");
    EXPECT_EQ(number_reason(question, 9), "cost.taps");
    EXPECT_EQ(number_reason(question, 36), "cost.input");
    EXPECT_EQ(number_reason(question, 324), "cost.every_cell");
}

TEST(Reasons, OtherParametersSayWhatTheyWouldGive) {
    std::vector<float> cells;
    for (int i = 1; i <= 16; ++i) cells.push_back(static_cast<float>(i));
    const auto question =
        ask(layer(4, 4, cells, "max", windows(2, 1, 0)), "parameter", {.parameter = "operator"});
    for (std::size_t option = 0; option < question.options.size(); ++option) {
        const Verdict verdict = question.judge(ChoiceAnswer{option});
        EXPECT_TRUE(verdict.right ||
                    verdict.words.in(Language::english).find("3 × 3: ") != std::string::npos);
    }
}

TEST(Answers, AreReadAsStudentsWriteThem) {
    EXPECT_EQ(read_answer("3"), 3);
    EXPECT_EQ(read_answer("-1.5"), -1.5);
    EXPECT_EQ(read_answer("−1.5"), -1.5) << "the minus sign that the program itself writes";
    EXPECT_EQ(read_answer("2,5"), 2.5);
    EXPECT_DOUBLE_EQ(*read_answer("17/3"), 17.0 / 3);
    EXPECT_FALSE(read_answer(""));
    EXPECT_FALSE(read_answer("1/0"));
    EXPECT_FALSE(read_answer("many"));
    EXPECT_TRUE(same_number(5.67, 17.0 / 3));
    EXPECT_FALSE(same_number(5.6, 17.0 / 3));
    EXPECT_FALSE(same_number(6.004, 6)) << "whole numbers are exact";
}

}  // namespace
}  // namespace poolscope::lessons
