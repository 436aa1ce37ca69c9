/// Layers as calls, and what each framework refuses. PyTorch's calls and words were run against
/// PyTorch 1.13.
#include <cmath>

#include <gtest/gtest.h>

#include "dialect_tools.hpp"

namespace poolscope {
namespace {

constexpr Shape row_of_16{.n = 1, .c = 1, .h = 1, .w = 16};

std::string pytorch(std::string_view op, const PoolParams& params) {
    return call("pytorch", op, params);
}

TEST(Dialects, AreListedInOrderAndFoundById) {
    std::string ids;
    for (const Dialect* dialect : dialects()) ids += std::string(dialect->id) + " ";
    EXPECT_EQ(ids, "explicit pytorch keras onnx ");
    EXPECT_EQ(find_dialect("onnx").value()->name, "ONNX");
    EXPECT_EQ(find_dialect("caffe").error().message(),
              "there is no dialect 'caffe': use one of explicit, pytorch, keras, onnx");
    EXPECT_EQ(dialect_of("keras").layout, "nhwc");
    EXPECT_EQ(dialect_of("explicit").call, nullptr);
}

TEST(PyTorchCall, LeavesOutWhatEqualsPyTorchsDefaults) {
    EXPECT_EQ(pytorch("max", {}), "nn.MaxPool2d(2)");
    EXPECT_EQ(pytorch("avg", {.kernel_size = {3, 3}, .stride = {3, 3}}), "nn.AvgPool2d(3)");
    EXPECT_EQ(pytorch("avg", {.count_include_pad = false}), "nn.AvgPool2d(2)");
    EXPECT_EQ(pytorch("max", {.count_include_pad = false, .divisor_override = 3}),
              "nn.MaxPool2d(2)");
}

TEST(PyTorchCall, NamesWhatDiffers) {
    PoolParams params{.kernel_size = {3, 3}, .padding = {1, 1, 1, 1}};
    EXPECT_EQ(pytorch("max", params), "nn.MaxPool2d(3, stride=2, padding=1)");
    params.ceil_mode = true;
    EXPECT_EQ(pytorch("max", params), "nn.MaxPool2d(3, stride=2, padding=1, ceil_mode=True)");
    params.count_include_pad = false;
    EXPECT_EQ(pytorch("avg", params),
              "nn.AvgPool2d(3, stride=2, padding=1, ceil_mode=True, count_include_pad=False)");
    params.divisor_override = 4;
    EXPECT_EQ(pytorch("avg", params),
              "nn.AvgPool2d(3, stride=2, padding=1, ceil_mode=True, divisor_override=4)");
}

TEST(PyTorchCall, WritesRectanglesAsPairs) {
    EXPECT_EQ(pytorch("max", {.kernel_size = {2, 3}, .stride = {2, 3}, .padding = {0, 1, 0, 1}}),
              "nn.MaxPool2d((2, 3), padding=(0, 1))");
    EXPECT_EQ(pytorch("max", {.kernel_size = {2, 3}, .stride = {1, 1}, .dilation = {2, 1}}),
              "nn.MaxPool2d((2, 3), stride=1, dilation=(2, 1))");
}

TEST(PyTorchCall, PadsFirstWhatTheModuleCannot) {
    EXPECT_EQ(pytorch("max", {.stride = {1, 1}, .padding = {0, 0, 1, 1}}),
              "nn.MaxPool2d(2, stride=1)(F.pad(x, (0, 1, 0, 1), value=float(\"-inf\")))");
    EXPECT_EQ(pytorch("avg", {.stride = {1, 1}, .padding = {1, 2, 3, 4}}),
              "nn.AvgPool2d(2, stride=1)(F.pad(x, (2, 4, 1, 3)))");
    EXPECT_EQ(pytorch("avg", {.padding = {2, 2, 2, 2}}), "nn.AvgPool2d(2)(F.pad(x, (2, 2, 2, 2)))");
    EXPECT_EQ(pytorch("lp", {.padding = {1, 1, 1, 1}}),
              "nn.LPPool2d(2, 2)(F.pad(x, (1, 1, 1, 1)))");
}

TEST(PyTorchCall, ResolvesSamePaddingToNumbers) {
    const PoolParams same{.kernel_size = {3, 3}, .padding_mode = PaddingMode::same_upper};
    EXPECT_EQ(call("pytorch", "max", same, {.n = 1, .c = 1, .h = 5, .w = 5}),
              "nn.MaxPool2d(3, stride=2, padding=1)");
    EXPECT_EQ(call("pytorch", "max", same, {.n = 1, .c = 1, .h = 6, .w = 6}),
              "nn.MaxPool2d(3, stride=2)(F.pad(x, (0, 1, 0, 1), value=float(\"-inf\")))");
}

TEST(PyTorchCall, WritesTheOtherOperators) {
    EXPECT_EQ(pytorch("min", {}), "-nn.MaxPool2d(2)(-x)");
    EXPECT_EQ(pytorch("min", {.stride = {1, 1}, .padding = {0, 0, 1, 1}}),
              "-nn.MaxPool2d(2, stride=1)(F.pad(-x, (0, 1, 0, 1), value=float(\"-inf\")))");
    EXPECT_EQ(pytorch("lp", {.kernel_size = {3, 3}, .norm = 2.0}), "nn.LPPool2d(2, 3, stride=2)");
    EXPECT_EQ(pytorch("lp", {.norm = 3.0, .signed_powers = true}), "nn.LPPool2d(3, 2)");
    EXPECT_EQ(pytorch("max", {.placement = Placement::global}), "nn.AdaptiveMaxPool2d(1)");
    EXPECT_EQ(pytorch("avg", {.placement = Placement::adaptive, .output_size = {5, 7}}),
              "nn.AdaptiveAvgPool2d((5, 7))");
    EXPECT_EQ(pytorch("min", {.placement = Placement::adaptive, .output_size = {5, 5}}),
              "-nn.AdaptiveMaxPool2d(5)(-x)");
    EXPECT_EQ(pytorch("lp", {.placement = Placement::global}), "nn.LPPool2d(2, 16)");
    EXPECT_EQ(pytorch("fractional", {.kernel_size = {2, 3}, .output_size = {5, 4}}),
              "nn.FractionalMaxPool2d((2, 3), output_size=(5, 4))");
}

TEST(PyTorchCall, KnowsOneDimension) {
    const PoolParams params{.kernel_size = {1, 3}, .stride = {1, 2}, .padding = {0, 1, 0, 1}};
    EXPECT_EQ(call("pytorch", "max", params, row_of_16), "nn.MaxPool1d(3, stride=2, padding=1)");
    EXPECT_EQ(call("pytorch", "avg", params),
              "nn.AvgPool2d((1, 3), stride=(1, 2), padding=(0, 1))");
    EXPECT_EQ(call("pytorch", "avg", {.placement = Placement::adaptive, .output_size = {1, 5}},
                   row_of_16),
              "nn.AdaptiveAvgPool1d(5)");
    EXPECT_EQ(call("pytorch", "max", {.kernel_size = {1, 2}, .padding = {0, 0, 0, 1}}, row_of_16),
              "nn.MaxPool1d(2)(F.pad(x, (0, 1), value=float(\"-inf\")))");
}

TEST(PyTorchCall, SaysWhatCannotBeSaid) {
    EXPECT_EQ(pytorch("avg", {.dilation = {2, 2}}),
              "error: PyTorch's AvgPool has no dilation: change that here too, or choose another "
              "framework than PyTorch");
    EXPECT_EQ(pytorch("avg", {.kernel_size = {1, 2}, .stride = {1, 2}, .dilation = {2, 1}}),
              "nn.AvgPool2d((1, 2))");
    // F.pad's zeros would be counted.
    EXPECT_EQ(pytorch("avg", {.padding = {0, 0, 1, 1}, .count_include_pad = false}).substr(0, 6),
              "nn.Avg")  // 16 is even: the last window does not reach the padding
        << "only windows that read padding differ";
    EXPECT_EQ(pytorch("avg", {.padding = {1, 1, 0, 0}, .count_include_pad = false}),
              "error: AvgPool leaves its own padding out of the count, but not cells that F.pad "
              "adds: change that here too, or choose another framework than PyTorch");
    // 3 + 1 > 2: on some inputs a last window would start in the end padding.
    EXPECT_EQ(
        pytorch("max", {.stride = {3, 3}, .padding = {0, 0, 1, 1}, .ceil_mode = true}),
        "error: in ceil_mode PyTorch may start one more window in cells that F.pad adds: turn "
        "ceil_mode off, or pad opposite sides alike by at most half of kernel_size");
    EXPECT_EQ(pytorch("max", {.stride = {1, 1}, .padding = {0, 0, 1, 1}, .ceil_mode = true}),
              "nn.MaxPool2d(2, stride=1, ceil_mode=True)"
              "(F.pad(x, (0, 1, 0, 1), value=float(\"-inf\")))");
    EXPECT_EQ(pytorch("softpool", {}), "error: PyTorch has no module for " +
                                           std::string(operator_of("softpool").name) +
                                           " pooling: choose another operator");
    EXPECT_EQ(pytorch("lp", {.norm = INFINITY}).substr(0, 55),
              "error: PyTorch's LPPool takes x to the power of inf, an");
}

TEST(PyTorchCheck, RefusesInPyTorchsWords) {
    constexpr Shape x{.n = 1, .c = 1, .h = 4, .w = 4};
    const auto says = [&](std::string_view op, const PoolParams& params) {
        const auto checked = dialect_of("pytorch").check({&operator_of(op), params}, x);
        return checked ? "ok" : checked.error().located().english();
    };
    EXPECT_EQ(says("max", {.padding = {2, 2, 2, 2}}),
              "pad should be at most half of kernel size, but got pad=2 and kernel_size=2");
    EXPECT_EQ(says("avg", {.kernel_size = {3, 2}, .padding = {0, 2, 0, 2}}),
              "pad should be at most half of kernel size, but got pad=2 and kernel_size=2");
    EXPECT_EQ(says("max", {.padding = {-1, 0, 0, 0}}), "pad must be non-negative, but got pad: -1");
    EXPECT_EQ(says("max", {.stride = {0, 2}}), "stride should not be zero");
    EXPECT_EQ(says("avg", {.stride = {-1, -1}}),
              "stride should be greater than zero, but got dH: -1 dW: -1");
    EXPECT_EQ(says("avg", {.kernel_size = {-1, -1}}),
              "kernel size should be greater than zero, but got kH: -1 kW: -1");
    // Before the padding and the stride that follow from it.
    EXPECT_EQ(says("max", {.kernel_size = {-3, -3}}),
              "kernel size should be greater than zero, but got kH: -3 kW: -3");
    EXPECT_EQ(says("avg", {.kernel_size = {0, 0}, .stride = {0, 0}}),
              "kernel size should be greater than zero, but got kH: 0 kW: 0");
    EXPECT_EQ(says("max", {.dilation = {0, 0}}),
              "dilation should be greater than zero, but got dilationH: 0 dilationW: 0");
    EXPECT_EQ(says("avg", {.divisor_override = 0}), "divisor must be not zero");
    EXPECT_EQ(says("max", {.kernel_size = {5, 2}}),
              "Given input size: (1x4x4). Calculated output size: (1x0x2). Output size is too "
              "small");
    EXPECT_EQ(says("lp", {.norm = 0.0}), "float division by zero");
    EXPECT_EQ(says("avg", {.dilation = {2, 2}}),
              "AvgPool2d got an unexpected keyword argument 'dilation'");
    EXPECT_EQ(says("avg", {.placement = Placement::adaptive, .output_size = {-1, 2}}),
              "adaptive_avg_pool2d: elements of output_size must be greater than or equal to 0 but "
              "received {-1, 2}");
    EXPECT_EQ(says("max", {.placement = Placement::adaptive, .output_size = {0, 2}}),
              "output_size (0, 2) gives PyTorch an empty tensor");
    EXPECT_EQ(says("fractional", {.kernel_size = {2, 2}, .output_size = {4, 3}}),
              "fractional_max_pool2d(): pool height 2 too large relative to input height 4");
    EXPECT_EQ(says("fractional", {.kernel_size = {2, 2}, .output_size = {3, 3}}), "ok");
    EXPECT_EQ(says("max", {.padding = {1, 1, 1, 1}}), "ok");
    EXPECT_EQ(says("softpool", {}), "PyTorch has no module for " +
                                        std::string(operator_of("softpool").name) + " pooling");
}

TEST(PyTorchCheck, HasOtherWordsForMaxPool1d) {
    const PoolParams padded{.kernel_size = {1, 2}, .stride = {1, 2}, .padding = {0, 2, 0, 2}};
    EXPECT_EQ(verdict("pytorch", "max", padded, row_of_16),
              "max_pool1d() padding should be at most half of kernel size, but got padding=2 and "
              "kernel_size=2: make padding 1 or less, or kernel_size larger");
    EXPECT_EQ(verdict("pytorch", "avg", padded, row_of_16),
              "pad should be at most half of kernel size, but got pad=2 and kernel_size=2: make "
              "padding 1 or less, or kernel_size larger");
}

TEST(PyTorchCheck, RefusesPaddingBeyondHalfTheKernelOnAnySide) {
    const Dialect& dialect = dialect_of("pytorch");
    const Operator& op = operator_of("max");
    constexpr Shape x{.n = 1, .c = 1, .h = 16, .w = 16};
    EXPECT_TRUE(dialect.check({&op, {.kernel_size = {3, 5}, .padding = {1, 2, 0, 2}}}, x));
    EXPECT_FALSE(dialect.check({&op, {.kernel_size = {3, 5}, .padding = {0, 0, 2, 0}}}, x));
    EXPECT_FALSE(dialect.check({&op, {.kernel_size = {3, 5}, .padding = {0, 3, 0, 0}}}, x));
    // Dilation does not raise PyTorch 1.13's limit.
    EXPECT_FALSE(dialect.check(
        {&op, {.kernel_size = {3, 3}, .padding = {2, 2, 2, 2}, .dilation = {2, 2}}}, x));
}

TEST(KerasCall, WritesLayers) {
    EXPECT_EQ(call("keras", "max", {}), "keras.layers.MaxPooling2D(pool_size=2)");
    EXPECT_EQ(call("keras", "avg",
                   {.kernel_size = {3, 2},
                    .stride = {2, 1},
                    .count_include_pad = false,
                    .padding_mode = PaddingMode::same_upper}),
              "keras.layers.AveragePooling2D(pool_size=(3, 2), strides=(2, 1), padding=\"same\")");
    EXPECT_EQ(call("keras", "min", {}), "-keras.layers.MaxPooling2D(pool_size=2)(-x)");
    EXPECT_EQ(call("keras", "avg", {.placement = Placement::global}),
              "keras.layers.GlobalAveragePooling2D()");
    EXPECT_EQ(call("keras", "max", {.kernel_size = {1, 3}, .stride = {1, 3}}, row_of_16),
              "keras.layers.MaxPooling1D(pool_size=3)");
    // Numbers that "same" would give are "same".
    EXPECT_EQ(
        call("keras", "max", {.kernel_size = {3, 3}, .stride = {1, 1}, .padding = {1, 1, 1, 1}}),
        "keras.layers.MaxPooling2D(pool_size=3, strides=1, padding=\"same\")");
    EXPECT_EQ(call("keras", "max", {.kernel_size = {3, 3}, .stride = {1, 1}, .dilation = {2, 2}}),
              "tf.nn.pool(x, window_shape=[3, 3], pooling_type=\"MAX\", dilations=[2, 2])");
}

TEST(KerasCall, SaysWhatCannotBeSaid) {
    EXPECT_EQ(call("keras", "max", {.kernel_size = {3, 3}, .padding = {1, 1, 1, 1}}),
              "error: Keras pads by \"same\" or not at all, so padding is top 0, left 0, bottom 1, "
              "right 1 in place of top 1, left 1, bottom 1, right 1: change that here too, or "
              "choose another framework than Keras / TensorFlow");
    EXPECT_EQ(call("keras", "max", {.kernel_size = {3, 3}, .ceil_mode = true}).substr(0, 29),
              "error: Keras has no ceil_mode");
    EXPECT_EQ(call("keras", "lp", {}).substr(0, 22), "error: Keras has no la");
}

TEST(KerasCheck, RefusesInKerasWords) {
    EXPECT_EQ(verdict("keras", "max", {.kernel_size = {0, 2}}),
              "The `pool_size` argument must be a tuple of 2 integers. Received pool_size=(0, 2), "
              "including values {0} that do not satisfy `value > 0`: make pool_size 1 or more");
    EXPECT_EQ(verdict("keras", "avg", {.ceil_mode = true}),
              "Unrecognized keyword arguments passed to AveragePooling2D: {'ceil_mode': True}: "
              "leave ceil_mode out");
    EXPECT_EQ(verdict("keras", "avg", {.divisor_override = 3}),
              "Unrecognized keyword arguments passed to AveragePooling2D: {'divisor_override': 3}: "
              "leave divisor_override out");
    EXPECT_EQ(verdict("keras", "max", {.dilation = {2, 2}}),
              "strides > 1 not supported in conjunction with dilation_rate > 1: set dilation or "
              "stride to 1");
    EXPECT_EQ(verdict("keras", "max", {.kernel_size = {3, 3}, .padding = {1, 1, 1, 1}}),
              "`padding` must be either `'valid'` or `'same'`. Received top 1, left 1, bottom 1, "
              "right 1: pad by \"same\" or not at all");
    EXPECT_EQ(verdict("keras", "max", {.kernel_size = {5, 5}}, {.n = 1, .c = 1, .h = 4, .w = 4}),
              "Negative dimension size caused by subtracting 5 from 4: make pool_size smaller, or "
              "pad by \"same\"");
    EXPECT_EQ(verdict("keras", "max", {.padding_mode = PaddingMode::same_lower},
                      {.n = 1, .c = 1, .h = 4, .w = 4}),
              "ok");
}

TEST(OnnxCall, WritesNodes) {
    EXPECT_EQ(
        call("onnx", "max", {.kernel_size = {3, 3}, .stride = {2, 2}, .padding = {1, 1, 1, 1}}),
        "onnx.helper.make_node(\"MaxPool\", [\"x\"], [\"y\"], kernel_shape=[3, 3], "
        "strides=[2, 2], pads=[1, 1, 1, 1])");
    EXPECT_EQ(
        call("onnx", "avg",
             {.kernel_size = {3, 3}, .stride = {1, 1}, .padding = {1, 2, 3, 4}, .ceil_mode = true}),
        "onnx.helper.make_node(\"AveragePool\", [\"x\"], [\"y\"], kernel_shape=[3, 3], "
        "pads=[1, 2, 3, 4], ceil_mode=1, count_include_pad=1)");
    EXPECT_EQ(call("onnx", "lp", {.padding_mode = PaddingMode::same_lower, .norm = 3}),
              "onnx.helper.make_node(\"LpPool\", [\"x\"], [\"y\"], p=3, kernel_shape=[2, 2], "
              "strides=[2, 2], auto_pad=\"SAME_LOWER\")");
    EXPECT_EQ(call("onnx", "max", {.kernel_size = {1, 3}, .padding = {0, 1, 0, 0}}, row_of_16),
              "onnx.helper.make_node(\"MaxPool\", [\"x\"], [\"y\"], kernel_shape=[3], strides=[2], "
              "pads=[1, 0])");
    EXPECT_EQ(call("onnx", "lp", {.placement = Placement::global}),
              "onnx.helper.make_node(\"GlobalLpPool\", [\"x\"], [\"y\"], p=2)");
}

TEST(OnnxCheck, RefusesWhatANodeCannotHold) {
    EXPECT_EQ(verdict("onnx", "avg", {.divisor_override = 3}),
              "Unrecognized attribute: divisor_override for operator AveragePool: leave "
              "divisor_override out");
    EXPECT_EQ(verdict("onnx", "lp", {.norm = 2.5}),
              "p is an INT attribute of LpPool, and 2.5 is none: make norm a whole number");
    EXPECT_EQ(verdict("onnx", "min", {}).substr(0, 20), "ONNX has no node for");
    EXPECT_EQ(verdict("onnx", "max", {.padding = {0, -1, 0, 0}}),
              "pads of ONNX must be 0 or more, and -1 is not: make it 0 or more");
    EXPECT_EQ(verdict("onnx", "max", {.padding = {5, 5, 5, 5}}), "ok");
    EXPECT_EQ(verdict("onnx", "max", {.kernel_size = {20, 2}}).substr(0, 25),
              "the window spans 20 rows ");
}

TEST(Adapt, SaysWhatAFrameworkMakesOfALayer) {
    const auto changes = [](std::string_view dialect, std::string_view op,
                            const PoolParams& params) {
        const auto adapted =
            dialect_of(dialect).adapt({&operator_of(op), params}, {.n = 1, .c = 1, .h = 6, .w = 6});
        std::string text;
        for (const Message& change : adapted.value().changes) text += change.english() + "; ";
        return text_of(op, adapted->layer.params) + "; " + text;
    };
    const PoolParams layer{
        .kernel_size = {3, 3}, .stride = {2, 2}, .padding = {1, 1, 1, 1}, .ceil_mode = true};
    EXPECT_EQ(changes("explicit", "avg", layer), "avg k3x3 s2x2 p1,1,1,1 ceil include; ");
    EXPECT_EQ(changes("pytorch", "avg", layer), "avg k3x3 s2x2 p1,1,1,1 ceil include; ");
    EXPECT_EQ(changes("keras", "avg", layer),
              "avg k3x3 s2x2 same_upper; Keras has no ceil_mode; Keras pads by \"same\" or not at "
              "all, so padding is top 0, left 0, bottom 1, right 1 in place of top 1, left 1, "
              "bottom 1, right 1; Keras never counts padding in the mean; ");
    EXPECT_EQ(changes("onnx", "avg", layer), "avg k3x3 s2x2 p1,1,1,1 ceil include; ");
    EXPECT_EQ(changes("pytorch", "lp", {.norm = 3}),
              "lp k2x2 s2x2 p=3 signed; PyTorch raises x itself and not |x|, so an odd p keeps "
              "signs and a negative sum gives NaN; ");
    EXPECT_EQ(changes("pytorch", "lp", {.norm = 2}), "lp k2x2 s2x2 p=2 signed; ");
    EXPECT_EQ(changes("onnx", "lp", {.norm = 3, .signed_powers = true}),
              "lp k2x2 s2x2 p=3; ONNX raises |x|, so the signs of odd powers are not kept; ");
    EXPECT_EQ(
        changes("pytorch", "avg", {.padding = {1, 1, 0, 0}, .count_include_pad = false}),
        "avg k2x2 s2x2 p1,1,0,0 include; AvgPool leaves its own padding out of the count, but "
        "not cells that F.pad adds; PyTorch's AvgPool pads opposite sides alike by at most "
        "half of kernel_size, so F.pad pads before it; ");
    EXPECT_EQ(changes("keras", "max", {.padding_mode = PaddingMode::same_lower}),
              "max k2x2 s2x2 same_upper; ");
    EXPECT_EQ(
        changes("keras", "max", {.kernel_size = {3, 3}, .padding_mode = PaddingMode::same_lower}),
        "max k3x3 s2x2 same_upper; Keras puts the odd cell of padding at the end; ");
}

}  // namespace
}  // namespace poolscope
