/// The slips that students make, each met with its own reason.
#include <gmock/gmock.h>

#include <cmath>

#include "questions/exercises.hpp"

namespace poolscope::questions {
namespace {

/// [[1, 3, 2], [4, 5, 6], [7, 8, 9]], all negative where `sign` is -1.
std::vector<float> nine(float sign = 1) {
    std::vector<float> cells{1, 3, 2, 4, 5, 6, 7, 8, 9};
    for (float& cell : cells) cell *= sign;
    return cells;
}

/// The English of what is said, without what stands in its places; "Right: " before it if it is.
std::string reason_of(const Question& question, const Answer& answer) {
    const Verdict verdict = question.judge(answer);
    return (verdict.right ? "Right: " : "") + verdict.words.said().text();
}

std::string number_reason(const Question& question, double value) {
    return reason_of(question, NumberAnswer{value});
}

TEST(Reasons, APaddingCellCannotWin) {
    const auto question =
        ask(layer(3, 3, nine(-1), "max", windows(3, 2, 1)), "winner", {.output = Place{0, 0, 0}});
    // Rows and columns -1..1: the real cells are -1, -3, -4, -5.
    EXPECT_EQ(reason_of(question, click(0, 0)), "Right: {0} is the {1} value of this window.");
    EXPECT_EQ(reason_of(question, click(-1, -1)),
              "A padding cell cannot win: it stands for {0}, and only real cells are picked.");
    EXPECT_EQ(reason_of(question, click(1, 1)),
              "{0} is at the other end: this layer takes the {1} value.");
    EXPECT_EQ(reason_of(question, click(0, 1)), "There is a larger value in the window than {0}.");
    EXPECT_EQ(reason_of(question, click(2, 2)),
              "That cell lies outside this window, which reads rows {0} and columns {1}.");
    EXPECT_EQ(reason_of(question, CellAnswer{{model::Pane::output, 0, 0, 0}}),
              "That is not an input cell. The winner is one of the cells in the window.");
    EXPECT_THAT(question.judge(click(-1, 0)).words.in("en"), testing::HasSubstr("−∞"));
}

TEST(Reasons, TheFirstOfEqualCellsWins) {
    const auto question = ask(layer(2, 2, {7, 2, 3, 7}, "max", windows(2, 2, 0)), "winner");
    EXPECT_EQ(reason_of(question, click(0, 0)), "Right: {0} is the {1} value of this window.");
    EXPECT_EQ(
        reason_of(question, click(1, 1)),
        "It is just as large, but the first in row-major order wins: row by row, left to right.");
}

TEST(Reasons, DilatedWindowsSkipCells) {
    PoolParams params = windows(2, 1, 0);
    params.dilation = {2, 2};
    const auto question = ask(layer(3, 3, nine(), "max", params), "winner");
    EXPECT_EQ(reason_of(question, click(1, 1)),
              "The window skips that cell: with dilation there are gaps between the cells that it "
              "reads.");
    EXPECT_EQ(reason_of(question, click(2, 2)), "Right: {0} is the {1} value of this window.");
}

TEST(Reasons, OverhangNeverCounts) {
    PoolParams params = windows(2, 2, 0);
    params.ceil_mode = true;
    const auto question =
        ask(layer(3, 3, nine(), "max", params), "winner", {.output = Place{0, 1, 1}});
    EXPECT_EQ(reason_of(question, click(3, 3)),
              "That cell lies past the padding (ceil mode) and never counts.");
}

TEST(Reasons, MaximaAreNoSumsMeansOrZeros) {
    const auto question =
        ask(layer(3, 3, nine(-1), "max", windows(3, 2, 1)), "value", {.output = Place{0, 0, 1}});
    // Columns 1..3, rows -1..1: -3, -2, -5, -6.
    EXPECT_EQ(number_reason(question, -2), "Right: The output is {0}.");
    EXPECT_EQ(number_reason(question, 0),
              "Padding is not 0 here: it stands for {0}, so it can never be the output.");
    EXPECT_EQ(number_reason(question, -6),
              "That is the other end: this layer takes the {0} value.");
    EXPECT_EQ(number_reason(question, -4),
              "That is the mean of the window. This layer picks one of its values.");
    EXPECT_EQ(number_reason(question, -16),
              "That is the sum of the window. This layer picks one of its values.");
    EXPECT_EQ(number_reason(question, -5), "The window has a larger value than {0}.");
    EXPECT_EQ(number_reason(question, 17),
              "The output is always one of the window's own values: look for the {0} one.");
}

TEST(Reasons, OutputOneTwoIsNotOutputTwoOne) {
    std::vector<float> cells;
    for (int i = 0; i < 36; ++i) cells.push_back(static_cast<float>(i));
    const auto question =
        ask(layer(6, 6, cells, "max", windows(2, 2, 0)), "value", {.output = Place{0, 0, 1}});
    EXPECT_EQ(number_reason(question, 9), "Right: The output is {0}.");
    EXPECT_EQ(number_reason(question, 19),
              "That is output {0}: the row comes first, then the column (row-major order).");
    EXPECT_EQ(number_reason(question, 35),
              "That is the value of output {0}, which has another window.");
}

TEST(Reasons, AMeanHasADivisor) {
    PoolParams params = windows(2, 2, 1);
    const auto at = QuestionWish{.output = Place{0, 0, 1}};
    // Rows -1..0, columns 1..2: 3 and 2, and two of padding.
    const auto counted = ask(layer(3, 3, nine(), "avg", params), "value", at);
    EXPECT_EQ(number_reason(counted, 1.25), "Right: The output is {0}.");
    EXPECT_EQ(number_reason(counted, 5), "You forgot the divisor: that is the sum.");
    EXPECT_EQ(number_reason(counted, 2.5),
              "You divided by the {0} real cells, but the divisor is different here.");
    EXPECT_EQ(number_reason(counted, 3), "That is the largest value. A mean takes in every cell.");
    EXPECT_EQ(number_reason(counted, 1.3),
              "Nearly: give two decimals, or a fraction such as 17/3.");
    params.count_include_pad = false;
    const auto excluded = ask(layer(3, 3, nine(), "avg", params), "value", at);
    EXPECT_EQ(number_reason(excluded, 2.5), "Right: The output is {0}.");
    EXPECT_EQ(number_reason(excluded, 1.25),
              "You divided by all {0} cells of the window, but not every one of them counts here.");
    EXPECT_EQ(number_reason(excluded, 100),
              "Add the real cells of the window, then divide by the number of cells that count.");
}

TEST(Reasons, SizesHaveTheirFormula) {
    std::vector<float> cells(49, 1);
    const auto size = [](const Question& question, int rows, int cols) {
        return reason_of(question, SizeAnswer{rows, cols});
    };
    const auto floor = ask(layer(7, 7, cells, "max", windows(2, 2, 0)), "size");
    EXPECT_EQ(size(floor, 3, 3), "Right: The output is {0}.");
    EXPECT_EQ(size(floor, 4, 4),
              "The layer rounds down here: a window that does not fit is left out.");
    EXPECT_EQ(size(floor, 2, 2), "You forgot the + 1: the first window counts too.");
    EXPECT_EQ(size(floor, 6, 6), "You moved the window by 1, but the stride is larger.");
    EXPECT_EQ(size(floor, 7, 7), "That is the input's size.");
    EXPECT_EQ(size(floor, 3, 9), "The rows are right; count the columns again.");
    EXPECT_EQ(floor.judge(SizeAnswer{50, 60}).words.in("en"),
              "Along each axis: (input + padding at both ends − window span) ÷ stride, rounded "
              "down, plus 1.");
    PoolParams up = windows(2, 2, 0);
    up.ceil_mode = true;
    EXPECT_EQ(size(ask(layer(7, 7, cells, "max", up), "size"), 3, 3),
              "You forgot the + 1: the first window counts too.");
    const auto padded = ask(layer(7, 7, cells, "max", windows(3, 1, 1)), "size");
    EXPECT_EQ(size(padded, 7, 7), "Right: The output is {0}.");
    EXPECT_EQ(size(padded, 5, 5),
              "You left out the padding: it makes the input longer at both ends.");
    EXPECT_EQ(size(padded, 9, 9), "That is the input with its padding.");
    PoolParams dilated = windows(3, 1, 0);
    dilated.dilation = {2, 2};
    EXPECT_EQ(
        size(ask(layer(7, 7, cells, "max", dilated), "size"), 5, 5),
        "You left out the dilation: the window spans dilation × (kernel_size − 1) + 1 cells.");
    PoolParams wide = windows(2, 2, 0);
    wide.kernel_size = {2, 3};
    wide.stride = {2, 3};
    EXPECT_EQ(size(ask(layer(7, 7, cells, "max", wide), "size"), 2, 3),
              "Rows come first, then columns.");
}

TEST(Reasons, ReadersAreMultiplied) {
    std::vector<float> cells(25, 1);
    const auto question =
        ask(layer(5, 5, cells, "max", windows(3, 1, 0)), "readers", {.cell = Place{0, 2, 1}});
    EXPECT_EQ(number_reason(question, 6),
              "Right: {0} rows of windows × {1} columns of windows = {2}.");
    EXPECT_EQ(number_reason(question, 3),
              "You counted along one axis only. Multiply the numbers along both.");
    EXPECT_EQ(number_reason(question, 2),
              "You counted along one axis only. Multiply the numbers along both.");
    EXPECT_EQ(number_reason(question, 5), "Rows and columns are multiplied, not added.");
    EXPECT_EQ(number_reason(question, 9),
              "That is how many cells a window has. How often a cell is read depends on the stride "
              "and on the edge.");
    EXPECT_EQ(number_reason(question, 1), "Windows overlap here: more than one reads that cell.");
    EXPECT_EQ(number_reason(question, 0),
              "At least one window does reach that cell. Step through and watch it.");
    EXPECT_EQ(number_reason(question, 77),
              "Step through and count the windows that have the cell inside.");
    const auto unread =
        ask(layer(5, 5, cells, "max", windows(2, 2, 0)), "readers", {.cell = Place{0, 4, 4}});
    EXPECT_EQ(number_reason(unread, 0),
              "Right: {0} rows of windows × {1} columns of windows = {2}.");
    EXPECT_EQ(number_reason(unread, 1),
              "No window reaches that cell: the stride steps over it, or the last window ends "
              "before it.");
}

TEST(Reasons, TheGradientIsNotSharedByAMaximum) {
    const auto question = ask(layer(2, 2, {7, 2, 3, 7}, "max", windows(2, 2, 0)), "gradient");
    EXPECT_EQ(reason_of(question, click(0, 0)),
              "Right: The winner receives the whole gradient; the others receive none.");
    EXPECT_EQ(reason_of(question, click(1, 1)),
              "Of equal cells only the first in row-major order receives the gradient: a "
              "convention, as in PyTorch.");
    EXPECT_EQ(reason_of(question, click(0, 1)),
              "{0} did not win, so changing it a little changes nothing: it receives no gradient.");
    EXPECT_EQ(reason_of(question, click(2, 0)),
              "That cell is not in this window, so this output does not depend on it.");
    const auto shared = ask(layer(2, 2, {7, 2, 3, 7}, "avg", windows(2, 2, 0)), "gradient");
    EXPECT_EQ(number_reason(shared, 0.25),
              "Right: The mean divides by {0}, and so it shares the gradient out.");
    EXPECT_EQ(number_reason(shared, 1),
              "The mean shares the gradient out: no cell receives all of it.");
    EXPECT_EQ(number_reason(shared, 0),
              "Every real cell of the window takes part in the mean, so each receives a share.");
    EXPECT_EQ(number_reason(shared, 4), "That is the divisor. The share is 1 divided by it.");
}

TEST(Reasons, DivisorsCountWhatTheLayerSays) {
    PoolParams params = windows(3, 2, 1);
    params.ceil_mode = true;
    const std::vector<float> ones(36, 1);
    const auto at = QuestionWish{.output = Place{0, 3, 3}};
    // Rows and columns 5..7: one real cell, three of padding, five past it.
    const auto counted = ask(layer(6, 6, ones, "avg", params), "divisor", at);
    EXPECT_EQ(number_reason(counted, 4), "Right: {0} real cells and {1} of padding count.");
    EXPECT_EQ(number_reason(counted, 9), "Cells past the padding (ceil mode) never count.");
    EXPECT_EQ(number_reason(counted, 1), "count_include_pad is on: padding cells count too.");
    params.count_include_pad = false;
    const auto excluded = ask(layer(6, 6, ones, "avg", params), "divisor", at);
    EXPECT_EQ(number_reason(excluded, 1), "Right: The {0} real cells count, padding does not.");
    EXPECT_EQ(number_reason(excluded, 4), "count_include_pad is off: padding cells do not count.");
    params.divisor_override = 7;
    const auto given = ask(layer(6, 6, ones, "avg", params), "divisor", at);
    EXPECT_EQ(number_reason(given, 7), "Right: divisor_override says so.");
    EXPECT_EQ(number_reason(given, 9), "divisor_override is set: it overrides every count.");
}

TEST(Reasons, PoolingIsNotInvariantToEveryShift) {
    std::vector<float> cells(16, 0);
    cells[5] = 9;  // (1, 1): the last column of its window
    const auto leaves = ask(layer(4, 4, cells, "max", windows(2, 2, 0)), "shift");
    EXPECT_EQ(number_reason(leaves, 2), "Right: {0} of {1} outputs change.");
    EXPECT_EQ(number_reason(leaves, 0),
              "Some outputs do change: after the move their windows have another value.");
    EXPECT_EQ(number_reason(leaves, 4),
              "Not all of them: an output stays the same where its window has the same value after "
              "the move, whichever cell holds it.");
    std::vector<float> stays(16, 0);
    stays[4] = 9;  // (1, 0)
    EXPECT_EQ(
        number_reason(ask(layer(4, 4, stays, "max", windows(2, 2, 0)), "shift"), 0),
        "Right: None of them changes: after the move every window has the same value as before.");
}

TEST(Reasons, CostsAreOutputsTimesCells) {
    const auto question =
        ask(layer(6, 6, std::vector<float>(36, 1), "max", windows(3, 1, 0)), "cost");
    EXPECT_EQ(number_reason(question, 144), "Right: {0} outputs, each from {1} cells: {2}.");
    EXPECT_EQ(number_reason(question, 16),
              "That is how many outputs there are. Each reads a whole window.");
    EXPECT_EQ(number_reason(question, 9), "That is one window. There is one for each output.");
    EXPECT_EQ(
        number_reason(question, 36),
        "That is how many cells the input has; windows read some of them several times, or never.");
    EXPECT_EQ(number_reason(question, 324),
              "There is a window for each output, not for each input cell.");
}

TEST(Reasons, OtherParametersSayWhatTheyWouldGive) {
    std::vector<float> cells;
    for (int i = 1; i <= 16; ++i) cells.push_back(static_cast<float>(i));
    const auto question =
        ask(layer(4, 4, cells, "max", windows(2, 1, 0)), "parameter", {.parameter = "operator"});
    for (std::size_t option = 0; option < question.options.size(); ++option) {
        const Verdict verdict = question.judge(ChoiceAnswer{option});
        EXPECT_TRUE(verdict.right || verdict.words.in("en").find("3 × 3: ") != std::string::npos);
    }
}

TEST(Reasons, NumbersAreTheSameButForRounding) {
    EXPECT_TRUE(same_number(5.67, 17.0 / 3));
    EXPECT_FALSE(same_number(5.6, 17.0 / 3));
    EXPECT_FALSE(same_number(6.004, 6)) << "whole numbers are exact";
}

}  // namespace
}  // namespace poolscope::questions
