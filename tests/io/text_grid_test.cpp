/// Pasted grids: every form that is read, and what a person is told about the others.
#include "io/text_grid.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "io/temp_folder.hpp"

namespace poolscope::io {
namespace {

using testing::ElementsAreArray;

constexpr float infinity = std::numeric_limits<float>::infinity();

/// `text` reads as one channel of these rows.
void expect_grid(const std::string& text, const std::vector<std::vector<float>>& rows) {
    const auto grid = read_grid_text(text);
    ASSERT_TRUE(grid) << text << "\n" << grid.error().message();
    ASSERT_EQ(grid->shape(),
              (Shape{1, 1, static_cast<int>(rows.size()), static_cast<int>(rows.front().size())}))
        << text;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        std::vector<float> cells;
        cells.reserve(rows[row].size());
        for (int col = 0; col < grid->shape().w; ++col)
            cells.push_back(grid->at(0, 0, static_cast<int>(row), col));
        EXPECT_THAT(cells, ElementsAreArray(rows[row])) << text;
    }
}

void expect_shape(const std::string& text, const Shape& shape) {
    const auto grid = read_grid_text(text);
    ASSERT_TRUE(grid) << text << "\n" << grid.error().message();
    EXPECT_EQ(grid->shape(), shape) << text;
    for (std::size_t i = 0; i < grid->cells().size(); ++i)
        ASSERT_EQ(grid->cells()[i], static_cast<float>(i + 1)) << text;
}

TEST(GridText, FromASpreadsheet) {
    expect_grid("1\t2.5\n-3\t4e2\n", {{1, 2.5F}, {-3, 400}});
    expect_grid("1\t2\r\n3\t4\r\n", {{1, 2}, {3, 4}});
    expect_grid("1\t2\r3\t4\r", {{1, 2}, {3, 4}});
    expect_grid("0,5\t1,25\n-2,5\t4\n", {{0.5F, 1.25F}, {-2.5F, 4}});
    expect_grid(
        "\xEF\xBB\xBF"
        "1\t2\n3\t4",
        {{1, 2}, {3, 4}});
    expect_grid(
        "\xC2\xA0"
        "1\xC2\xA0\t2\n",
        {{1, 2}});
    expect_grid(
        "\xE2\x88\x92"
        "1\t\xE2\x88\x9E\n",
        {{-1, infinity}});
}

TEST(GridText, FromCsv) {
    expect_grid("1,2\n3,4", {{1, 2}, {3, 4}});
    expect_grid(" 1 , 2 \n\n\n", {{1, 2}});
    expect_grid("1;2,5\n3;4", {{1, 2.5F}, {3, 4}});
    expect_grid("\"1\",\"2.5\"\n\"3\",4", {{1, 2.5F}, {3, 4}});
    expect_grid("\"1,5\",\"2,5\"\n", {{1.5F, 2.5F}});
    expect_grid("1,2,\n3,4,\n", {{1, 2}, {3, 4}});
    expect_grid("7", {{7}});
    expect_grid("+1,-0.5,.5,5.,1e-3,1E+2", {{1, -0.5F, 0.5F, 5, 0.001F, 100}});
}

TEST(GridText, FromBareNumbers) {
    expect_grid("1 2   3", {{1, 2, 3}});
    expect_grid("  1 2\n  3 4\n", {{1, 2}, {3, 4}});
}

TEST(GridText, FromNumpy) {
    expect_grid("[[1. 2.]\n [3. 4.]]", {{1, 2}, {3, 4}});
    expect_grid("array([[1, 2],\n       [3, 4]])", {{1, 2}, {3, 4}});
    expect_grid("array([[1., 2.]], dtype=float32)", {{1, 2}});
    expect_grid("np.array([[1, 2]], dtype=np.float32)\n", {{1, 2}});
    expect_grid("x = np.array([[1, 2]])", {{1, 2}});
    expect_grid("[[ 1.5e+00 -2.0e-01]\n [      -inf        inf]]",
                {{1.5F, -0.2F}, {-infinity, infinity}});
    expect_grid("[[np.float32(1.5), np.float64(-2.0)]]", {{1.5F, -2}});
    expect_grid("array([[ True, False]])", {{1, 0}});
    expect_shape("array([[[1, 2],\n        [3, 4]],\n\n       [[5, 6],\n        [7, 8]]])",
                 {1, 2, 2, 2});
}

TEST(GridText, FromPytorch) {
    expect_grid("tensor([[1., 2.],\n        [3., 4.]])", {{1, 2}, {3, 4}});
    expect_grid("tensor([[1.0000e+00, 2.0000e+03]], device='cuda:0', dtype=torch.float64)",
                {{1, 2000}});
    expect_grid("tensor([[1., inf]], grad_fn=<MaxPool2DWithIndicesBackward0>)", {{1, infinity}});
    expect_grid("tensor([[1, 2]], dtype=torch.int32, requires_grad=True)", {{1, 2}});
    expect_grid("tensor(1.00000e-01 *\n       [[5., 20.]])", {{0.5F, 2}});
    expect_grid("torch.tensor([[1.0, float('inf')], [-float(\"inf\"), 2]])",
                {{1, infinity}, {-infinity, 2}});
    expect_shape("tensor([[[[1., 2.],\n          [3., 4.]]]])", {1, 1, 2, 2});
    expect_shape("tensor([[[1.],\n         [2.]],\n\n        [[3.],\n         [4.]]])",
                 {1, 2, 2, 1});
}

TEST(GridText, FromPytorchsBlocks) {
    expect_shape(
        "(0 ,.,.) = \n  1  2\n  3  4\n\n(1 ,.,.) = \n  5  6\n  7  8\n[torch.FloatTensor of size "
        "2x2x2]\n",
        {1, 2, 2, 2});
    expect_shape("(1,1,.,.) = \n  1  2\n\n(1,2,.,.) = \n  3  4\n[ CPUFloatType{1,2,1,2} ]",
                 {1, 2, 1, 2});
    expect_grid(" 1  2\n 3  4\n[ CPUFloatType{2,2} ]", {{1, 2}, {3, 4}});
    expect_grid("(1,.,.) = \n0.1 *\n  5  20\n", {{0.5F, 2}});
    // Its cells have spaces between them, whatever stands in its last line.
    expect_error(read_grid_text(" 1  x\n 3  4\n[torch.FloatTensor of size (2,2)]"),
                 ErrorCode::bad_format, "row 1, column 2: \"x\"");
}

TEST(GridText, FromPython) {
    expect_grid("[[1, 2.5], [-3, 4e2]]", {{1, 2.5F}, {-3, 400}});
    expect_grid("[1, 2, 3]", {{1, 2, 3}});
    expect_grid("[[1, 2],\n [3, 4],\n]", {{1, 2}, {3, 4}});
    expect_grid("[[float('inf'), -math.inf, np.inf]]", {{infinity, -infinity, infinity}});
    expect_shape("[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]", {1, 2, 2, 2});
    expect_shape("[[[[1, 2]], [[3, 4]]]]", {1, 2, 1, 2});
}

TEST(GridText, ReadsNotANumber) {
    for (const std::string text :
         {"nan,1", "NaN\t1", "[[nan 1.]]", "[[float('nan'), 1]]", "[[np.nan, 1]]", "-nan 1"}) {
        const auto grid = read_grid_text(text);
        ASSERT_TRUE(grid) << text;
        EXPECT_TRUE(std::isnan(grid->at(0, 0, 0, 0))) << text;
        EXPECT_EQ(grid->at(0, 0, 0, 1), 1.0F) << text;
    }
}

TEST(GridText, ChannelsBetweenEmptyLines) {
    expect_shape("1\t2\n3\t4\n\n5\t6\n7\t8\n", {1, 2, 2, 2});
    expect_error(read_grid_text("1,2\n3,4\n\n5,6\n"), ErrorCode::bad_format,
                 "has 1 rows where the first has 2");
    expect_error(read_csv("1,2\n\n3,4\n"), ErrorCode::bad_format, "2 grids between empty lines");
    EXPECT_TRUE(read_csv("\n1,2\n3,4\n\n"));
}

TEST(GridText, NamesTheCell) {
    const auto code = ErrorCode::bad_format;
    expect_error(read_grid_text("width,height\n1,2\n"), code,
                 "row 1, column 1: \"width\" is no number");
    expect_error(read_grid_text("1\t2\n3\tx\n"), code, "row 2, column 2: \"x\"");
    expect_error(read_grid_text("1,2\n3,,4\n"), code, "row 2, column 2: it is empty");
    expect_error(read_grid_text("1,2\n3\n"), code, "row 2 has 1 cells where the first has 2");
    expect_error(read_grid_text("[[1, 2], [3]]"), code, "row 2 has 1 cells where row 1 has 2");
    expect_error(read_grid_text("[[1, 2], [3, oops]]"), code, "row 2, column 2: \"oops\"");
    expect_error(read_grid_text("1,234\t5\n"), code, "may be a thousand or a fraction");
    expect_error(read_grid_text("1 2 --3"), code, "column 3");
    expect_error(read_grid_text("0x10"), code, "no number");
    expect_error(read_grid_text("1e"), code, "no number");
    expect_error(read_grid_text("1e39"), ErrorCode::too_large, "beyond what a float32 holds");
    expect_grid("1e-60 1", {{0, 1}});
    expect_error(read_grid_text(std::string(1000, 'x')), code, "...\"");
}

TEST(GridText, RefusesElidedPrintOuts) {
    const auto code = ErrorCode::bad_format;
    expect_error(read_grid_text("[[0. 1. ... 8. 9.]\n [0. 1. ... 8. 9.]]"), code,
                 "threshold=np.inf");
    expect_error(read_grid_text("tensor([[1., 2.],\n        ...,\n        [3., 4.]])"), code,
                 "profile=\"full\"");
    expect_error(read_grid_text("[[1, 2],\n ...\n [3, 4]]"), code, "leaves cells out");
    expect_error(read_grid_text("1 2 ... 9"), code, "left out");
}

TEST(GridText, RefusesBrokenBrackets) {
    for (const std::string text : {"[",
                                   "[[",
                                   "[1, 2",
                                   "[[1, 2]",
                                   "[[1, 2]]]",
                                   "[[1], 2]",
                                   "[1, [2]]",
                                   "[[[1]], [2]]",
                                   "[[1], [[2]]]",
                                   "[[1, 2]] trailing",
                                   "array([[1, 2]]",
                                   "tensor(",
                                   "tensor()",
                                   "array([[1]]), array([[2]])",
                                   "[[1, (2]]",
                                   "[[float(]]",
                                   "[[float('nan']]",
                                   "[[np.float32(1]]",
                                   "[[], [1]]",
                                   "[[1], []]",
                                   "[{1}]",
                                   "[[1+2j]]"})
        expect_error(read_grid_text(text), ErrorCode::bad_format, "");
    expect_error(read_grid_text("[[[[[1]]]]]"), ErrorCode::unsupported, "4 levels");
    expect_error(read_grid_text(std::string(100'000, '[')), ErrorCode::unsupported, "4 levels");
    for (const std::string text : {"[]", "[[]]", "[[], []]", "", "\n\n", "  "})
        expect_error(read_grid_text(text), ErrorCode::empty_input, "");
}

TEST(GridText, RefusesWhatIsNoTextOrTooLarge) {
    expect_error(read_grid_text(std::string("1,2\0,3", 6)), ErrorCode::bad_format, "no text");
    expect_error(read_grid_text("\xFF\xFE\x31"), ErrorCode::unsupported, "UTF-16");
    expect_error(read_grid_text("[[[[1]], [[2]]], [[[1]], [[2]]]]"), ErrorCode::unsupported,
                 "2 samples");
    expect_error(read_grid_text(std::string(max_text_bytes + 1, '1')), ErrorCode::too_large,
                 "64 MiB");
}

TEST(GridText, TakesTheDelimiterThatCutsAllRowsAlike) {
    expect_grid("1,2;\n3,4;\n", {{1, 2}, {3, 4}});
    expect_grid("1,2\t\n3,4\n", {{1, 2}, {3, 4}});
    expect_grid("1,\t2\n3,4\n", {{1, 2}, {3, 4}});
    expect_grid("1,5;2;\n3;4,25;\n", {{1.5, 2}, {3, 4.25}});
    expect_grid("1,5\t2\n3\t4\n", {{1.5, 2}, {3, 4}});
    expect_grid("1,5 2,5\n3 4\n", {{1.5, 2.5}, {3, 4}});
    expect_grid("1, 2\n3, 4\n", {{1, 2}, {3, 4}});
    expect_grid("1\t2\t\t\n3\t4\t\t\n", {{1, 2}, {3, 4}});
    expect_error(read_grid_text("1,5;2\n3,5\n"), ErrorCode::bad_format, "\"5;2\"");
    expect_error(read_grid_text("1,234 5\n"), ErrorCode::bad_format, "");
}

TEST(GridText, HeedsASeparatorLine) {
    expect_grid("sep=;\r\n1,5;2\r\n3;4\r\n", {{1.5, 2}, {3, 4}});
    expect_grid("\"sep=,\"\n1.5,2\n", {{1.5, 2}});
    expect_grid("sep=\t\n1,5\t2\n", {{1.5, 2}});
    expect_grid("sep=|\n1|2\n3|4\n", {{1, 2}, {3, 4}});
    expect_grid("sep=;\n1,5\n2,5\n", {{1.5}, {2.5}});
}

TEST(GridText, PassesOverRemarks) {
    expect_grid("# row of numbers\n1,2\n# between\n3,4 # behind\n", {{1, 2}, {3, 4}});
    expect_grid("% MATLAB\n// C\n1 2\n", {{1, 2}});
    expect_grid("x = [[1, 2],  # first row\n     [3, 4]]", {{1, 2}, {3, 4}});
    for (const std::string cell : {"#N/A", "#DIV/0!", "#NAME?", "####"})
        expect_error(read_grid_text("1," + cell + "\n2," + cell + "\n"), ErrorCode::bad_format,
                     cell);
}

TEST(GridText, KnowsEverySpace) {
    expect_grid("[[1,\u00A02],\u00A0[3,\u00A04]]", {{1, 2}, {3, 4}});
    for (const std::string space : {"\u00A0", "\u2002", "\u2009", "\u202F", "\u3000"})
        expect_grid("1" + space + "2\n3" + space + "4\n", {{1, 2}, {3, 4}});
    expect_grid("\uFEFF1,2\u200B\n", {{1, 2}});
    expect_grid("1\uFF0C2\u20283\uFF0C4", {{1, 2}, {3, 4}});
    expect_grid("\uFF11\uFF0E\uFF15 2", {{1.5, 2}});
    // Digits in groups of three.
    expect_error(read_grid_text("1\u00A0234 5\n"), ErrorCode::bad_format,
                 "may be a thousand or two cells");
    expect_error(read_grid_text("12\u202F345;6\n"), ErrorCode::bad_format,
                 "may be a thousand or two cells");
}

TEST(GridText, KeepsFloat64WhereItIsAskedFor) {
    const auto grid = read_csv("123456789,1.0000000001\n1e300,-2\n");
    ASSERT_TRUE(grid) << grid.error().message();
    EXPECT_EQ(grid->at(0, 0, 0, 0), 123456789.0);
    EXPECT_EQ(grid->at(0, 0, 0, 1), 1.0000000001);
    EXPECT_EQ(grid->at(0, 0, 1, 0), 1e300);
    EXPECT_EQ(read_only_grid("[[123456789]]")->values.at(0, 0, 0, 0), 123456789.0);
    expect_error(read_csv("1e400"), ErrorCode::too_large, "beyond what a float64 holds");
    EXPECT_EQ(read_csv("1e-400")->at(0, 0, 0, 0), 0.0);
    expect_error(read_grid_text("1 2\n3 1e39\n"), ErrorCode::too_large, "row 2, column 2: 1e+39");
}

}  // namespace
}  // namespace poolscope::io
