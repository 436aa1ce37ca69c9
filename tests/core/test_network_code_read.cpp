/// Networks as code: programs of every form that is read, and what is refused, with its line.
#include <algorithm>
#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "network_code.hpp"
#include "poolscope/network.hpp"

namespace poolscope {
namespace {

using testing::HasSubstr;

/// The network of a program over an input, as told(); else the error.
std::string read(std::string_view code, std::optional<Shape> input = {}) {
    const auto network = parse_network(code, {.input = input});
    if (!network) return network.error().message();
    return network->input ? told(network->network, *network->input) : "no shape";
}

const Shape picture{1, 1, 28, 28};

TEST(NetworkCode, SequentialsAreRead) {
    EXPECT_EQ(read(R"(net = nn.Sequential(
        nn.LazyConv2d(6, kernel_size=5, padding=2), nn.Sigmoid(),
        nn.AvgPool2d(kernel_size=2, stride=2),
        nn.Flatten(), nn.Dropout(0.5), nn.Identity(),
        nn.LazyLinear(120), nn.Softmax(dim=1)))",
                   picture),
              "conv_1 6x28x28, sigmoid_2 6x28x28, avg_3 6x14x14, linear_4 120x1x1, softmax_5 "
              "120x1x1");
    EXPECT_EQ(read(R"(
import torch.nn as nn
from collections import OrderedDict
features = nn.Sequential(OrderedDict([("conv", nn.Conv2d(1, 4, 3, bias=False)),
                                      ("norm", nn.BatchNorm2d(4)), ("act", nn.ReLU(True))]))
model = nn.Sequential(features, nn.Sequential(nn.MaxPool2d(2), nn.Flatten()),
                      nn.Linear(4 * 13 * 13, 10))
)",
                   picture),
              "0.conv 4x26x26, 0.norm 4x26x26, 0.act 4x26x26, max_4 4x13x13, linear_5 10x1x1");
    EXPECT_EQ(read(R"(
layers = [nn.Conv2d(1, 8, 3)]
layers.append(nn.ReLU())
layers += [nn.AdaptiveAvgPool2d((1, 1)), nn.Flatten()]
net = nn.Sequential(*layers)
net.add_module("head", nn.Linear(8, 2))
)",
                   picture),
              "conv_1 8x26x26, relu_2 8x26x26, avg_3 8x1x1, head 2x1x1");
    EXPECT_EQ(read("nn.Sequential(nn.Linear(784, 100), nn.ReLU(), nn.Linear(100, 10))",
                   Shape{2, 784, 1, 1}),
              "linear_1 100x1x1, relu_2 100x1x1, linear_3 10x1x1");
    EXPECT_EQ(
        read("nn.Sequential(nn.Conv1d(2, 4, 3, padding=1), nn.MaxPool1d(2))", Shape{1, 2, 1, 16}),
        "conv_1 4x1x16, max_2 4x1x8");
}

TEST(NetworkCode, KerasSequentialsAreRead) {
    EXPECT_EQ(read(R"(
import keras
from keras import layers
num_classes = 10
input_shape = (28, 28, 1)
model = keras.Sequential(
    [
        keras.Input(shape=input_shape),
        layers.Conv2D(32, kernel_size=(3, 3), activation="relu"),
        layers.MaxPooling2D(pool_size=(2, 2)),
        layers.Flatten(),
        layers.Dropout(0.5),
        layers.Dense(num_classes, activation="softmax"),
    ]
)
model.summary()
)"),
              "conv_1 32x26x26, relu_2 32x26x26, max_3 32x13x13, linear_4 10x1x1, softmax_5 "
              "10x1x1");
    EXPECT_EQ(read(R"(
model = models.Sequential()
model.add(layers.Conv2D(8, (3, 3), padding='same', strides=2, activation='relu', input_shape=(32, 32, 3), name="first"))
model.add(layers.ZeroPadding2D(1))
model.add(layers.DepthwiseConv2D(3, depth_multiplier=2))
model.add(layers.BatchNormalization())
model.add(layers.LeakyReLU(0.1))
model.add(layers.GlobalAveragePooling2D())
model.add(layers.Dense(4))
)"),
              "first 8x16x16, first_activation 8x16x16, conv_3 16x16x16, batch_norm_4 16x16x16, "
              "leaky_relu_5 16x16x16, avg_6 16x1x1, linear_7 4x1x1");
    EXPECT_EQ(read(R"(
model = Sequential([Flatten(input_shape=(28, 28)), Dense(128, activation='relu'), Dense(10)])
)"),
              "linear_1 128x1x1, relu_2 128x1x1, linear_3 10x1x1");
    EXPECT_EQ(read(R"(
model = keras.Sequential([keras.layers.Conv1D(4, 3, activation="tanh", input_shape=(16, 2)),
                          keras.layers.MaxPooling1D(2), keras.layers.Flatten(),
                          keras.layers.Dense(1, activation="sigmoid")])
)"),
              "conv_1 4x1x14, tanh_2 4x1x14, max_3 4x1x7, linear_4 1x1x1, sigmoid_5 1x1x1");
    EXPECT_EQ(read(R"(
from tensorflow import keras
inputs = keras.Input(shape=(8, 8, 3))
x = keras.layers.Conv2D(4, 3, padding="same", activation="relu")(inputs)
y = keras.layers.Conv2D(4, 1)(x)
x = keras.layers.Add()([x, y])
x = keras.layers.Concatenate()([x, y])
outputs = keras.layers.GlobalMaxPooling2D()(x)
model = keras.Model(inputs=inputs, outputs=outputs)
)"),
              "conv_1 4x8x8, relu_2 4x8x8, conv_3 4x8x8, add_4(2 3) 4x8x8, concatenate_5(4 3) "
              "8x8x8, max_6 8x1x1");
}

/// The tutorial of PyTorch, as it stands there.
constexpr const char* tutorial = R"(
import torch
import torch.nn as nn
import torch.nn.functional as F


class Net(nn.Module):

    def __init__(self):
        super(Net, self).__init__()
        # 1 input image channel, 6 output channels, 5x5 square convolution
        self.conv1 = nn.Conv2d(1, 6, 5)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.fc1 = nn.Linear(16 * 5 * 5, 120)  # 5*5 from image dimension
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, 10)

    def forward(self, x):
        # Max pooling over a (2, 2) window
        x = F.max_pool2d(F.relu(self.conv1(x)), (2, 2))
        # If the size is a square, you can specify with a single number
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        x = torch.flatten(x, 1) # flatten all dimensions except the batch dimension
        x = F.relu(self.fc1(x))
        x = F.relu(self.fc2(x))
        x = self.fc3(x)
        return x


net = Net()
print(net)
input = torch.randn(1, 1, 32, 32)
out = net(input)
for i in range(2):
    optimizer.step()
)";

TEST(NetworkCode, ClassesAreRead) {
    const std::string whole =
        "conv1 6x28x28, relu_2 6x28x28, max_3 6x14x14, conv2 16x10x10, relu_5 16x10x10, max_6 "
        "16x5x5, fc1 120x1x1, relu_8 120x1x1, fc2 84x1x1, relu_10 84x1x1, fc3 10x1x1";
    EXPECT_EQ(read(tutorial, Shape{1, 1, 32, 32}), whole);
    std::string viewed = tutorial;
    const std::string flatten = "torch.flatten(x, 1)";
    viewed.replace(viewed.find(flatten), flatten.size(), "x.view(-1, 16 * 5 * 5)");
    EXPECT_EQ(read(viewed, Shape{1, 1, 32, 32}), whole);
    viewed.replace(viewed.find("x.view(-1, 16 * 5 * 5)"), 22, "x.reshape(x.shape[0], -1)");
    EXPECT_EQ(read(viewed, Shape{1, 1, 32, 32}), whole);
    EXPECT_EQ(read(R"(
class Block(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(c_out)
        self.relu = nn.ReLU(inplace=True)
        self.down = nn.Conv2d(c_in, c_out, 1, stride, bias=False)

    def forward(self, x):
        identity = self.down(x)
        out = self.relu(self.bn1(self.conv1(x)))
        out += identity
        return self.relu(out)

class Net(nn.Module):
    def __init__(self, num_classes=10):
        super(Net, self).__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 4, 3), nn.MaxPool2d(2))
        self.block = Block(4, 8, stride=2)
        self.fc = nn.Linear(8, num_classes)
    def forward(self, x):
        x = self.block(self.stem(x))
        x = F.adaptive_avg_pool2d(x, 1)
        x = torch.cat([x, x], dim=1)
        return self.fc(x.view(x.size(0), -1))

if __name__ == "__main__":
    model = Net(num_classes=5).to("cuda")
)",
                   Shape{1, 3, 18, 18}),
              "stem.0 4x16x16, stem.1 4x8x8, block.down 8x4x4, block.conv1(2) 8x4x4, block.bn1 "
              "8x4x4, block.relu 8x4x4, add_7(6 3) 8x4x4, block.relu_2 8x4x4, avg_9 8x1x1, "
              "concatenate_10(9 9) 16x1x1 | layer 11 (fc): each row of the weights has 8 numbers, "
              "and the input 16: 16 x 1 x 1: use weights for 16 inputs, or an input of another "
              "size");
}

TEST(NetworkCode, WhatItsCallsMeanIsRead) {
    const auto network = parse_network(R"(nn.Sequential(
        nn.Conv2d(4, 6, (3, 5), stride=(2, 1), padding=(1, 2), dilation=2, groups=2),
        nn.ZeroPad2d((1, 2, 3, 4)), nn.Conv2d(6, 2, 3, padding="same", bias=False),
        nn.LeakyReLU(), nn.ELU(0.5), nn.ReLU6(), nn.Hardtanh(-2, 2), nn.Hardsigmoid(),
        nn.BatchNorm2d(2, eps=0.01)))");
    ASSERT_FALSE(network);
    EXPECT_THAT(network.error().message(), HasSubstr("Conv2d does not pad as its input was"));
    const auto mended = parse_network(R"(nn.Sequential(
        nn.Conv2d(4, 6, (3, 5), stride=(2, 1), padding=(1, 2), dilation=2, groups=2),
        nn.ZeroPad2d((1, 2, 3, 4)), nn.Conv2d(6, 2, 3, padding=1, bias=False),
        nn.LeakyReLU(), nn.ELU(0.5), nn.ReLU6(), nn.Hardtanh(-2, 2), nn.Hardsigmoid(),
        nn.BatchNorm2d(2, eps=0.01)))");
    ASSERT_TRUE(mended) << mended.error().message();
    const auto& layers = mended->network.layers;
    const auto& first = std::get<Conv2d>(layers[0].layer);
    EXPECT_EQ(first.weight->shape(), (Shape{6, 2, 3, 5}));
    EXPECT_EQ(first.bias->shape(), (Shape{1, 6, 1, 1}));
    EXPECT_EQ(first.padding, (Padding{1, 2, 1, 2}));
    EXPECT_EQ(first.stride, (Extent{2, 1}));
    EXPECT_EQ(first.dilation, (Extent{2, 2}));
    EXPECT_EQ(first.groups, 2);
    const auto& second = std::get<Conv2d>(layers[1].layer);
    EXPECT_EQ(second.padding, (Padding{4, 2, 5, 3}));
    EXPECT_FALSE(second.bias);
    EXPECT_EQ(std::get<Pointwise>(layers[2].layer), (Pointwise{Function::leaky_relu, 0.01F, 0}));
    EXPECT_EQ(std::get<Pointwise>(layers[3].layer), (Pointwise{Function::elu, 0.5F, 0}));
    EXPECT_EQ(std::get<Pointwise>(layers[4].layer), (Pointwise{Function::clip, 0, 6}));
    EXPECT_EQ(std::get<Pointwise>(layers[5].layer), (Pointwise{Function::clip, -2, 2}));
    EXPECT_EQ(std::get<Pointwise>(layers[6].layer),
              (Pointwise{Function::hard_sigmoid, 1.0F / 6, 0.5F}));
    const auto& norm = std::get<BatchNorm>(layers[7].layer);
    EXPECT_EQ(norm.epsilon, 0.01F);
    EXPECT_EQ(norm.variance->at(0, 1, 0, 0), 1);
    EXPECT_EQ(norm.mean->at(0, 1, 0, 0), 0);
    // Keras' defaults are others.
    const auto keras = parse_network(
        "keras.Sequential([keras.Input((8, 8, 2)), keras.layers.BatchNormalization(), "
        "keras.layers.LeakyReLU(), keras.layers.Conv2D(3, 3, strides=2, padding='same'), "
        "keras.layers.AveragePooling2D(3, strides=1, padding='same')])");
    ASSERT_TRUE(keras) << keras.error().message();
    EXPECT_EQ(keras->framework, "Keras");
    EXPECT_EQ(std::get<BatchNorm>(keras->network.layers[0].layer).epsilon, 1e-3F);
    EXPECT_EQ(std::get<Pointwise>(keras->network.layers[1].layer).alpha, 0.3F);
    EXPECT_EQ(std::get<Conv2d>(keras->network.layers[2].layer).padding_mode,
              PaddingMode::same_upper);
    EXPECT_FALSE(std::get<Layer>(keras->network.layers[3].layer).params.count_include_pad);
}

TEST(NetworkCode, WeightsAreDrawnFromTheSeed) {
    constexpr const char* code = R"(
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 3, 3, padding=1)
        self.other = nn.Conv2d(3, 3, 3, padding=1)
    def forward(self, x):
        return self.other(self.conv(self.conv(x)))
)";
    const auto a = parse_network(code, {.seed = 1}), again = parse_network(code, {.seed = 1}),
               other = parse_network(code, {.seed = 2});
    ASSERT_TRUE(a && again && other) << a.error().message();
    EXPECT_EQ(a->network, again->network);
    EXPECT_FALSE(a->network == other->network);
    ASSERT_EQ(a->notes.size(), 1U);
    EXPECT_EQ(a->notes[0], "the weights are random, from seed 1");
    const auto weight = [&](std::size_t i) -> const Conv2d& {
        return std::get<Conv2d>(a->network.layers[i].layer);
    };
    EXPECT_EQ(weight(0), weight(1)) << "one module";
    EXPECT_FALSE(weight(0).weight == weight(2).weight);
    double square = 0;
    for (const float one : weight(0).weight->cells()) {
        EXPECT_LE(std::abs(one), std::sqrt(6.0 / 27));
        square += double{one} * double{one};
    }
    EXPECT_NEAR(square / 81, 2.0 / 27, 0.02) << "Kaiming's variance";
    // So that outputs neither grow nor vanish.
    std::string deep = "nn.Sequential(nn.Conv2d(1, 16, 3, padding=1)";
    for (int i = 0; i < 40; ++i) deep += ", nn.ReLU(), nn.Conv2d(16, 16, 3, padding=1)";
    const auto chain = parse_network(deep + ")", {.input = Shape{1, 1, 9, 9}});
    ASSERT_TRUE(chain) << chain.error().message();
    const auto outputs = forward(chain->network, Tensor<float>({1, 1, 9, 9}, 1.0F));
    ASSERT_TRUE(outputs);
    double most = 0;
    for (const float one : outputs->back()->cells()) most = std::max(most, std::abs(double{one}));
    EXPECT_GT(most, 1e-3);
    EXPECT_LT(most, 1e3);
}

struct Refused {
    const char* code;
    const char* says;
};

TEST(NetworkCode, WhatIsNotUnderstoodIsNamedWithItsLine) {
    for (const Refused& one : std::initializer_list<Refused>{
             {"net = nn.Sequential(\n    nn.Conv2d(1, 6, 5),\n    nn.LayerNorm(10))",
              "line 3: nn.LayerNorm is no layer that is read"},
             {"nn.Sequential(nn.Conv2d(1, 6, 5, padding_mode='reflect'))",
              "line 1: padding_mode='reflect' is not \"zeros\""},
             {"nn.Sequential(nn.Conv2d(1, 6))", "line 1: nn.Conv2d is given no kernel_size"},
             {"nn.Sequential(\n nn.Conv2d(1, 6, k))", "line 2: kernel_size=k is not whole numbers"},
             {"nn.Sequential(nn.Conv2d(4, 6, 3, groups=3))",
              "line 1: 4 and 6 channels do not divide into 3 groups"},
             {"nn.Sequential(nn.Conv2d(1, 6, 5), nn.Linear(3456, 10))",
              "line 1: Linear is laid over maps, of which it would take the last axis alone"},
             {"nn.Sequential(nn.Flatten(), nn.Conv2d(1, 6, 5))",
              "line 1: Conv2d wants rows and columns, and its input was flattened on line 1"},
             {"nn.Sequential(nn.Conv2d(1, 2, 3), nn.MaxPool1d(2))",
              "line 1: MaxPool1d slides along 1 axes, and its input has 2"},
             {"nn.Sequential(nn.MaxPool2d(2, return_indices=True))",
              "line 1: return_indices=True of MaxPool2d is not read"},
             {"nn.Sequential(nn.MaxPool2d(3, padding=2))",
              "line 1: pad should be at most half of kernel size"},
             {"nn.Sequential(nn.ZeroPad2d(1), nn.ReLU())",
              "line 1: ReLU is laid over maps that were padded on line 1"},
             {"net = nn.Sequential(nn.ReLU())\nfor i in range(3):\n    net.append(nn.ReLU())",
              "line 2: what stands under 'for' is not followed"},
             {"if deep:\n    net = nn.Sequential(nn.ReLU())\nelse:\n    net = 1",
              "the code has no network that is read"},
             {"class Net(nn.Module):\n    def __init__(self, k):\n        super().__init__()\n"
              "        self.conv = nn.Conv2d(1, 1, k)\n    def forward(self, x):\n"
              "        return self.conv(x)",
              "line 4: kernel_size=k is not whole numbers"},
             {"class Net(nn.Module):\n    def forward(self, x):\n        return F.log_softmax(x)",
              "line 3: F.log_softmax is no layer that is read"},
             {"class Net(nn.Module):\n    def forward(self, x):\n        y = F.relu(x)\n"
              "        return x, y",
              "line 1: forward returns more than one thing"},
             {"class Net(nn.Module):\n    def forward(self, x):\n        if x.mean() > 0:\n"
              "            x = F.relu(x)\n        return x",
              "line 3: what stands under 'if' is not followed"},
             {"class Net(nn.Module):\n    def forward(self, x):\n        return x / 2",
              "line 3: x / 2 computes as no layer here does"},
             {"class Net(nn.Module):\n    def forward(self, x):\n"
              "        return torch.cat([x, x])",
              "line 3: torch.cat concatenates along another axis than the channels"},
             {"class Net(nn.Module):\n    def forward(self, x):\n        return x[:, 0]",
              "line 3: x[:, 0] is nothing that is read"},
             {"class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n"
              "        self.fc1 = nn.Linear(400, 10)\n    def forward(self, x):\n"
              "        x = x.view(-1, 256)\n        return self.fc1(x)",
              "line 4: Linear takes 400 numbers, and line 6 gives it 256"},
             {"a = nn.Sequential(nn.ReLU())\nb = nn.Sequential(nn.Tanh())",
              "the code has 2 networks: a (line 1) and b (line 2)"},
             {"import paddle.nn as nn\nnet = nn.Sequential(nn.Conv2D(1, 6, 5))",
              "line 2: this is a call of Paddle, which is not read"},
             {"from mindspore import nn\nnet = nn.Sequential(nn.Conv2d(1, 6, 5))",
              "line 2: this is a call of MindSpore, which is not read"},
             {"keras.Sequential([keras.layers.Conv2D(1, 3)])",
              "line 1: the code does not say the shape of the network's input"},
             {"keras.Sequential([keras.Input((8, 8, 1)), keras.layers.Conv2D(1, 3, "
              "activation='swish')])",
              "line 1: the activation 'swish' is no layer that is known here"},
             {"keras.Sequential([keras.Input((8, 8, 1)), keras.layers.Conv2D(1, 3, "
              "data_format='channels_first')])",
              "is not read"},
             {"keras.Sequential([keras.Input((8, 8, 1)), keras.layers.Dense(4)])",
              "line 1: Dense is laid over maps"},
             {"nn.Sequential(nn.Conv2d(100000, 100000, 100))", "more than 268435456 weights"},
             {"nn.Sequential(nn.Conv2d(1, -3, 3))", "line 1: out_channels is -3"},
             {"nn.Sequential(nn.ReLU()", "line 1: the code ends where"},
             {"print('hello')", "the code has no network that is read"},
             {"", "the code has no network that is read"}}) {
        const auto network = parse_network(one.code);
        ASSERT_FALSE(network) << one.code;
        EXPECT_THAT(network.error().message(), HasSubstr(one.says)) << one.code;
    }
    EXPECT_THAT(parse_network(std::string(70'000, ' ')).error().message(),
                HasSubstr("the most is 65536"));
}

TEST(NetworkCode, ALayerThatCannotBeIsToldOfTheNetwork) {
    constexpr const char* code = R"(
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, 5)
        self.fc1 = nn.Linear(400, 10)
    def forward(self, x):
        x = F.relu(self.conv1(x))
        x = x.view(-1, 400)
        return self.fc1(x)
)";
    EXPECT_EQ(read(code, Shape{1, 1, 14, 14}),
              "conv1 6x10x10, relu_2 6x10x10 | layer 3 (fc1): each row of the weights has 400 "
              "numbers, and the input 600: 6 x 10 x 10: use weights for 600 inputs, or an input of "
              "another size");
    EXPECT_THAT(read("nn.Sequential(nn.Conv2d(3, 6, 5), nn.ReLU())", picture),
                HasSubstr("layer 1 (conv_1)"));
}

}  // namespace
}  // namespace poolscope
