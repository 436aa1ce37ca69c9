/// Grids in print-outs, code and pages, and what stands around them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/temp_folder.hpp"
#include "io/text_grid.hpp"

namespace poolscope::io {
namespace {

using testing::ElementsAreArray;

/// `text` reads as one grid of this shape and these cells.
void expect_cells(const std::string& text, const Shape& shape, const std::vector<float>& cells) {
    const auto grid = read_grid_text(text);
    ASSERT_TRUE(grid) << text << "\n" << grid.error().message();
    EXPECT_EQ(grid->shape(), shape) << text;
    EXPECT_THAT(grid->cells(), ElementsAreArray(cells)) << text;
}

void expect_1_to_4(const std::string& text) {
    expect_cells(text, {1, 1, 2, 2}, {1, 2, 3, 4});
}

void expect_refused(const std::string& text, const std::string& what,
                    ErrorCode code = ErrorCode::unsupported) {
    expect_error(read_grid_text(text), code, what);
}

TEST(PastedGrids, FromTensorFlow) {
    expect_1_to_4("tf.Tensor(\n[[1. 2.]\n [3. 4.]], shape=(2, 2), dtype=float32)");
    expect_1_to_4(
        "<tf.Tensor: shape=(2, 2), dtype=float32, numpy=\narray([[1., 2.],\n       [3., 4.]], "
        "dtype=float32)>");
    expect_1_to_4(
        "<tf.Variable 'Variable:0' shape=(2, 2) dtype=float32, numpy=\narray([[1., 2.],\n       "
        "[3., 4.]], dtype=float32)>");
    expect_1_to_4("x = tf.constant([[1, 2], [3, 4]], dtype=tf.float32, name=\"x\")");
    expect_1_to_4("tf.constant([1, 2, 3, 4], shape=(2, 2))");
    expect_1_to_4("tf.Variable([[1., 2.], [3., 4.]], trainable=False)");
    expect_1_to_4("tf.convert_to_tensor(np.array([[1, 2], [3, 4]]), tf.float32)");
}

TEST(PastedGrids, FromOtherFrameworks) {
    expect_1_to_4("Array([[1., 2.],\n       [3., 4.]], dtype=float32)");
    expect_1_to_4("DeviceArray([[1., 2.],\n             [3., 4.]], dtype=float32)");
    expect_1_to_4("jnp.asarray([[1, 2], [3, 4]])");
    expect_1_to_4(
        "Tensor(shape=[2, 2], dtype=float32, place=Place(cpu), stop_gradient=True,\n       [[1., "
        "2.],\n        [3., 4.]])");
    expect_1_to_4("paddle.to_tensor([[1, 2], [3, 4]], stop_gradient=False)");
    expect_1_to_4(
        "Tensor(shape=[2, 2], dtype=Float32, value=\n[[ 1.0e+00,  2.0e+00],\n [ 3.0e+00,  "
        "4.0e+00]])");
    expect_1_to_4("ms.Tensor([[1, 2], [3, 4]], ms.float32)");
    expect_1_to_4("\n[[1. 2.]\n [3. 4.]]\n<NDArray 2x2 @cpu(0)>\n");
    expect_1_to_4(
        "Parameter containing:\ntensor([[1., 2.],\n        [3., 4.]], requires_grad=True)");
}

TEST(PastedGrids, FromTuplesAndListsOfArrays) {
    expect_1_to_4("((1, 2), (3, 4))");
    expect_1_to_4("[(1, 2), (3, 4)]");
    expect_1_to_4("np.array(([1, 2], [3, 4]))");
    expect_1_to_4("([[1, 2], [3, 4]])");
    expect_1_to_4("(((1), (2)), (3, 4,),)");
    expect_cells("x = (1, 2, 3)", {1, 1, 1, 3}, {1, 2, 3});
    expect_cells("(1,)", {1, 1, 1, 1}, {1});
    expect_1_to_4("[array([1, 2]), array([3, 4], dtype=int64)]");
    expect_cells("[tensor(1.), tensor(2., grad_fn=<X>)]", {1, 1, 1, 2}, {1, 2});
}

TEST(PastedGrids, FromSessionsAndPages) {
    expect_1_to_4("Out[1]: \narray([[1, 2],\n       [3, 4]])");
    expect_1_to_4("In [3]: x = [[1, 2],\n   ...:      [3, 4]]");
    expect_1_to_4(">>> x = [[1, 2],\n...      [3, 4]]\n");
    expect_1_to_4("In [1]: a\nOut[1]: array([[1, 2], [3, 4]])\n\nIn [2]: a.shape\nOut[2]: (2, 2)");
    expect_1_to_4("```python\nx = np.array([[1, 2],  # first row\n              [3, 4]])\n```");
    expect_1_to_4("self.x = torch.nn.Parameter(torch.tensor([[1., 2.], [3., 4.]]))");
    expect_1_to_4("{\"data\": [[1, 2], [3, 4]]}");
    expect_1_to_4("The grid is [[1, 2], [3, 4]].");
    expect_1_to_4("print(np.array([[1, 2], [3, 4]]))");
    expect_1_to_4("> [[1, 2],\n> [3, 4]]");
}

TEST(PastedGrids, WithOtherSigns) {
    expect_1_to_4("［［1，2］，［3，4］］");
    expect_1_to_4("【【１，２】，【３，４】】");
    expect_1_to_4("[[1,\u00A02],\u2003[3,\u30004]]");
    expect_1_to_4("1，2\n3，4");
    expect_1_to_4("\u200B1；2\n3；4");
    expect_cells("[[1, \u20132], [\u22123, 4]]", {1, 1, 2, 2}, {1, -2, -3, 4});
    EXPECT_TRUE(read_csv("1，2\n3，4\n"));
    expect_refused("1\u00A0234", "may be a thousand or two cells", ErrorCode::bad_format);
    expect_refused("1\u00A0234 5 6", "may be a thousand or two cells", ErrorCode::bad_format);
}

TEST(PastedGrids, AreShapedAsTheirCodeSays) {
    expect_1_to_4("torch.tensor([1., 2., 3., 4.]).view(1, 1, 2, 2)");
    expect_1_to_4("torch.tensor([1., 2., 3., 4.]).view(1, -1, 2)");
    expect_1_to_4("np.array([1, 2, 3, 4]).reshape((2, 2))");
    expect_1_to_4("np.array([1, 2, 3, 4]).reshape([2, -1])");
    expect_1_to_4("np.reshape([1, 2, 3, 4], (2, 2))");
    expect_1_to_4("tf.reshape(tf.constant([1, 2, 3, 4]), [2, 2])");
    expect_1_to_4("(\n    torch.tensor([1., 2., 3., 4.])\n    .reshape(2, 2)\n    .float()\n)");
    expect_1_to_4("np.array([[1, 3], [2, 4]]).T");
    expect_1_to_4("torch.tensor([[1, 3], [2, 4]]).t()");
    expect_1_to_4("np.array([[1, 3], [2, 4]]).transpose(1, 0)");
    expect_1_to_4("np.array([[1, 3], [2, 4]]).transpose((1, 0))");
    expect_1_to_4("torch.transpose(torch.tensor([[1, 3], [2, 4]]), 0, 1)");
    expect_1_to_4("tf.transpose([[1, 3], [2, 4]], perm=[1, 0])");
    expect_1_to_4("torch.tensor([[[1, 3], [2, 4]]]).mT");
    expect_1_to_4("torch.tensor([[1., 2.], [3., 4.]]).unsqueeze(0).unsqueeze(0)");
    expect_1_to_4("np.expand_dims([[1, 2], [3, 4]], axis=0)");
    expect_1_to_4("np.array([[1, 2], [3, 4]])[None, None]");
    expect_1_to_4("np.array([[1, 2], [3, 4]])[np.newaxis, :, :]");
    expect_1_to_4("np.array([[[[1, 2], [3, 4]]]]).squeeze()");
    expect_1_to_4("np.array([[1, 2], [3, 4]], ndmin=4)");
    expect_1_to_4("torch.tensor([[1., 2.], [3., 4.]]).to('cuda').detach().cpu().numpy()");
    expect_cells("np.array([[1, 2], [3, 4]]).ravel()", {1, 1, 1, 4}, {1, 2, 3, 4});
    // Channels last to first: cell (row, column, channel) moves to (channel, row, column).
    expect_cells("np.array([[[1, 2], [3, 4]], [[5, 6], [7, 8]]]).transpose(2, 0, 1)", {1, 2, 2, 2},
                 {1, 3, 5, 7, 2, 4, 6, 8});
    expect_cells("torch.tensor([[[1, 2], [3, 4], [5, 6]]]).transpose(1, 2)", {1, 1, 2, 3},
                 {1, 3, 5, 2, 4, 6});
    expect_cells("np.array([[1, 2, 3], [4, 5, 6]])[..., None].T", {1, 1, 3, 2}, {1, 4, 2, 5, 3, 6});
}

TEST(PastedGrids, AreRefusedByNameWhereTheyAreComputedWith) {
    expect_refused("np.array([[1, 2]]) * 2", "\"* 2\"");
    expect_refused("np.array([[1, 2]]) + np.ones((1, 2))", "\"+ np.ones((1, 2))\"");
    expect_refused("2 * np.array([[1, 2]])", "\"2 *\"");
    expect_refused("x = 255 - np.array([[1, 2]])", "\"x = 255 -\"");
    expect_refused("-np.array([[1, 2]])", "\"-\"");
    expect_refused("np.array([[1, 2]]) > 1", "\"> 1\"");
    expect_refused("x += [[1, 2]]", "\"x +=\"");
    expect_refused("np.array([[1, 2]])[0]", "\"[0]\"");
    expect_refused("torch.tensor([[1, 2]]).sum()", "\".sum()\"");
    expect_refused("torch.tensor([[1, 2]]).view(2, n)", "\".view(2, n)\"");
    expect_refused("np.array([[1, 2]]).reshape(2, 1, order='F')", "order='F'");
    expect_refused("np.abs(np.array([[1, 2]]))", "\"np.abs(...)\"");
    expect_refused("np.concatenate(([[1, 2]], [[3, 4]]))", "\"np.concatenate(...)\"");
    expect_refused("nn.ReLU()(torch.tensor([[1, 2]]))", "\")(torch.tensor");
    expect_refused("np.array([[1.5, 2]], dtype=int)", "\"dtype=int\" would change");
    expect_refused("np.array([[1.5, 2]]).astype(np.uint8)", "would change");
    expect_refused("torch.IntTensor([[1.5, 2]])", "would change");
    expect_refused("np.array([[300, 2]], dtype=np.uint8)", "would change");
    expect_1_to_4("np.array([[1, 2], [3, 4]], dtype=np.uint8)");
    expect_refused("tf.Tensor([[1, 2]], shape=(2, 2))", "\"shape=(2, 2)\"");
    expect_refused("torch.tensor([1, 2, 3]).view(2, 2)", "3 cells, which the shape (2, 2)",
                   ErrorCode::bad_shape);
    expect_refused("x = np.array([1, 2])\nx = x.reshape(2, 1)\n", "\"x = x.reshape(2, 1)\"");
    expect_refused("x = np.array([1, 2])\nx[0] = 9\n", "\"x[0] = 9\"");
    expect_refused("x = torch.tensor([1., 2.])\nx.mul_(2)\n", "\"x.mul_(2)\"");
}

TEST(PastedGrids, AreRefusedWhereAPartIsMissing) {
    const auto code = ErrorCode::bad_format;
    expect_refused("1. 2.]\n [3. 4.]]", "']' that closes nothing", code);
    expect_refused("1 2 3\n[4 5 6]", "\"1 2 3\" beside its grid", code);
    expect_refused("5 [[1, 2]]", "the text before the grid is \"5\"", code);
    expect_refused("[[1, 2]] trailing", "goes on after the grid with \"trailing\"", code);
    expect_refused("[[1, 2), (3, 4]]", "the grid holds \")\"", code);
    expect_refused("[(1 2), 3]", "the grid holds \"(\"", code);
    expect_refused("((1, 2) (,3 ,(4)))", "goes on after the grid with \"(,3 ,(4))\"", code);
    expect_refused("([1, 2], 3)", "goes on after the grid with \", 3\"", code);
    expect_cells("(say [1, 2] of it)", {1, 1, 1, 2}, {1, 2});
    expect_refused("[1,,2]", "row 1, column 2: it is empty", code);
    expect_refused("tensor(5.)", "no bracket where the grid begins", code);
    expect_refused("np.arange(4).reshape(2, 2)", "code without a grid", code);
    expect_refused("np.zeros((2, 2))", "code without a grid", code);
    expect_refused("masked_array(data=[[1, --]], mask=[[False, True]])", "\"--\" is no number",
                   code);
}

TEST(PastedGrids, OfOneTextAreNamed) {
    const std::string two = "a = [[1, 2]]\nb = np.array([[3, 4], [5, 6]]).T\n";
    const auto grids = read_grids(two);
    ASSERT_TRUE(grids) << grids.error().message();
    ASSERT_EQ(grids->size(), 2U);
    EXPECT_THAT((*grids)[0].values.cells(), ElementsAreArray({1, 2}));
    EXPECT_THAT((*grids)[1].values.cells(), ElementsAreArray({3, 5, 4, 6}));
    EXPECT_EQ((*grids)[1].source, "\"[[3, 4], [5, 6]]\"");
    expect_refused(two, "2 grids, \"[[1, 2]]\" and \"[[3, 4], [5, 6]]\"", ErrorCode::bad_format);
    // The same numbers twice are one grid: a session's input and its output.
    expect_1_to_4(
        "In [1]: x = np.array([[1, 2], [3, 4]])\nIn [2]: x\nOut[2]:\narray([[1, 2],\n"
        "       [3, 4]])");
    EXPECT_EQ(read_grids("x = [[1, 2]]; y = [[3, 4]]").value().size(), 2U);
    expect_cells("np.array((1, 2))", {1, 1, 1, 2}, {1, 2});
    std::string many;
    for (int i = 0; i < 21; ++i) many += "[" + std::to_string(i) + ", 1]\n\nx\n";
    expect_refused(many, "more than 20 grids", ErrorCode::too_large);
}

TEST(PastedGrids, RowsThatArePrintedAloneMayBeOneGrid) {
    const auto grids = read_grids("[1, 2]\n[3, 4]\n");
    ASSERT_TRUE(grids);
    ASSERT_EQ(grids->size(), 3U) << "together, and each by itself";
    EXPECT_EQ(grids->front().values.shape(), (Shape{1, 1, 2, 2}));
    EXPECT_THAT(grids->front().values.cells(), ElementsAreArray({1, 2, 3, 4}));
}

TEST(PastedGrids, TakeLinearTime) {
    for (const std::string piece :
         {"[(", "(1, ", "f(", "((1, 2", "[ ", "x[", "[(1), ", ">>> ", "`"}) {
        std::string text;
        while (text.size() < 300'000) text += piece;
        static_cast<void>(read_grids(text));
    }
}

}  // namespace
}  // namespace poolscope::io
