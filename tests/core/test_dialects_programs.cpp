/// Calls inside programs, print-outs and pages, and calls of other frameworks than the dialects'.
#include <ostream>

#include <gtest/gtest.h>

#include "dialect_tools.hpp"

namespace poolscope {
namespace {

/// "pytorch: max k2x2 s2x2", the framework before it where it has no dialect; or the error.
std::string read(std::string_view code) {
    const auto layer = parse_layer(code);
    if (!layer) return "error: " + layer.error().located().english();
    std::string text = std::string(layer->layer.dialect->id) + ": " +
                       text_of(layer->layer.op->id, layer->layer.params);
    if (!layer->layout.empty()) text += " " + layer->layout;
    for (const std::string& unread : layer->unread) text += " {" + unread + "}";
    return layer->framework.empty() ? text : layer->framework + ", " + text;
}

struct Case {
    std::string_view code;
    std::string_view layer;
};

void PrintTo(const Case& one, std::ostream* out) {
    *out << one.code;
}

class Programs : public testing::TestWithParam<Case> {};

TEST_P(Programs, AreRead) {
    EXPECT_EQ(read(GetParam().code), GetParam().layer) << GetParam().code;
}

constexpr std::string_view net = R"(import torch.nn as nn
class Net(nn.Module):
    """It pools: nn.AvgPool2d(9)."""
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 6, 5)
        self.pool = nn.MaxPool2d(2, 2)  # not nn.AvgPool2d(8)

    def forward(self, x):
        x = self.pool(F.relu(self.conv1(x)))
        return x
)";

constexpr std::string_view graph = R"(graph(%x : Float(1, 3, 8, 8, strides=[192, 64, 8, 1])):
  %1 : bool = prim::Constant[value=0]() # net.py:1:0
  %2 : int = prim::Constant[value=3]()
  %3 : int[] = prim::ListConstruct(%2, %2)
  %4 : int[] = prim::ListConstruct()
  %5 : int[] = prim::Constant[value=[1, 1]]()
  %6 : Tensor = aten::max_pool2d(%x, %3, %4, %5, %5, %1) # net.py:3:4
  return (%6)
)";

constexpr std::string_view node = R"(input: "x"
output: "y"
op_type: "AveragePool"
attribute {
  name: "kernel_shape"
  ints: 3
  ints: 2
  type: INTS
}
attribute {
  name: "count_include_pad"
  i: 1
  type: INT
}
)";

INSTANTIATE_TEST_SUITE_P(
    Around, Programs,
    testing::Values(
        Case{"return F.max_pool2d(x, 2)", "pytorch: max k2x2 s2x2"},
        Case{net, "pytorch: max k2x2 s2x2"},
        Case{"```python\nnn.MaxPool2d(2)\n```", "pytorch: max k2x2 s2x2"},
        Case{"use `nn.MaxPool2d(2)` here", "pytorch: max k2x2 s2x2"},
        Case{">>> m = nn.MaxPool2d(\n...     3, stride=2)\n", "pytorch: max k3x3 s2x2"},
        Case{"In [12]: m = nn.MaxPool2d(\n    ...:     3, stride=2)\n", "pytorch: max k3x3 s2x2"},
        Case{"> nn.MaxPool2d(2)", "pytorch: max k2x2 s2x2"},
        Case{"y = pool(x) if x else nn.MaxPool2d(2)", "pytorch: max k2x2 s2x2"},
        Case{"self.layers = [nn.MaxPool2d(2) for _ in range(3)]", "pytorch: max k2x2 s2x2"},
        Case{"f = lambda x: -F.max_pool2d(-x, 2)", "pytorch: min k2x2 s2x2"},
        Case{"pool: nn.Module = nn.MaxPool2d(2)", "pytorch: max k2x2 s2x2"},
        Case{"\"pool\": nn.MaxPool2d(2),", "pytorch: max k2x2 s2x2"},
        Case{"Sequential(\n  (0): Conv2d(1, 6, kernel_size=(3, 3), stride=(1, 1))\n  (1): "
             "MaxPool2d(kernel_size=(2, 2), stride=(2, 2), padding=0, dilation=1, "
             "ceil_mode=False)\n  (2): ReLU()\n)",
             "pytorch: max k2x2 s2x2"},
        Case{"(pool): AdaptiveAvgPool2d(output_size=(1, 1))", "pytorch: avg global"},
        Case{"x = F.max_pool2d(a, 2)\ny = F.max_pool2d(b, 2)\nif x: pass",
             "pytorch: max k2x2 s2x2"},
        Case{"from torch.nn import MaxPool2d as P\nP(2)", "pytorch: max k2x2 s2x2"},
        Case{"import torch.nn as layers\nlayers.MaxPool2d(2)", "pytorch: max k2x2 s2x2"},
        Case{"nn.MaxPool2d（2， 2）", "pytorch: max k2x2 s2x2"},
        Case{"layers.MaxPooling2D((2, 2), padding=‘same’)", "keras: max k2x2 s2x2 same_upper"},
        Case{"nn.MaxPool2d(\u00A02\u3001\u30004)", "pytorch: max k2x2 s4x4"}));

INSTANTIATE_TEST_SUITE_P(
    Graphs, Programs,
    testing::Values(
        Case{graph, "pytorch: max k3x3 s3x3 p1,1,1,1"}, Case{node, "onnx: avg k3x2 s1x1 include"},
        Case{"%140 = MaxPool[kernel_shape = [3, 3], pads = [1, 1, 1, 1], strides = [2, 2]](%139)",
             "onnx: max k3x3 s2x2 p1,1,1,1"},
        Case{"%12 : Float(1, 64, strides=[64, 1]) = onnx::MaxPool[kernel_shape=[3, 3], "
             "strides=[2, 2]](%11), scope: Net # net.py",
             "onnx: max k3x3 s2x2"},
        Case{"%\"y\"<FLOAT,[1,3]> = ::MaxPool(%\"x\") {kernel_shape=(3, 3)}",
             "onnx: max k3x3 s1x1"},
        Case{"%p : [num_users=1] = call_function[target=torch.nn.functional.max_pool2d](args = "
             "(%relu, 3), kwargs = {stride: 2, padding: 1, ceil_mode: False})",
             "pytorch: max k3x3 s2x2 p1,1,1,1"},
        Case{"%p : [#users=1] = call_function[target=torch.ops.aten.avg_pool2d.default](args = "
             "(%relu, [3, 3], [2, 2]), kwargs = {})",
             "pytorch: avg k3x3 s2x2 include"},
        Case{"_0 = torch.max_pool2d(x, [2, 2], annotate(List[int], []), [0, 0], [1, 1])",
             "pytorch: max k2x2 s2x2"},
        Case{"%7 : Tensor = aten::max_pool2d(%x, %3, %4, %5, %6, %2)",
             "error: kernel_size=%3 is not whole numbers"},
        Case{"%p : [num_users=1] = call_module[target=pool](args = (%x,), kwargs = {})",
             "error: call_module is no pooling call of a known framework"}));

constexpr std::string_view docs_page = R"(>>> # pool of square window of size=3, stride=2
>>> m = nn.MaxPool2d(3, stride=2)
>>> input = torch.randn(20, 16, 50, 32)
>>> output = m(input)
)";

INSTANTIATE_TEST_SUITE_P(
    Examples, Programs,
    testing::Values(
        // The arrays of an example, and the layer at work on them, are nothing that was not read.
        Case{docs_page, "pytorch: max k3x3 s2x2"},
        Case{"F.max_pool2d(torch.rand(1, 3, 8, 8), 2)", "pytorch: max k2x2 s2x2"},
        Case{"x = np.arange(16.0)\nkeras.layers.MaxPooling2D(2)(x)", "keras: max k2x2 s2x2 valid"},
        Case{"x = tf.constant([[1., 2.], [3., 4.]])\ntf.nn.max_pool2d(x, 2, 2, 'VALID')",
             "keras: max k2x2 s2x2 valid"},
        Case{"m = nn.MaxPool2d(2)\nrandn = relu(x)", "pytorch: max k2x2 s2x2 {relu(x)}"},
        Case{"m = nn.MaxPool2d(2)\nn(m(x))", "pytorch: max k2x2 s2x2 {n(m(x))}"},
        Case{"nn.MaxPool2d(2)(conv(torch.rand(1)))",
             "pytorch: max k2x2 s2x2 {conv(torch.rand(1))}"}));

INSTANTIATE_TEST_SUITE_P(
    Arithmetic, Programs,
    testing::Values(
        Case{"nn.MaxPool2d(3, 2, padding=3 // 2)", "pytorch: max k3x3 s2x2 p1,1,1,1"},
        Case{"nn.MaxPool2d((7 - 1) // 2 + 2 * 1, stride=int(5 / 2))", "pytorch: max k5x5 s2x2"},
        Case{"nn.MaxPool2d((2,) * 2, stride=[2 ** 2, -7 // -2])", "pytorch: max k2x2 s4x3"},
        Case{"nn.MaxPool2d(3, padding=-(-3 // 2) - 1)", "pytorch: max k3x3 s3x3 p1,1,1,1"},
        Case{"nn.MaxPool2d(4 / 2)", "error: kernel_size=4 / 2 is not whole numbers"},
        Case{"nn.MaxPool2d(3 // 0)", "error: kernel_size=3 // 0 is not whole numbers"},
        Case{"nn.MaxPool2d(k // 2)", "error: kernel_size=k // 2 is not whole numbers"},
        Case{"nn.MaxPool2d(9 ** 99)", "error: kernel_size=9 ** 99 is not whole numbers"},
        Case{"F.avg_pool2d(x, x.size()[2:])", "pytorch: avg global"},
        Case{"F.avg_pool2d(x, kernel_size=x.shape[-2:], stride=1)", "pytorch: avg global"},
        Case{"F.max_pool2d(h, (h.size(2), h.size( 3 )))", "pytorch: max global"},
        Case{"F.max_pool1d(x, x.size(2))", "pytorch: max global"},
        Case{"nn.AvgPool2d(y.shape[2:])(y)", "pytorch: avg global"},
        Case{"AveragePooling2D(pool_size=x.shape[1:3])(x)", "keras: avg global"},
        Case{"F.avg_pool2d(y, x.size()[2:])",
             "error: kernel_size=x.size()[2:] is a size that the call does not say"},
        Case{"F.avg_pool2d(x, x.size(2))",
             "error: kernel_size=x.size(2) is a size that the call does not say"},
        Case{"F.avg_pool2d(x, x.size()[1:])",
             "error: kernel_size=x.size()[1:] is a size that the call does not say"},
        Case{"F.avg_pool2d(x, x.size()[2:], padding=1)",
             "error: padding, dilation or a divisor makes this more than global pooling"},
        Case{"F.avg_pool2d(x, 2) * 4", "pytorch: avg k2x2 s2x2 include {F.avg_pool2d(x, 2) * 4}"},
        Case{"return 4 * F.avg_pool2d(x, 2) if x else 0",
             "pytorch: avg k2x2 s2x2 include {4 * F.avg_pool2d(x, 2)}"}));

INSTANTIATE_TEST_SUITE_P(
    Frameworks, Programs,
    testing::Values(
        Case{"paddle.nn.functional.avg_pool2d(x, kernel_size=3, stride=1, padding=1)",
             "Paddle, explicit: avg k3x3 s1x1 p1,1,1,1"},
        Case{"paddle.nn.AvgPool2D(3, padding=1, exclusive=False)",
             "Paddle, explicit: avg k3x3 s3x3 p1,1,1,1 include"},
        Case{"paddle.nn.MaxPool2D(2, 2, padding=[1, 2, 3, 4])",
             "Paddle, explicit: max k2x2 s2x2 p1,3,2,4"},
        Case{"paddle.nn.MaxPool2D(kernel_size=2, stride=2, padding='SAME', data_format='NHWC')",
             "Paddle, explicit: max k2x2 s2x2 same_upper nhwc"},
        Case{"paddle.nn.MaxPool2D(3, 2, 1, ceil_mode=True)",
             "Paddle, explicit: max k3x3 s2x2 p1,1,1,1 ceil"},
        Case{"paddle.nn.MaxPool2D(2, 2, 1, ceil_mode=True)",
             "error: this is a call of Paddle, which is not read: ceil_mode=True"},
        Case{"paddle.nn.AdaptiveAvgPool2D(1)", "Paddle, explicit: avg global"},
        Case{"import paddle.nn.functional as F\nF.avg_pool2d(x, 3, 1, 1)",
             "Paddle, explicit: avg k3x3 s1x1 p1,1,1,1"},
        Case{"F.avg_pool2d(x, 3, 1, 1, exclusive=False)",
             "Paddle, explicit: avg k3x3 s1x1 p1,1,1,1 include"},
        Case{"paddle.nn.LPPool2D(2, 2)",
             "error: this is a call of Paddle, which is not read: paddle.nn.LPPool2D"},
        Case{"mindspore.nn.MaxPool2d(kernel_size=2)", "MindSpore, explicit: max k2x2 s1x1 valid"},
        Case{"nn.MaxPool2d(kernel_size=3, stride=2, pad_mode='same')",
             "MindSpore, explicit: max k3x3 s2x2 same_upper"},
        Case{"MaxPool2d<kernel_size=2, stride=2, pad_mode=VALID>",
             "MindSpore, explicit: max k2x2 s2x2 valid"},
        Case{"nn.AvgPool2d(3, 1, pad_mode='pad', padding=1)",
             "MindSpore, explicit: avg k3x3 s1x1 p1,1,1,1 include"},
        Case{"nn.AvgPool2d(3, pad_mode='same')",
             "error: this is a call of MindSpore, which is not read: pad_mode='same'"},
        Case{"mindspore.mint.nn.MaxPool2d(2)",
             "error: this is a call of MindSpore, which is not read: mindspore.mint.nn.MaxPool2d"},
        Case{"eqx.nn.MaxPool2d(kernel_size=2)", "Equinox, explicit: max k2x2 s1x1"},
        Case{"eqx.nn.AvgPool2d(3, 2, ((0, 1), (2, 3)))",
             "Equinox, explicit: avg k3x3 s2x2 p0,2,1,3 include"},
        Case{"eqx.nn.AdaptiveAvgPool2d(4)",
             "error: this is a call of Equinox, which is not read: eqx.nn.AdaptiveAvgPool2d"},
        Case{"nn.avg_pool(x, (3, 3), (1, 1), 'SAME')",
             "Flax, explicit: avg k3x3 s1x1 same_upper include nhwc"},
        Case{"nn.max_pool(x, window_shape=(2, 2), strides=(2, 2))",
             "Flax, explicit: max k2x2 s2x2 valid nhwc"},
        Case{"from flax import linen\nlinen.avg_pool(x, (2, 2), count_include_pad=False)",
             "Flax, explicit: avg k2x2 s1x1 valid nhwc"},
        Case{"nn.min_pool(x, (2, 2), padding=((1, 0), (0, 1)))",
             "Flax, explicit: min k2x2 s1x1 p1,0,0,1 nhwc"},
        Case{"tf.nn.avg_pool(x, (3, 3), (1, 1), 'SAME')", "keras: avg k3x3 s1x1 same_upper"},
        Case{"nn.max_pool(x, [1, 2, 2, 1], [1, 2, 2, 1], 'SAME')",
             "keras: max k2x2 s2x2 same_upper"},
        Case{"mx.gluon.nn.AvgPool2D(3, 2, 1)", "MXNet, explicit: avg k3x3 s2x2 p1,1,1,1 include"},
        Case{"nn.MaxPool2D(pool_size=3, strides=2)", "MXNet, explicit: max k3x3 s2x2"},
        Case{"nn.AvgPool2D(3, 2, 1)",
             "error: nn.AvgPool2D may be Paddle's or MXNet's, which differ here"},
        Case{"slim.max_pool2d(net, [3, 3])", "TF-Slim, keras: max k3x3 s2x2 valid nhwc"},
        Case{"tf.layers.max_pooling2d(x, 3, 2, 'same')",
             "TensorFlow 1, keras: max k3x3 s2x2 same_upper nhwc"},
        Case{"MaxPooling2D(pool_size=(3,3), strides=2, border_mode='same')",
             "error: this is a call of Keras 1, which is not read: border_mode='same'"},
        Case{"MaxPooling2D((2, 2), border_mode='valid', dim_ordering='th')",
             "keras: max k2x2 s2x2 valid nchw"},
        Case{"hk.MaxPool(window_shape=2, strides=2, padding='SAME')",
             "error: this is a call of Haiku, which is not read: hk.MaxPool"},
        Case{"F.max_pooling_2d(x, 2)",
             "error: this is a call of Chainer, which is not read: F.max_pooling_2d"},
        Case{"maxPooling2dLayer(2, 'Stride', 2)",
             "error: this is a call of MATLAB, which is not read: maxPooling2dLayer"},
        Case{"M.MaxPool2d(2)", "error: M.MaxPool2d is no pooling call of a known framework"},
        Case{"MaxPool((2, 2))", "error: MaxPool is no pooling call of a known framework"},
        Case{"self.pool(x)", "error: self.pool is no pooling call of a known framework"},
        Case{"nn.MaxPool2d(2, padding_word='same')",
             "error: nn.MaxPool2d has no argument 'padding_word'"},
        Case{"MaxPooling2D(2, padding=0)", "error: padding=0 is not \"valid\" or \"same\""}));

TEST(ParseLayers, GivesEachCallOfAProgram) {
    const auto calls = parse_layers(
        "def f(x):\n    x = F.max_pool2d(x, 2)\n    x = F.max_pool2d(x, 2)\n    return "
        "F.avg_pool2d(x, k)");
    ASSERT_TRUE(calls);
    ASSERT_EQ(calls->size(), 2U) << "one that says the same layer again is not another";
    EXPECT_EQ((*calls)[0].code, "F.max_pool2d(x, 2)");
    EXPECT_TRUE((*calls)[0].layer);
    EXPECT_EQ((*calls)[1].code, "F.avg_pool2d(x, k)");
    EXPECT_FALSE((*calls)[1].layer) << "one that cannot be read is among them";
}

TEST(ParseLayers, NamesSeveral) {
    const auto layer = parse_layer("if a: nn.MaxPool2d(2)\nelse: nn.AvgPool2d(2\n");
    ASSERT_FALSE(layer);
    EXPECT_EQ(layer.error().what.english(),
              "the code has 2 pooling layers: nn.MaxPool2d(2) and nn.AvgPool2d");
}

TEST(ParseLayers, GivesNoEndlessList) {
    std::string code;
    for (int i = 1; i <= 101; ++i) code += "nn.MaxPool2d(" + std::to_string(i) + ")\n";
    EXPECT_EQ(parse_layers(code).error().code, ErrorCode::too_large);
    EXPECT_EQ(parse_layers(code.substr(0, code.rfind('\n', code.size() - 2))).value().size(), 100U);
}

TEST(ParseLayers, TakesLinearTime) {
    // Nothing here is closed, and each piece looks like a beginning.
    for (const std::string_view piece :
         {"MaxPool2d(", "\"\"\"'", "'\\", "-", "max_pool2d([1,", "%1=prim::ListConstruct(%1,%1)\n",
          "a[", "(", "{a:", "nn.MaxPool2d(2)\n"}) {
        std::string code;
        while (code.size() + piece.size() <= 65'536) code += piece;
        static_cast<void>(parse_layers(code));
    }
}

}  // namespace
}  // namespace poolscope
