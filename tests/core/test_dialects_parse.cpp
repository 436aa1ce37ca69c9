/// Calls of every framework as layers, and what cannot be read.
#include <ostream>
#include <random>

#include <gtest/gtest.h>

#include "dialect_tools.hpp"

namespace poolscope {
namespace {

/// "pytorch: max k2x2 s2x2", with what was not read in braces; or the error.
std::string read(std::string_view code) {
    const auto layer = parse_layer(code);
    if (!layer) return "error: " + layer.error().located().english();
    std::string text = std::string(layer->layer.dialect->id) + ": " +
                       text_of(layer->layer.op->id, layer->layer.params);
    for (const std::string& unread : layer->unread) text += " {" + unread + "}";
    if (!layer->framework.empty()) text = layer->framework + "'s " + text;
    return text;
}

struct Case {
    std::string_view code;
    std::string_view layer;
};

void PrintTo(const Case& one, std::ostream* out) {
    *out << one.code;
}

class Snippets : public testing::TestWithParam<Case> {};

TEST_P(Snippets, AreRead) {
    EXPECT_EQ(read(GetParam().code), GetParam().layer) << GetParam().code;
}

INSTANTIATE_TEST_SUITE_P(
    PyTorch, Snippets,
    testing::Values(
        Case{"nn.MaxPool2d(2)", "pytorch: max k2x2 s2x2"},
        Case{"nn.MaxPool2d((2, 3), stride=(2, 3), padding=(0, 1))",
             "pytorch: max k2x3 s2x3 p0,1,0,1"},
        Case{"torch.nn.MaxPool2d(3, 2, 1)", "pytorch: max k3x3 s2x2 p1,1,1,1"},
        Case{"nn.MaxPool2d(3, stride=None)", "pytorch: max k3x3 s3x3"},
        Case{"nn.MaxPool2d(kernel_size=3, stride=2, dilation=2, ceil_mode=True)",
             "pytorch: max k3x3 s2x2 d2x2 ceil"},
        Case{"nn.MaxPool2d(2, return_indices=True)",
             "pytorch: max k2x2 s2x2 {return_indices=True}"},
        Case{"nn.MaxPool2d(2, 2, 0, 1, True, True)",
             "pytorch: max k2x2 s2x2 ceil {return_indices=True}"},
        Case{"F.max_pool2d(x, 2, 2, 0, 1, True)", "pytorch: max k2x2 s2x2 ceil"},
        Case{"F.avg_pool2d(x, 3, ceil_mode=True)", "pytorch: avg k3x3 s3x3 ceil include"},
        Case{"nn.AvgPool2d(3, 1, 1, False, False)", "pytorch: avg k3x3 s1x1 p1,1,1,1"},
        Case{"nn.AvgPool2d([3, 3], divisor_override=4)",
             "pytorch: avg k3x3 s3x3 include divisor 4"},
        Case{"torch.nn.functional.lp_pool2d(x, 3.0, 2)", "pytorch: lp k2x2 s2x2 p=3 signed"},
        Case{"nn.LPPool2d(float('inf'), 2)", "pytorch: lp k2x2 s2x2 p=inf signed"},
        Case{"nn.LPPool1d(norm_type=1.5, kernel_size=4)", "pytorch: lp k1x4 s1x4 p=1.5 signed"},
        Case{"nn.MaxPool1d(3, stride=2, padding=1)", "pytorch: max k1x3 s1x2 p0,1,0,1"},
        Case{"nn.AvgPool1d((3,))", "pytorch: avg k1x3 s1x3 include"},
        Case{"nn.AdaptiveAvgPool2d((5, 7))", "pytorch: avg adaptive 5x7"},
        Case{"nn.AdaptiveAvgPool2d(1)", "pytorch: avg global"},
        Case{"F.adaptive_max_pool1d(x, 4)", "pytorch: max adaptive 1x4"},
        Case{"nn.FractionalMaxPool2d(3, output_size=(13, 12))", "pytorch: fractional k3x3 o13x12"},
        Case{"-nn.MaxPool2d(2)(-x)", "pytorch: min k2x2 s2x2"},
        Case{"-F.max_pool2d(-x, 2)", "pytorch: min k2x2 s2x2"},
        Case{"nn.MaxPool2d(3)(F.pad(x, (1, 2, 3, 4), value=-inf))",
             "pytorch: max k3x3 s3x3 p3,1,4,2"},
        Case{"nn.AvgPool2d(3)(F.pad(x, (1, 1)))", "pytorch: avg k3x3 s3x3 p0,1,0,1 include"},
        Case{"self.pool = nn.MaxPool2d(2, 2)  # halve", "pytorch: max k2x2 s2x2"},
        Case{"x = F.max_pool2d(F.relu(self.conv1(x)), 2)",
             "pytorch: max k2x2 s2x2 {F.relu(self.conv1(x))}"},
        Case{"from torch import nn\n\npool = nn.MaxPool2d(\n    2,  # size\n    stride=1,\n)\n",
             "pytorch: max k2x2 s1x1"},
        Case{"y, indices = F.max_pool2d_with_indices(x, 2)", "pytorch: max k2x2 s2x2"},
        Case{"nn.MaxPool2d(2, strode=3)", "pytorch: max k2x2 s2x2 {strode=3}"},
        Case{"nn.Sequential(nn.MaxPool2d(2))", "pytorch: max k2x2 s2x2"},
        Case{"x = relu(x)\nx = F.max_pool2d(x, 2); print(x)",
             "pytorch: max k2x2 s2x2 {relu(x)} {print(x)}"},
        Case{"MaxPool2d(2),", "pytorch: max k2x2 s2x2"}));

INSTANTIATE_TEST_SUITE_P(
    Keras, Snippets,
    testing::Values(
        Case{"keras.layers.AveragePooling2D()", "keras: avg k2x2 s2x2 valid"},
        Case{"keras.layers.AveragePooling2D(pool_size=(3, 2), strides=1, padding='same')",
             "keras: avg k3x2 s1x1 same_upper"},
        Case{"tf.keras.layers.MaxPool2D((2, 2), 2, 'valid')", "keras: max k2x2 s2x2 valid"},
        Case{"layers.MaxPooling2D(3)", "keras: max k3x3 s3x3 valid"},
        Case{"model.add(layers.MaxPooling2D((2, 2), name=\"pool1\"))",
             "keras: max k2x2 s2x2 valid {name=\"pool1\"}"},
        Case{"x = layers.MaxPooling1D(pool_size=4, padding='SAME')(x)",
             "keras: max k1x4 s1x4 same_upper"},
        Case{"keras.layers.MaxPooling2D(2, data_format='channels_first')",
             "keras: max k2x2 s2x2 valid"},
        Case{"keras.layers.GlobalAveragePooling2D()", "keras: avg global"},
        Case{"tf.keras.layers.GlobalMaxPool1D(keepdims=True)", "keras: max global"},
        Case{"keras.layers.AdaptiveAveragePooling2D((5, 7))", "keras: avg adaptive 5x7"},
        Case{"tf.nn.max_pool2d(x, ksize=2, strides=2, padding=\"SAME\")",
             "keras: max k2x2 s2x2 same_upper"},
        Case{"tf.nn.max_pool(x, [1, 3, 3, 1], [1, 2, 2, 1], 'VALID')",
             "keras: max k3x3 s2x2 valid"},
        Case{"tf.nn.max_pool2d(x, 2, 1, [[0, 0], [1, 2], [3, 4], [0, 0]])",
             "explicit: max k2x2 s1x1 p1,3,2,4"},
        Case{"tf.nn.max_pool2d(x, 2, 1, [[0, 0], [0, 0], [0, 0], [0, 0]])", "keras: max k2x2 s1x1"},
        Case{"tf.nn.max_pool2d(x, [1, 1, 2, 3], 1, 'VALID', data_format='NCHW')",
             "keras: max k2x3 s1x1 valid"},
        Case{"tf.nn.avg_pool2d(x, ksize=(2, 3), strides=1, padding='VALID')",
             "keras: avg k2x3 s1x1 valid"},
        Case{"tf.nn.avg_pool1d(x, 3, 1, 'SAME')", "keras: avg k1x3 s1x1 same_upper"},
        Case{"tf.nn.pool(x, window_shape=[3, 3], pooling_type='MAX', dilations=[2, 2])",
             "keras: max k3x3 s1x1 valid d2x2"},
        Case{"tf.nn.pool(x, window_shape=[3], pooling_type='AVG', dilations=[2])",
             "keras: avg k1x3 s1x1 valid d1x2"},
        Case{"keras.ops.max_pool(x, (3,))", "keras: max k1x3 s1x3 valid"},
        Case{"keras.ops.max_pool(x, 3, strides=2, padding=\"same\")",
             "keras: max k3x3 s2x2 same_upper"},
        Case{"-tf.keras.layers.MaxPool2D(2)(-x)", "keras: min k2x2 s2x2 valid"}));

INSTANTIATE_TEST_SUITE_P(
    Onnx, Snippets,
    testing::Values(
        Case{"onnx.helper.make_node('MaxPool', ['x'], ['y'], kernel_shape=[3, 3], strides=[2, 2], "
             "pads=[1, 2, 3, 4])",
             "onnx: max k3x3 s2x2 p1,2,3,4"},
        Case{"node = helper.make_node(op_type=\"AveragePool\", inputs=[\"x\"], outputs=[\"y\"], "
             "kernel_shape=[2, 2], count_include_pad=1)",
             "onnx: avg k2x2 s1x1 include"},
        Case{"MaxPool(kernel_shape=[2,2], strides=[2,2], auto_pad=\"SAME_UPPER\")",
             "onnx: max k2x2 s2x2 same_upper"},
        Case{"y = MaxPool <kernel_shape = [3, 3], strides = [2, 2]> (x)", "onnx: max k3x3 s2x2"},
        Case{"y, i = MaxPool<kernel_shape: ints = [3], dilations = [2], storage_order = 1>(x)",
             "onnx: max k1x3 s1x1 d1x2 {storage_order=1}"},
        Case{"y = AveragePool (x) <kernel_shape = [2, 2], auto_pad = \"SAME_LOWER\">",
             "onnx: avg k2x2 s1x1 same_lower"},
        Case{"y = AveragePool <kernel_shape=[2, 2], auto_pad=\"VALID\", ceil_mode=1> (x)",
             "onnx: avg k2x2 s1x1 valid"},
        Case{"LpPool(kernel_shape=[2, 2], p=3, ceil_mode=1)", "onnx: lp k2x2 s1x1 ceil p=3"},
        Case{"make_node(\"GlobalAveragePool\", [\"x\"], [\"y\"])", "onnx: avg global"},
        Case{"y = GlobalLpPool <p = 1> (x)", "onnx: lp global p=1"},
        Case{"MaxPool(kernel_shape=[2, 2], speed=\"fast\")",
             "onnx: max k2x2 s1x1 {speed=\"fast\"}"}));

INSTANTIATE_TEST_SUITE_P(
    Refused, Snippets,
    testing::Values(
        Case{"nn.Conv2d(3, 6, 5)", "error: this is no pooling call of a known framework"},
        Case{"", "error: this is no pooling call of a known framework"},
        Case{"nn.MaxPool3d(2)", "error: nn.MaxPool3d pools three dimensions, and planes have two"},
        Case{"keras.layers.MaxPooling3D()",
             "error: keras.layers.MaxPooling3D pools three dimensions, and planes have two"},
        Case{"MaxPool(kernel_shape=[2, 2, 2])",
             "error: MaxPool pools 3 dimensions here, and planes have two"},
        Case{"nn.MaxUnpool2d(2)", "error: nn.MaxUnpool2d is no pooling, but its undoing"},
        Case{"nn.MaxPool2d()", "error: nn.MaxPool2d is given no kernel_size"},
        Case{"nn.MaxPool2d(k)", "error: kernel_size=k is not whole numbers"},
        Case{"nn.MaxPool2d(2.5)", "error: kernel_size=2.5 is not whole numbers"},
        Case{"nn.MaxPool2d(kernel_size=2, kernel_size=3)",
             "error: nn.MaxPool2d is given kernel_size twice"},
        Case{"nn.MaxPool2d(2, kernel_size=3)", "error: nn.MaxPool2d is given kernel_size twice"},
        Case{"nn.AdaptiveAvgPool2d((1, 2, 3))",
             "error: output_size=(1, 2, 3) is not one number or two"},
        Case{"nn.AdaptiveAvgPool2d((None, 7))",
             "error: None in output_size means the input's size, which the call does not say"},
        Case{"nn.MaxPool2d(3, padding='same')",
             "error: nn.MaxPool2d takes numbers alone as padding, not 'same'"},
        Case{"F.avg_pool2d(x, 2, padding=\"valid\")",
             "error: F.avg_pool2d takes numbers alone as padding, not \"valid\""},
        Case{"nn.MaxPool2d(3, padding=None)", "error: nn.MaxPool2d takes no None as padding"},
        Case{"nn.MaxPool2d(3, ceil_mode=None)", "error: nn.MaxPool2d takes no None as ceil_mode"},
        Case{"nn.MaxPool2d(3, ceil_mode=2)", "error: ceil_mode=2 is not True or False"},
        Case{"keras.layers.MaxPooling2D(2, padding=None)",
             "error: keras.layers.MaxPooling2D takes no None as padding"},
        Case{"nn.MaxPool2d(99999999999)", "error: kernel_size has 99999999999, which is too large"},
        Case{"nn.FractionalMaxPool2d(2, output_ratio=0.5)",
             "error: output_ratio needs the input's size, which the call does not say"},
        Case{"nn.MaxPool2d(2)(F.pad(x, (1, 1, 1, 1)))",
             "error: F.pad adds cells that are not the padding of this layer"},
        Case{"-nn.MaxPool2d(2)(x)", "error: the minus signs make this more than a pooling layer"},
        Case{"nn.MaxPool2d(nn.MaxPool2d(2))",
             "error: the code has 2 pooling layers: nn.MaxPool2d(nn.MaxPool2d(2)) and "
             "nn.MaxPool2d(2)"},
        Case{"nn.MaxPool2d(2); nn.AvgPool2d(2)",
             "error: the code has 2 pooling layers: nn.MaxPool2d(2) and nn.AvgPool2d(2)"},
        Case{"keras.layers.MaxPooling2D(padding='causal')",
             "error: padding='causal' is not \"valid\" or \"same\""},
        Case{"tf.nn.max_pool2d(x, 2, padding='SAME')",
             "error: tf.nn.max_pool2d is given no strides"},
        Case{"MaxPool(kernel_shape=[2, 2], auto_pad=\"SAME\")",
             "error: auto_pad must be NOTSET, SAME_UPPER, SAME_LOWER or VALID, and 'SAME' is none"},
        Case{"MaxPool(kernel_shape=[2, 2], pads=[1, 1])",
             "error: Attribute pads has incorrect size"},
        Case{"keras.layers.MaxPooling2D(kernel_size=3)",
             "error: keras.layers.MaxPooling2D has no argument 'kernel_size'"},
        Case{"nn.AvgPool2d(3, dilation=2)", "error: nn.AvgPool2d has no argument 'dilation'"},
        Case{"MaxPool(kernel_shape=[2, 2], count_include_pad=1)",
             "error: MaxPool has no argument 'count_include_pad'"},
        Case{"MaxPool(strides=[2, 2])", "error: Attribute kernel_shape must be specified"},
        Case{"nn.MaxPool2d(2", "error: the code ends where ',' or ')' should be"},
        Case{"nn.MaxPool2d(2,, 3)", "error: the code has ',' where a value should be"},
        Case{"nn.MaxPool2d(\"2)", "error: the text at byte 13 has no closing quote"},
        Case{"nn.MaxPool2d(2 \x01)",
             "error: the code has a character that no pooling call has, at byte 15"}));

TEST(ParseLayer, KeepsTheLayoutThatTheCodeSays) {
    const auto layout = [](std::string_view code) { return parse_layer(code).value().layout; };
    EXPECT_EQ(layout("keras.layers.AveragePooling2D(2, data_format='channels_first')"), "nchw");
    EXPECT_EQ(layout("keras.layers.GlobalMaxPooling2D(data_format='channels_last')"), "nhwc");
    EXPECT_EQ(layout("keras.layers.AdaptiveMaxPooling2D(2, 'channels_first')"), "nchw");
    EXPECT_EQ(layout("tf.nn.max_pool2d(x, 2, 2, 'VALID', data_format='NCHW')"), "nchw");
    EXPECT_EQ(layout("keras.layers.AveragePooling2D(2, data_format=None)"), "");
    EXPECT_EQ(layout("nn.MaxPool2d(2)"), "");
    // The explicit dialect has another layout than TensorFlow.
    EXPECT_EQ(layout("tf.nn.max_pool2d(x, 2, 1, [[0, 0], [1, 1], [1, 1], [0, 0]])"), "nhwc");
}

TEST(ParseLayer, LeavesPaddingByNumbersOutOfTheMean) {
    const auto layer = parse_layer("tf.nn.max_pool2d(x, 2, 1, [[0, 0], [1, 1], [1, 1], [0, 0]])");
    ASSERT_TRUE(layer);
    EXPECT_FALSE(layer->layer.params.count_include_pad);
}

TEST(ParseLayer, SaysInWhatToWriteAnArgument) {
    const auto remedy = [](std::string_view code) {
        return parse_layer(code).error().remedy.english();
    };
    EXPECT_EQ(remedy("keras.layers.MaxPooling2D(2, padding='full')"),
              R"(write padding as "valid" or "same")");
    EXPECT_EQ(remedy("keras.layers.MaxPooling2D(2, data_format='foo')"),
              R"(write data_format as "channels_last" or "channels_first")");
    EXPECT_EQ(remedy("MaxPool(kernel_shape=[2, 2], auto_pad=3)"),
              "write auto_pad as a text in quotes");
    EXPECT_EQ(remedy("nn.MaxPool2d(k)"), "write it in numbers that nn.MaxPool2d takes");
    EXPECT_EQ(remedy("nn.MaxPool2d(99999999999)"), "make it smaller");
}

TEST(ParseLayer, SaysWhatIsAccepted) {
    const auto layer = parse_layer("print(1)");
    ASSERT_FALSE(layer);
    EXPECT_EQ(layer.error().code, ErrorCode::not_expressible);
    EXPECT_NE(layer.error().remedy.english().find("nn.MaxPool2d"), std::string::npos);
}

TEST(ParseLayer, IsBounded) {
    EXPECT_EQ(parse_layer(std::string(70'000, ' ') + "nn.MaxPool2d(2)").error().code,
              ErrorCode::too_large);
    EXPECT_EQ(parse_layer("nn.MaxPool2d(" + std::string(2000, '(')).error().code,
              ErrorCode::too_large);
    EXPECT_FALSE(parse_layer("f" + std::string(4000, '[')));
    std::string calls = "nn.MaxPool2d(2)";
    for (int i = 0; i < 500; ++i) calls += "(x)";
    EXPECT_EQ(parse_layer(calls).error().code, ErrorCode::too_large);
    EXPECT_TRUE(parse_layer(std::string(3000, '-') + "nn.AvgPool2d(2)"));
}

/// Random bytes, and pieces of calls in random order.
std::string hostile(std::mt19937& random) {
    static constexpr std::string_view pieces[] = {"nn.MaxPool2d(",
                                                  "F.avg_pool2d(",
                                                  "x",
                                                  ")",
                                                  "(",
                                                  "[",
                                                  "]",
                                                  ",",
                                                  "=",
                                                  "-",
                                                  "<",
                                                  ">",
                                                  "2",
                                                  "99999999999",
                                                  "1e400",
                                                  "stride=",
                                                  "padding=",
                                                  "\"SAME\"",
                                                  "None",
                                                  "True",
                                                  "\n",
                                                  "#",
                                                  "'",
                                                  "make_node(\"MaxPool\"",
                                                  "kernel_shape=",
                                                  "tf.nn.max_pool(",
                                                  "keras.layers.MaxPooling2D(",
                                                  "F.pad(",
                                                  ".",
                                                  "..",
                                                  "\\\n",
                                                  "float(\"inf\")",
                                                  "output_size=",
                                                  "-2147483648",
                                                  ":",
                                                  "{",
                                                  "}",
                                                  "MaxPool<",
                                                  "MaxPool(",
                                                  "nan",
                                                  "[[0,0],[1,1],[1,1],[0,0]]",
                                                  "pads=[1,1,1,1]"};
    std::string text;
    const auto length = random() % 40;
    const bool bytes = random() % 2 == 0;
    for (std::size_t i = 0; i < length; ++i) {
        if (bytes) {
            text += static_cast<char>(random() % 256);
        } else {
            text += pieces[random() % std::size(pieces)];
        }
    }
    return text;
}

TEST(ParseLayer, SurvivesHostileText) {
    std::mt19937 random(7);
    for (int i = 0; i < 20'000; ++i) {
        const auto layer = parse_layer(hostile(random));
        if (layer) {
            EXPECT_NE(layer->layer.op, nullptr);
        } else {
            EXPECT_FALSE(layer.error().located().english().empty());
        }
    }
}

TEST(ParseLayer, SurvivesTruncationAndOneWrongByte) {
    const std::string whole =
        "y = -nn.MaxPool2d((2, 3), stride=(2, 1), dilation=2)(F.pad(-x, (0, 1, 2, 3), "
        "value=float(\"-inf\"))) # tf.nn.max_pool(x, [1, 2, 2, 1], 2, 'SAME')";
    ASSERT_TRUE(parse_layer(whole));
    std::mt19937 random(8);
    for (std::size_t length = 0; length < whole.size(); ++length) {
        static_cast<void>(parse_layer(whole.substr(0, length)));
        std::string wrong = whole;
        wrong[length] = static_cast<char>(random() % 256);
        static_cast<void>(parse_layer(wrong));
    }
}

/// What PyTorch's pooling does not take as a word, it takes as numbers.
TEST(NamedPadding, IsSaidInNumbers) {
    for (const auto& [code, remedy] :
         {std::pair{"nn.MaxPool2d(3, padding='same')",
                    "write padding=1, which keeps the size at stride 1"},
          std::pair{"nn.AvgPool2d((5, 3), padding='same')",
                    "write padding=(2, 1), which keeps the size at stride 1"},
          std::pair{"nn.MaxPool1d(5, padding='same')",
                    "write padding=2, which keeps the size at stride 1"},
          std::pair{"nn.MaxPool2d(2, padding='same')",
                    "pad the input by F.pad, as its sides differ under an even kernel"},
          std::pair{"nn.MaxPool2d(2, padding='valid')", "leave it out, which is padding=0"},
          std::pair{"nn.MaxPool2d(2, padding='full')", "write it in numbers"}}) {
        const auto layer = parse_layer(code);
        ASSERT_FALSE(layer) << code;
        EXPECT_EQ(layer.error().remedy.english(), remedy) << code;
    }
}

}  // namespace
}  // namespace poolscope
