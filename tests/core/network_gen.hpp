/// Random layers of every kind with inputs to them, and what each output is by its definition, in
/// double and cell by cell.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <random>
#include <vector>

#include "poolscope/network.hpp"

namespace poolscope {

/// Layers of each kind that a law is held against: 10,000, or half of POOLSCOPE_CASES (fewer under
/// the sanitizers).
inline int layer_count() {
    const char* const asked = std::getenv("POOLSCOPE_CASES");
    return asked == nullptr ? 10'000 : std::max(std::atoi(asked) / 2, 1);
}

class Random {
public:
    explicit Random(std::uint32_t seed) : generator_(seed) {}
    int from(int low, int high) { return std::uniform_int_distribution(low, high)(generator_); }
    bool chance(int in) { return from(1, in) == 1; }
    float value() { return static_cast<float>(from(-1000, 1000)) / 250; }
    Tensor<float> tensor(const Shape& shape) {
        Tensor<float> tensor(shape);
        for (float& cell : tensor.cells()) cell = value();
        return tensor;
    }
    Weights weights(const Shape& shape) { return Weights(tensor(shape)); }
    Shape shape() { return {from(1, 2), from(1, 6), from(1, 9), from(1, 9)}; }

private:
    std::mt19937 generator_;
};

/// A convolution with any fields; `channels` is what its input must have.
inline Conv2d random_conv(Random& random, int& channels) {
    Conv2d conv;
    conv.groups = random.from(1, 3);
    const int in = random.chance(3) ? 1 : random.from(1, 3), out = random.from(1, 3);
    channels = in * conv.groups;
    conv.weight = random.weights({out * conv.groups, in, random.from(1, 4), random.from(1, 4)});
    if (random.chance(2)) conv.bias = random.weights({1, out * conv.groups, 1, 1});
    conv.stride = {random.from(1, 3), random.from(1, 3)};
    conv.dilation = {random.from(1, 3), random.from(1, 3)};
    conv.padding = {random.from(0, 5), random.from(0, 5), random.from(0, 5), random.from(0, 5)};
    if (random.chance(3)) conv.padding = {};
    return conv;
}

inline BatchNorm random_batch_norm(Random& random, int channels) {
    const Shape each{1, channels, 1, 1};
    Tensor<float> variance = random.tensor(each);
    for (float& one : variance.cells()) one = std::abs(one) + 0.1F;
    return {random.weights(each), random.weights(each), random.weights(each), Weights(variance),
            1e-3F};
}

/// A layer with as many inputs as it takes.
struct DrawnLayer {
    AnyLayer layer{};
    std::vector<Tensor<float>> inputs{};

    [[nodiscard]] std::vector<Shape> shapes() const {
        std::vector<Shape> shapes;
        for (const auto& input : inputs) shapes.push_back(input.shape());
        return shapes;
    }
    [[nodiscard]] std::vector<TensorView<float>> views() const {
        return {inputs.begin(), inputs.end()};
    }
    /// The layer as a network's last, over constants where it has several inputs.
    [[nodiscard]] Network network() const {
        if (inputs.size() == 1) return {{{"", layer, {network_input}}}};
        Network network;
        NetworkLayer last{"", layer, {}};
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            network.layers.push_back({"", Constant{Weights(inputs[i])}, {}});
            last.inputs.push_back(static_cast<int>(i));
        }
        network.layers.push_back(std::move(last));
        return network;
    }
};

/// The kinds of layers that are drawn.
enum class DrawnKind { conv, linear, pointwise, batch_norm, softmax, add, multiply, concatenate };
inline constexpr DrawnKind drawn_kinds[] = {
    DrawnKind::conv,    DrawnKind::linear, DrawnKind::pointwise, DrawnKind::batch_norm,
    DrawnKind::softmax, DrawnKind::add,    DrawnKind::multiply,  DrawnKind::concatenate};

inline DrawnLayer random_join(Random& random, Joining joining) {
    DrawnLayer drawn{Join{joining}, {}};
    const Shape all = random.shape();
    for (int i = 0, count = random.from(1, 3); i < count; ++i) {
        Shape shape = all;
        if (joining == Joining::concatenate) shape.c = random.from(1, 3);
        if (joining != Joining::concatenate && i > 0)
            for (int* extent : {&shape.n, &shape.c, &shape.h, &shape.w})
                if (random.chance(4)) *extent = 1;
        drawn.inputs.push_back(random.tensor(shape));
    }
    if (joining != Joining::concatenate && random.chance(2))
        std::swap(drawn.inputs.front(), drawn.inputs.back());
    return drawn;
}

/// A layer of that kind; now and then a convolution that cannot be.
inline DrawnLayer random_layer(Random& random, DrawnKind kind) {
    Shape shape = random.shape();
    switch (kind) {
        case DrawnKind::conv: {
            const Conv2d conv = random_conv(random, shape.c);
            return {conv, {random.tensor(shape)}};
        }
        case DrawnKind::linear: {
            shape = {shape.n, random.from(1, 3), random.from(1, 4), random.from(1, 4)};
            const int outputs = random.from(1, 5);
            Linear linear{.weight = random.weights({1, 1, outputs, shape.c * shape.h * shape.w})};
            if (random.chance(2)) linear.bias = random.weights({1, outputs, 1, 1});
            return {linear, {random.tensor(shape)}};
        }
        case DrawnKind::pointwise:
            return {
                Pointwise{static_cast<Function>(random.from(0, 6)), random.value(), random.value()},
                {random.tensor(shape)}};
        case DrawnKind::batch_norm:
            return {random_batch_norm(random, shape.c), {random.tensor(shape)}};
        case DrawnKind::softmax: {
            if (!random.chance(3)) return {Softmax{}, {random.tensor(shape)}};
            shape.h = shape.w = 1;  // flat, whatever the axes are called
            return {Softmax{1, random.from(1, 3)}, {random.tensor(shape)}};
        }
        case DrawnKind::add:
            return random_join(random, Joining::add);
        case DrawnKind::multiply:
            return random_join(random, Joining::multiply);
        case DrawnKind::concatenate:
            return random_join(random, Joining::concatenate);
    }
    return {};
}

/// A cell that one output reads, of one of the layer's inputs.
struct NaiveTap {
    int input = 0;
    int channel = 0;
    int row = 0;
    int col = 0;
    bool real = true;
    double value = 0;
    double weight = 1;
};

/// One output by its definition: the cells that it reads in order, what comes of the first `count`
/// of them and (where asked for) the bias, and the sum of the magnitudes that it adds.
struct NaiveOutput {
    std::vector<NaiveTap> taps{};
    bool biased = false;
    double bias = 0;
};

/// What a layer makes of the taps of one output, and the magnitudes that it adds.
struct Sum {
    double value = 0;
    double magnitude = 0;
};

namespace naive {

inline NaiveTap read(const DrawnLayer& drawn, int n, NaiveTap tap) {
    const Tensor<float>& input = drawn.inputs[static_cast<std::size_t>(tap.input)];
    const Shape& shape = input.shape();
    tap.real = tap.row >= 0 && tap.col >= 0 && tap.row < shape.h && tap.col < shape.w;
    if (tap.real)
        tap.value = double{input.at(std::min(n, shape.n - 1), tap.channel, tap.row, tap.col)};
    return tap;
}

inline NaiveOutput taps_of(const Conv2d& conv, const DrawnLayer& drawn, int n, int o, int row,
                           int col) {
    const Shape& weight = conv.weight->shape();
    NaiveOutput output{.biased = bool{conv.bias}};
    if (conv.bias) output.bias = double{conv.bias->at(0, o, 0, 0)};
    const int first = o / (weight.n / conv.groups) * weight.c;
    for (int c = 0; c < weight.c; ++c)
        for (int u = 0; u < weight.h; ++u)
            for (int v = 0; v < weight.w; ++v)
                output.taps.push_back(
                    read(drawn, n,
                         {.channel = first + c,
                          .row = row * conv.stride.h - conv.padding.top + u * conv.dilation.h,
                          .col = col * conv.stride.w - conv.padding.left + v * conv.dilation.w,
                          .weight = double{conv.weight->at(o, c, u, v)}}));
    return output;
}

inline NaiveOutput taps_of(const Linear& linear, const DrawnLayer& drawn, int n, int o, int /*row*/,
                           int /*col*/) {
    const Shape& shape = drawn.inputs[0].shape();
    NaiveOutput output{.biased = bool{linear.bias}};
    if (linear.bias) output.bias = double{linear.bias->at(0, o, 0, 0)};
    int at = 0;
    for (int c = 0; c < shape.c; ++c)
        for (int row = 0; row < shape.h; ++row)
            for (int col = 0; col < shape.w; ++col)
                output.taps.push_back(read(drawn, n,
                                           {.channel = c,
                                            .row = row,
                                            .col = col,
                                            .weight = double{linear.weight->at(0, 0, o, at++)}}));
    return output;
}

inline NaiveOutput taps_of(const BatchNorm& norm, const DrawnLayer& drawn, int n, int o, int row,
                           int col) {
    const double deviation =
        std::sqrt(double{norm.variance->at(0, o, 0, 0)} + double{norm.epsilon});
    return {.taps = {read(drawn, n,
                          {.channel = o,
                           .row = row,
                           .col = col,
                           .weight = double{norm.scale->at(0, o, 0, 0)} / deviation})}};
}

inline NaiveOutput taps_of(const Softmax& /*softmax*/, const DrawnLayer& drawn, int n, int /*o*/,
                           int row, int col) {
    NaiveOutput output;
    for (int c = 0; c < drawn.inputs[0].shape().c; ++c)
        output.taps.push_back(read(drawn, n, {.channel = c, .row = row, .col = col}));
    return output;
}

inline NaiveOutput taps_of(const Join& join, const DrawnLayer& drawn, int n, int o, int row,
                           int col) {
    NaiveOutput output;
    for (int i = 0; i < static_cast<int>(drawn.inputs.size()); ++i) {
        const Shape& shape = drawn.inputs[static_cast<std::size_t>(i)].shape();
        if (join.joining == Joining::concatenate) {
            if (o >= 0 && o < shape.c)
                output.taps.push_back(
                    read(drawn, n, {.input = i, .channel = o, .row = row, .col = col}));
            o -= shape.c;
            continue;
        }
        output.taps.push_back(read(drawn, n,
                                   {.input = i,
                                    .channel = shape.c == 1 ? 0 : o,
                                    .row = shape.h == 1 ? 0 : row,
                                    .col = shape.w == 1 ? 0 : col}));
    }
    return output;
}

inline NaiveOutput taps_of(const auto& /*pointwise*/, const DrawnLayer& drawn, int n, int o,
                           int row, int col) {
    return {.taps = {read(drawn, n, {.channel = o, .row = row, .col = col})}};
}

inline Sum sum_of(const NaiveOutput& output, std::size_t count, bool bias_in) {
    Sum sum;
    if (bias_in) sum = {output.bias, std::abs(output.bias)};
    for (std::size_t i = 0; i < count; ++i) {
        const double term = output.taps[i].value * output.taps[i].weight;
        sum.value += term;
        sum.magnitude += std::abs(term);
    }
    return sum;
}

inline double by_function(const Pointwise& layer, double x) {
    const double a = double{layer.alpha}, b = double{layer.beta};
    switch (layer.function) {
        case Function::relu:
            return std::max(x, 0.0);
        case Function::leaky_relu:
            return x < 0 ? a * x : x;
        case Function::elu:
            return x < 0 ? a * (std::exp(x) - 1) : x;
        case Function::sigmoid:
            return 1 / (1 + std::exp(-x));
        case Function::tanh:
            return std::tanh(x);
        case Function::clip:
            return std::min(std::max(x, a), b);
        case Function::hard_sigmoid:
            return std::min(std::max(a * x + b, 0.0), 1.0);
    }
    return x;
}

}  // namespace naive

/// The cells that output (n, o, row, col) reads.
inline NaiveOutput naive_output(const DrawnLayer& drawn, int n, int o, int row, int col) {
    return std::visit(
        [&](const auto& layer) { return naive::taps_of(layer, drawn, n, o, row, col); },
        drawn.layer);
}

/// What comes of its first `count` taps, as output channel `o`.
inline Sum naive_value(const AnyLayer& layer, const NaiveOutput& output, int o, std::size_t count,
                       bool bias_in) {
    if (const auto* pointwise = std::get_if<Pointwise>(&layer)) {
        const double x = output.taps[0].value;
        return {naive::by_function(*pointwise, x),
                1 + std::abs(x) * (1 + std::abs(double{pointwise->alpha})) +
                    std::abs(double{pointwise->alpha}) + std::abs(double{pointwise->beta})};
    }
    if (const auto* norm = std::get_if<BatchNorm>(&layer)) {
        const NaiveTap& tap = output.taps[0];
        const double mean{norm->mean->at(0, o, 0, 0)}, shift{norm->shift->at(0, o, 0, 0)};
        return {(tap.value - mean) * tap.weight + shift,
                (std::abs(tap.value) + std::abs(mean)) * std::abs(tap.weight) + std::abs(shift)};
    }
    if (std::holds_alternative<Softmax>(layer)) {
        double total = 0;
        for (std::size_t i = 0; i < count; ++i) total += std::exp(output.taps[i].value);
        return {std::exp(output.taps[static_cast<std::size_t>(o)].value) / total, 1};
    }
    if (const auto* join = std::get_if<Join>(&layer); join && join->joining == Joining::multiply) {
        double product = 1;
        for (std::size_t i = 0; i < count; ++i) product *= output.taps[i].value;
        return {product, std::abs(product)};
    }
    return naive::sum_of(output, count, bias_in);
}

}  // namespace poolscope
