/// Networks as code: what is written, and that it reads back as the same.
#include <algorithm>
#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "network_code.hpp"
#include "random_networks.hpp"

namespace poolscope {
namespace {

using testing::HasSubstr;

/// Copies what `from` has learnt into the layers of the same places.
void take_weights(Network& to, const Network& from) {
    for (std::size_t i = 0; i < to.layers.size(); ++i) {
        AnyLayer& layer = to.layers[i].layer;
        const AnyLayer& given = from.layers[i].layer;
        if (auto* const conv = std::get_if<Conv2d>(&layer); conv != nullptr) {
            const auto& other = std::get<Conv2d>(given);
            ASSERT_EQ(conv->weight->shape(), other.weight->shape());
            ASSERT_EQ(static_cast<bool>(conv->bias), static_cast<bool>(other.bias));
            conv->weight = other.weight;
            conv->bias = other.bias;
        } else if (auto* const linear = std::get_if<Linear>(&layer); linear != nullptr) {
            const auto& other = std::get<Linear>(given);
            ASSERT_EQ(linear->weight->shape(), other.weight->shape());
            ASSERT_EQ(static_cast<bool>(linear->bias), static_cast<bool>(other.bias));
            *linear = other;
        } else if (auto* const norm = std::get_if<BatchNorm>(&layer); norm != nullptr) {
            const float epsilon = norm->epsilon;
            *norm = std::get<BatchNorm>(given);
            ASSERT_EQ(norm->epsilon, epsilon);
        } else if (std::holds_alternative<Constant>(layer)) {
            layer = given;
        }
    }
}

/// How many random networks the form can say; each is read back as what it was.
int written_and_read(std::string_view form_id, const NetworkMix& mix, int count) {
    const NetworkForm& form = **find_network_form(form_id);
    NetworkMaker maker(7, mix);
    int said = 0;
    for (int i = 0; i < count; ++i) {
        const Shape input = maker.input();
        const Network network = maker.make(input);
        if (network.layers.empty()) continue;
        const auto code = form.write(network, input);
        if (!code) {
            EXPECT_EQ(code.error().code, ErrorCode::not_expressible) << code.error().message();
            EXPECT_THAT(code.error().message(), HasSubstr("layer "));
            continue;
        }
        auto again = parse_network(*code, {.input = input});
        EXPECT_TRUE(again) << again.error().message() << "\n" << *code;
        if (!again) return said;
        // Only what the last layer needs comes back; the written text has all.
        const auto needed = again->network.layers.size();
        if (needed != network.layers.size()) continue;
        EXPECT_EQ(told(again->network, input).size() > 0, true);
        for (std::size_t at = 0; at < needed; ++at)
            EXPECT_EQ(again->network.layers[at].inputs, network.layers[at].inputs) << *code;
        take_weights(again->network, network);
        if (testing::Test::HasFatalFailure()) return said;
        const Tensor<float> values = maker.tensor(input);
        const auto a = forward(network, values), b = forward(again->network, values);
        EXPECT_TRUE(a && b) << *code;
        if (!a || !b) return said;
        for (std::size_t at = 0; at < needed; ++at) {
            EXPECT_EQ((*a)[at]->shape(), (*b)[at]->shape()) << *code;
            for (std::size_t cell = 0; cell < (*a)[at]->cells().size(); ++cell)
                if (!(std::abs((*a)[at]->cells()[cell] - (*b)[at]->cells()[cell]) <=
                      1e-5F * std::max(1.0F, std::abs((*a)[at]->cells()[cell])))) {
                    ADD_FAILURE() << "layer " << at << "\n" << *code;
                    return said;
                }
        }
        // Sums have no names in a program, and a softmax over one cell of each map has two.
        for (std::size_t at = 0; at < needed; ++at) {
            NetworkLayer& one = again->network.layers[at];
            one.name = network.layers[at].name;
            if (std::holds_alternative<Softmax>(one.layer)) one = network.layers[at];
        }
        EXPECT_EQ(form.write(again->network, input).value_or(""), *code);
        ++said;
    }
    return said;
}

TEST(NetworkCode, WhatIsWrittenReadsBackAsTheSame) {
    const NetworkMix all{.branches = true, .constants = true, .any_softmax = true};
    EXPECT_GT(written_and_read("pytorch-module", all, 2000), 1000);
    EXPECT_GT(written_and_read("pytorch", all, 500), 250);
    EXPECT_GT(written_and_read("pytorch-sequential", {.branches = false}, 1000), 800);
    EXPECT_GT(written_and_read("keras", {.branches = true}, 2000), 600);
    EXPECT_GT(written_and_read("keras", {.branches = false, .even_padding = true}, 1000), 400);
}

Layer pooling(const char* op, const PoolParams& params) {
    return {.op = *find_operator(op), .params = params};
}

TEST(NetworkCode, FormsAreWritten) {
    NetworkMaker maker(1, {});
    const Network chain{{{"conv1",
                          Conv2d{.weight = maker.weights({4, 1, 3, 3}), .padding = {1, 0, 2, 1}},
                          {network_input}},
                         {"", Pointwise{}, {0}},
                         {"pool", pooling("max", {.kernel_size = {2, 2}, .stride = {2, 2}}), {1}},
                         {"fc", Linear{.weight = maker.weights({1, 1, 5, 48})}, {2}},
                         {"", Softmax{}, {3}}}};
    const Shape input{1, 1, 8, 8};
    const auto written = [&](std::string_view id, const Network& network) {
        const auto code = (*find_network_form(id))->write(network, input);
        return code ? *code : "error: " + code.error().message();
    };
    EXPECT_EQ(written("pytorch-sequential", chain), R"(from torch import nn

model = nn.Sequential(
    nn.ZeroPad2d((0, 1, 1, 2)),
    nn.Conv2d(1, 4, 3, bias=False),
    nn.ReLU(),
    nn.MaxPool2d(2),
    nn.Flatten(),
    nn.Linear(48, 5, bias=False),
    nn.Softmax(dim=1),
)
)");
    EXPECT_EQ(written("pytorch", chain), written("pytorch-sequential", chain));
    EXPECT_EQ(written("keras", chain), R"(import keras

model = keras.Sequential([
    keras.Input(shape=(8, 8, 1)),
    keras.layers.ZeroPadding2D(((1, 2), (0, 1))),
    keras.layers.Conv2D(4, 3, use_bias=False),
    keras.layers.ReLU(),
    keras.layers.MaxPooling2D(pool_size=2),
    keras.layers.Flatten(),
    keras.layers.Dense(5, use_bias=False),
    keras.layers.Softmax(),
])
)");
    const Network branches{{{"conv1",
                             Conv2d{.weight = maker.weights({1, 1, 3, 3}), .padding = {1, 1, 1, 1}},
                             {network_input}},
                            {"sum", Join{Joining::add}, {0, network_input}},
                            {"low", pooling("min", {.kernel_size = {2, 2}, .stride = {2, 2}}), {1}},
                            {"both", Join{Joining::concatenate}, {2, 2}}}};
    EXPECT_EQ(written("pytorch", branches), R"(import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 1, 3, padding=1, bias=False)
        self.low = nn.MaxPool2d(2)

    def forward(self, x):
        conv1 = self.conv1(x)
        x = conv1 + x
        x = -self.low(-x)
        x = torch.cat([x, x], dim=1)
        return x
)");
    EXPECT_EQ(written("keras", branches), R"(import keras

inputs = keras.Input(shape=(8, 8, 1))
conv1 = keras.layers.Conv2D(1, 3, padding="same", use_bias=False)(inputs)
x = keras.layers.Add()([conv1, inputs])
x = -keras.layers.MaxPooling2D(pool_size=2)(-x)
x = keras.layers.Concatenate()([x, x])
model = keras.Model(inputs, x)
)");
    EXPECT_THAT(written("pytorch-sequential", branches),
                HasSubstr("layer 2 (sum): nn.Sequential only lays one module"));
    const Network soft{{{"soft", pooling("softpool", {}), {network_input}}}};
    EXPECT_THAT(written("pytorch", soft), HasSubstr("layer 1 (soft): PyTorch has no module"));
    const Network hard{{{"gate", Pointwise{Function::hard_sigmoid, 0.2F, 0.5F}, {network_input}}}};
    EXPECT_THAT(written("pytorch", hard), HasSubstr("layer 1 (gate): PyTorch has no hard sigmoid"));
    EXPECT_THAT(written("keras", hard), HasSubstr("layer 1 (gate): Keras has no hard sigmoid"));
    EXPECT_THAT(find_network_form("caffe").error().message(), HasSubstr("pytorch-module, keras"));
}

}  // namespace
}  // namespace poolscope
