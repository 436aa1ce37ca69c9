/// Networks: each kind of layer against its definition in double, over random ones; shapes, costs
/// and receptive fields.
#include "poolscope/network.hpp"

#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/network_gen.hpp"
#include "poolscope/forward.hpp"

namespace poolscope {
namespace {

using testing::HasSubstr;

const int random_layers = layer_count();

Result<Tensor<float>> run(AnyLayer layer, const Tensor<float>& input) {
    const Network network{{{"", std::move(layer), {network_input}}}};
    return forward(network, input).map([](const auto& outputs) { return *outputs[0]; });
}

/// One output of a convolution, cell by cell.
Sum convolved(const Conv2d& conv, const Tensor<float>& input, int n, int o, int row, int col) {
    const Shape& weight = conv.weight->shape();
    Sum sum{.value = conv.bias ? double{conv.bias->at(0, o, 0, 0)} : 0.0};
    sum.magnitude = std::abs(sum.value);
    const int first = o / (weight.n / conv.groups) * weight.c;
    for (int c = 0; c < weight.c; ++c)
        for (int u = 0; u < weight.h; ++u)
            for (int v = 0; v < weight.w; ++v) {
                const int y = row * conv.stride.h - conv.padding.top + u * conv.dilation.h;
                const int x = col * conv.stride.w - conv.padding.left + v * conv.dilation.w;
                if (y < 0 || x < 0 || y >= input.shape().h || x >= input.shape().w) continue;
                const double term =
                    double{conv.weight->at(o, c, u, v)} * double{input.at(n, first + c, y, x)};
                sum.value += term;
                sum.magnitude += std::abs(term);
            }
    return sum;
}

TEST(NetworkLayers, AConvolutionIsItsDefinition) {
    Random random(1);
    int legal = 0;
    for (int i = 0; legal < random_layers && i < 4 * random_layers; ++i) {
        Shape shape = random.shape();
        const Conv2d conv = random_conv(random, shape.c);
        const Tensor<float> input = random.tensor(shape);
        const auto output = run(conv, input);
        if (!output) {
            ASSERT_EQ(output.error().code, ErrorCode::window_outside) << output.error().message();
            continue;
        }
        ++legal;
        const Shape& out = output->shape();
        const auto extent = [](int in, int pads, int kernel, int dilation, int stride) {
            return (in + pads - dilation * (kernel - 1) - 1) / stride + 1;
        };
        const Shape& weight = conv.weight->shape();
        ASSERT_EQ(out.h, extent(shape.h, conv.padding.top + conv.padding.bottom, weight.h,
                                conv.dilation.h, conv.stride.h));
        ASSERT_EQ(out.w, extent(shape.w, conv.padding.left + conv.padding.right, weight.w,
                                conv.dilation.w, conv.stride.w));
        for (int n = 0; n < out.n; ++n)
            for (int o = 0; o < out.c; ++o)
                for (int row = 0; row < out.h; ++row)
                    for (int col = 0; col < out.w; ++col) {
                        const Sum sum = convolved(conv, input, n, o, row, col);
                        ASSERT_NEAR(output->at(n, o, row, col), sum.value, 1e-5 * sum.magnitude)
                            << shape_text(shape) << " by " << shape_text(weight);
                    }
    }
    EXPECT_EQ(legal, random_layers);
}

TEST(NetworkLayers, LargeConvolutionsAreCutIntoTilesThatMeet) {
    Random random(2);
    const Conv2d conv{.weight = random.weights({5, 40, 3, 3}), .padding = {1, 1, 1, 1}};
    const Tensor<float> input = random.tensor({1, 40, 61, 67});
    for (const int threads : {1, 3}) {
        const Network network{{{"", conv, {network_input}}}};
        const auto outputs = forward(network, input, {.threads = threads});
        ASSERT_TRUE(outputs);
        for (int i = 0; i < 2000; ++i) {
            const int o = random.from(0, 4), row = random.from(0, 60), col = random.from(0, 66);
            const Sum sum = convolved(conv, input, 0, o, row, col);
            ASSERT_NEAR((*outputs)[0]->at(0, o, row, col), sum.value, 1e-5 * sum.magnitude);
        }
    }
}

TEST(NetworkLayers, PointwiseLayersAreTheirFunctions) {
    Random random(3);
    for (int i = 0; i < random_layers; ++i) {
        const Pointwise layer{static_cast<Function>(random.from(0, 6)), random.value(),
                              random.value()};
        Tensor<float> input = random.tensor(random.shape());
        input.cells()[0] = std::numeric_limits<float>::quiet_NaN();
        const auto output = run(layer, input);
        ASSERT_TRUE(output);
        ASSERT_TRUE(std::isnan(output->cells()[0])) << kind_id(layer);
        for (std::size_t at = 1; at < input.cells().size(); ++at) {
            const double wanted = naive::by_function(layer, double{input.cells()[at]});
            ASSERT_NEAR(output->cells()[at], wanted, 1e-5 * std::max(1.0, std::abs(wanted)))
                << kind_id(layer) << " of " << input.cells()[at];
        }
    }
}

TEST(NetworkLayers, NormalisingIsItsDefinition) {
    Random random(4);
    for (int i = 0; i < random_layers; ++i) {
        const Tensor<float> input = random.tensor(random.shape());
        const Shape each{1, input.shape().c, 1, 1};
        const BatchNorm norm = random_batch_norm(random, each.c);
        const auto output = run(norm, input);
        ASSERT_TRUE(output);
        for (int c = 0; c < each.c; ++c) {
            const double by = double{norm.scale->at(0, c, 0, 0)} /
                              std::sqrt(double{norm.variance->at(0, c, 0, 0)} + 1e-3);
            const double x = double{input.at(0, c, 0, 0)} - double{norm.mean->at(0, c, 0, 0)};
            const double wanted = x * by + double{norm.shift->at(0, c, 0, 0)};
            ASSERT_NEAR(output->at(0, c, 0, 0), wanted, 1e-4 * std::max(1.0, std::abs(x * by)));
        }
    }
}

TEST(NetworkLayers, LinearLayersFlattenByChannelsRowsAndColumns) {
    Random random(5);
    for (int i = 0; i < random_layers / 10; ++i) {
        const Tensor<float> input = random.tensor(random.shape());
        const auto features = static_cast<int>(input.shape().offset(1, 0, 0, 0));
        const int outputs = random.chance(20) ? 200 : random.from(1, 9);
        Linear linear{.weight = random.weights({1, 1, outputs, features})};
        if (random.chance(2)) linear.bias = random.weights({1, outputs, 1, 1});
        const auto output = run(linear, input);
        ASSERT_TRUE(output);
        ASSERT_EQ(output->shape(), (Shape{input.shape().n, outputs, 1, 1}));
        for (int n = 0; n < input.shape().n; ++n)
            for (int o = 0; o < outputs; ++o) {
                double sum = linear.bias ? double{linear.bias->at(0, o, 0, 0)} : 0;
                double magnitude = std::abs(sum);
                for (int at = 0; at < features; ++at) {
                    const double term =
                        double{linear.weight->at(0, 0, o, at)} *
                        double{input.cells()[static_cast<std::size_t>(n * features + at)]};
                    sum += term;
                    magnitude += std::abs(term);
                }
                ASSERT_NEAR(output->at(n, o, 0, 0), sum, 1e-5 * magnitude);
            }
    }
}

TEST(NetworkLayers, SoftmaxSumsToOneAlongItsAxes) {
    Random random(6);
    for (int i = 0; i < random_layers / 10; ++i) {
        const int first = random.from(0, 3), last = random.from(first, 3);
        const Tensor<float> input = random.tensor(random.shape());
        const auto output = run(Softmax{first, last}, input);
        ASSERT_TRUE(output);
        const Shape& shape = input.shape();
        const int extents[] = {shape.n, shape.c, shape.h, shape.w};
        double groups = 1, sum = 0;
        for (int axis = 0; axis < 4; ++axis)
            if (axis < first || axis > last) groups *= extents[axis];
        for (const float cell : output->cells()) sum += double{cell};
        ASSERT_NEAR(sum, groups, 1e-4 * groups);
    }
    const auto two = run(Softmax{}, Tensor<float>({1, 2, 1, 1}, std::vector<float>{1, 3}));
    EXPECT_NEAR(two->at(0, 1, 0, 0), 1 / (1 + std::exp(-2.0)), 1e-6);
    const auto huge = run(Softmax{}, Tensor<float>({1, 2, 1, 1}, std::vector<float>{1e30F, 0}));
    EXPECT_EQ(huge->at(0, 0, 0, 0), 1);
}

TEST(NetworkLayers, JoiningBroadcastsAndConcatenates) {
    Random random(7);
    const Tensor<float> maps = random.tensor({2, 3, 4, 5});
    const Tensor<float> gates = random.tensor({2, 3, 1, 1});
    const Network network{
        {{"same", Pointwise{Function::clip, -1e9F, 1e9F}, {network_input}},
         {"mean",
          Layer{.op = *find_operator("avg"), .params = {.placement = Placement::global}},
          {0}},
         {"gated", Join{Joining::multiply}, {0, 1}},
         {"gates", Constant{Weights(gates)}, {}},
         {"more", Join{Joining::add}, {2, 0, 3}},
         {"all", Join{Joining::concatenate}, {4, 0, 2}}}};
    const auto outputs = forward(network, maps);
    ASSERT_TRUE(outputs) << outputs.error().message();
    ASSERT_EQ((*outputs)[5]->shape(), (Shape{2, 9, 4, 5}));
    const float mean = (*outputs)[1]->at(1, 2, 0, 0), cell = maps.at(1, 2, 3, 4);
    EXPECT_FLOAT_EQ((*outputs)[4]->at(1, 2, 3, 4), cell * mean + cell + gates.at(1, 2, 0, 0));
    EXPECT_EQ((*outputs)[5]->at(1, 2, 3, 4), (*outputs)[4]->at(1, 2, 3, 4));
    EXPECT_EQ((*outputs)[5]->at(1, 5, 3, 4), cell);
    EXPECT_EQ((*outputs)[5]->at(1, 8, 3, 4), cell * mean);
    // Dropping what nobody reads any more changes nothing.
    const auto last = forward(network, maps, {.keep_all = false});
    ASSERT_TRUE(last);
    EXPECT_EQ(*(*last)[5], *(*outputs)[5]);
    EXPECT_EQ((*last)[0], nullptr);
    const NetworkShapes shapes = shapes_of(network, maps.shape());
    EXPECT_EQ(activation_bytes(network, shapes, true), 4 * (120U + 6U + 120U + 6U + 120U + 360U));
    EXPECT_LT(activation_bytes(network, shapes, false), activation_bytes(network, shapes, true));
}

TEST(Networks, SayWhichLayerCannotBeAndKeepThoseBefore) {
    Random random(8);
    const Network network{
        {{"first", Conv2d{.weight = random.weights({4, 1, 3, 3})}, {network_input}},
         {"second", Conv2d{.weight = random.weights({4, 3, 3, 3})}, {0}},
         {"third", Pointwise{}, {1}}}};
    const NetworkShapes shapes = shapes_of(network, {1, 1, 8, 8});
    ASSERT_EQ(shapes.outputs.size(), 1U);
    EXPECT_EQ(shapes.outputs[0], (Shape{1, 4, 6, 6}));
    ASSERT_TRUE(shapes.error);
    EXPECT_THAT(shapes.error->message(), HasSubstr("layer 2 (second)"));
    EXPECT_THAT(shapes.error->message(), HasSubstr("3 channels"));
    EXPECT_EQ(costs_of(network, {1, 1, 8, 8}, shapes).size(), 1U);
    EXPECT_FALSE(forward(network, Tensor<float>({1, 1, 8, 8})));
    const Network backwards{{{"", Pointwise{}, {0}}}};
    EXPECT_EQ(shapes_of(backwards, {1, 1, 8, 8}).error->code, ErrorCode::bad_index);
}

TEST(Networks, StopWhenTheyAreTold) {
    Random random(9);
    const Network network{{{"", Conv2d{.weight = random.weights({4, 1, 3, 3})}, {network_input}}}};
    const auto stopped =
        forward(network, Tensor<float>({1, 1, 64, 64}), {.stop = [] { return true; }});
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::cancelled);
}

Layer pooling(const char* op, int kernel, int stride, int padding) {
    return {.op = *find_operator(op),
            .params = {.kernel_size = {kernel, kernel},
                       .stride = {stride, stride},
                       .padding = {padding, padding, padding, padding}}};
}

TEST(ReceptiveFields, GrowByTheRule) {
    Random random(10);
    const auto conv = [&](int in, int out) {
        return Conv2d{.weight = random.weights({out, in, 3, 3}), .padding = {1, 1, 1, 1}};
    };
    const Network network{{{"", conv(1, 4), {network_input}},
                           {"", pooling("max", 2, 2, 0), {0}},
                           {"", conv(4, 8), {1}},
                           {"", pooling("max", 2, 2, 0), {2}},
                           {"", Linear{random.weights({1, 1, 10, 32})}, {3}}}};
    const Shape input{1, 1, 8, 8};
    const auto costs = costs_of(network, input, shapes_of(network, input));
    ASSERT_EQ(costs.size(), 5U);
    const int sizes[] = {3, 4, 8, 10}, jumps[] = {1, 2, 2, 4};
    for (std::size_t i = 0; i < 4; ++i)
        EXPECT_EQ(costs[i].rows, (ReceptiveField{sizes[i], jumps[i]})) << i;
    EXPECT_EQ(costs[4].cols, (ReceptiveField{8, std::nullopt}));
    EXPECT_EQ(costs[0].parameters, 36);
    EXPECT_EQ(costs[0].macs, 4 * 64 * 9);
    EXPECT_EQ(costs[1].taps, 4 * 16 * 4);
    EXPECT_EQ(costs[2].parameters, 8 * 4 * 9);
    EXPECT_EQ(costs[4].macs, 320);
}

/// A chain of layers whose outputs move whenever a cell that they read does; columns stay apart.
Network random_chain(Random& random, int most_padding) {
    Network network;
    for (int i = 0, count = random.from(1, 4); i < count; ++i) {
        AnyLayer layer = Pointwise{Function::leaky_relu, 0.5F};
        const int kind = random.from(0, 3), kernel = random.from(1, 3),
                  pad = random.from(0, most_padding);
        const Extent stride{random.from(1, 2), 1};
        if (kind == 0)
            layer = Conv2d{.weight = Weights(Tensor<float>({1, 1, kernel, 1}, 1)),
                           .stride = stride,
                           .padding = {.top = pad, .bottom = pad},
                           .dilation = {random.from(1, 2), 1}};
        else if (kind == 1)
            layer = Layer{.op = *find_operator("avg"),
                          .params = {.kernel_size = {kernel, 1},
                                     .stride = stride,
                                     .padding = {.top = pad, .bottom = pad}}};
        else if (kind == 2 && random.chance(3))
            layer = Layer{.op = *find_operator("avg"),
                          .params = {.placement = Placement::adaptive,
                                     .output_size = {random.from(1, 4), 2}}};
        network.layers.push_back({"", layer, {i - 1}});
    }
    return network;
}

/// The most rows, from the first to the last, that move any one output of the last layer.
int rows_seen(const Network& network, const Tensor<float>& input, const Tensor<float>& plain) {
    const Shape& out = plain.shape();
    std::vector<int> first(plain.cells().size(), input.shape().h), last(first.size(), -1);
    for (int row = 0; row < input.shape().h; ++row) {
        Tensor<float> changed = input;
        for (int col = 0; col < input.shape().w; ++col) changed.at(0, 0, row, col) += 1;
        const auto outputs = forward(network, changed, {.threads = 1});
        for (std::size_t at = 0; at < first.size(); ++at)
            if (outputs->back()->cells()[at] != plain.cells()[at]) {
                first[at] = std::min(first[at], row);
                last[at] = row;
            }
    }
    int most = 0;
    for (std::size_t at = 0; at < static_cast<std::size_t>(out.h * out.w); ++at)
        most = std::max(most, last[at] - first[at] + 1);
    return most;
}

TEST(ReceptiveFields, AreWhatMovesAnOutput) {
    Random random(11);
    int compared = 0;
    for (int i = 0; i < 2000; ++i) {
        const bool padded = i % 2 == 0;
        const Network network = random_chain(random, padded ? 2 : 0);
        const Tensor<float> input({1, 1, random.from(4, 24), 2}, 1);
        const auto outputs = forward(network, input, {.threads = 1});
        if (!outputs) continue;
        const auto costs = costs_of(network, input.shape(), shapes_of(network, input.shape()));
        const ReceptiveField& field = costs.back().rows;
        const int seen = rows_seen(network, input, *outputs->back());
        ++compared;
        // The rule counts padding with what an output sees.
        ASSERT_LE(seen, field.size) << i;
        if (!padded) {
            ASSERT_EQ(seen, field.size) << i;
        }
    }
    EXPECT_GT(compared, 1000);
}

}  // namespace
}  // namespace poolscope
