/// The way back through every kind of layer and through whole networks: against the steps'
/// gradients, and against central differences in double. And forward again, where only some layers
/// changed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/random_network.hpp"
#include "poolscope/backward.hpp"
#include "poolscope/stepping.hpp"

namespace poolscope {
namespace {

Tensor<double> in_double(const Tensor<float>& tensor) {
    return {tensor.shape(), {tensor.cells().begin(), tensor.cells().end()}};
}

int within(int at, int size) {
    return size == 1 ? 0 : at;
}

/// joined_inputs() in double; of a layer with one input that itself.
Tensor<double> laid_over(const AnyLayer& layer, const PlacedLayer& placed,
                         const std::vector<const Tensor<double>*>& inputs) {
    const auto* join = std::get_if<Join>(&layer);
    if (join == nullptr) return *inputs[0];
    std::vector<Shape> shapes;
    for (const auto* input : inputs) shapes.push_back(input->shape());
    Tensor<double> laid(placed.geometry.input);
    const Shape& all = laid.shape();
    for (int c = 0; c < all.c; ++c) {
        const auto [input, channel] = input_channel_of(*join, shapes, c);
        const Tensor<double>& from = *inputs[static_cast<std::size_t>(input)];
        const Shape& shape = from.shape();
        for (int n = 0; n < all.n; ++n)
            for (int row = 0; row < all.h; ++row)
                for (int col = 0; col < all.w; ++col)
                    laid.at(n, c, row, col) = from.at(within(n, shape.n), channel,
                                                      within(row, shape.h), within(col, shape.w));
    }
    return laid;
}

/// The shares of all backward steps of a layer, by its inputs, and their magnitudes.
void expect_steps_agree(const DrawnLayer& drawn, const NetworkGradients& gradients,
                        const Tensor<float>& grad_output) {
    const auto shapes = drawn.shapes();
    const PlacedLayer placed = as_windows(drawn.layer, shapes).value();
    std::vector<Tensor<double>> inputs;
    std::vector<Tensor<double>> sums, magnitudes;
    for (const auto& input : drawn.inputs) {
        inputs.push_back(in_double(input));
        sums.emplace_back(input.shape());
        magnitudes.emplace_back(input.shape(), 1e-6);
    }
    std::vector<const Tensor<double>*> pointers;
    for (const auto& input : inputs) pointers.push_back(&input);
    const Tensor<double> laid = laid_over(drawn.layer, placed, pointers);
    const StepRange<double> steps(laid, placed, Grain::window);
    const auto* join = std::get_if<Join>(&drawn.layer);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto back = backward_step(steps, i, double{grad_output.cells()[i]});
        for (std::size_t tap = 0; tap < back.shares.size(); ++tap) {
            const Tap<double>& to = back.forward.taps[tap];
            if (to.kind != TapKind::real) {
                ASSERT_EQ(back.gradient[tap], 0);
                continue;
            }
            const InputChannel origin = join == nullptr
                                            ? InputChannel{0, to.channel}
                                            : input_channel_of(*join, shapes, to.channel);
            const auto input = static_cast<std::size_t>(origin.input);
            const Shape& shape = shapes[input];
            const int n = within(back.forward.n, shape.n), row = within(to.row, shape.h),
                      col = within(to.col, shape.w);
            sums[input].at(n, origin.channel, row, col) += back.shares[tap];
            magnitudes[input].at(n, origin.channel, row, col) += std::abs(back.shares[tap]);
            // Softmax's shares are differences of larger ones.
            if (std::holds_alternative<Softmax>(drawn.layer))
                magnitudes[input].at(n, origin.channel, row, col) +=
                    std::abs(double{grad_output.cells()[i]});
        }
    }
    for (std::size_t input = 0; input < sums.size(); ++input) {
        const Tensor<float>& found = join == nullptr || drawn.inputs.size() == 1
                                         ? gradients.input
                                         : gradients.outputs[input];
        ASSERT_EQ(found.shape(), shapes[input]);
        for (std::size_t cell = 0; cell < found.cells().size(); ++cell)
            ASSERT_NEAR(found.cells()[cell], sums[input].cells()[cell],
                        1e-5 * magnitudes[input].cells()[cell]);
    }
}

TEST(NetworkBackward, IsTheFoldOfTheStepsOfEveryKind) {
    for (const DrawnKind kind : drawn_kinds) {
        Random random(41);
        int legal = 0;
        for (int i = 0; i < 4 * layer_count() && legal < layer_count() / 4; ++i) {
            const DrawnLayer drawn = random_layer(random, kind);
            const Network network = drawn.network();
            const Tensor<float>& input = drawn.inputs[0];
            const auto outputs = forward(network, input, {.threads = 1});
            if (!outputs) continue;
            ++legal;
            const Tensor<float> grad_output = random.tensor(outputs->back()->shape());
            const int last = static_cast<int>(network.layers.size()) - 1;
            const auto gradients =
                backward(network, input, *outputs, last, grad_output, {.threads = 1});
            ASSERT_TRUE(gradients) << gradients.error().message();
            expect_steps_agree(drawn, *gradients, grad_output);
            if (HasFatalFailure()) FAIL() << kind_id(drawn.layer) << " number " << i;
        }
    }
}

TEST(NetworkBackward, ManyChannelsAreCutIntoRunsThatMeet) {
    Random random(42);
    for (const int groups : {1, 2})
        for (const int threads : {1, 3}) {
            const Conv2d conv{.weight = random.weights({6, 80 / groups, 3, 3}),
                              .stride = {2, 1},
                              .padding = {1, 1, 1, 1},
                              .groups = groups};
            const DrawnLayer drawn{conv, {random.tensor({1, 80, 31, 37})}};
            const auto outputs = forward(drawn.network(), drawn.inputs[0]);
            const Tensor<float> grad_output = random.tensor(outputs->back()->shape());
            const auto gradients = backward(drawn.network(), drawn.inputs[0], *outputs, 0,
                                            grad_output, {.threads = threads});
            ASSERT_TRUE(gradients);
            expect_steps_agree(drawn, *gradients, grad_output);
            if (HasFatalFailure()) return;
        }
}

/// Where a pointwise function bends, so that differences across it are no derivative.
bool bends_near(const AnyLayer& layer, double x, double by) {
    const auto* pointwise = std::get_if<Pointwise>(&layer);
    if (pointwise == nullptr) return false;
    const double a{pointwise->alpha}, b{pointwise->beta};
    const auto near = [&](double bend) { return std::abs(x - bend) <= 2 * by; };
    if (pointwise->function == Function::clip) return near(a) || near(b);
    if (pointwise->function == Function::hard_sigmoid)
        return a != 0 && (near(-b / a) || near((1 - b) / a));
    return near(0);
}

TEST(NetworkBackward, StepsHaveTheGradientsOfCentralDifferences) {
    for (const DrawnKind kind : drawn_kinds) {
        Random random(43);
        int legal = 0;
        for (int i = 0; i < 4 * layer_count() && legal < layer_count() / 4; ++i) {
            const DrawnLayer drawn = random_layer(random, kind);
            const auto shapes = drawn.shapes();
            const auto placed = as_windows(drawn.layer, shapes);
            if (!placed) continue;
            ++legal;
            Tensor<double> laid(placed->geometry.input);
            for (double& cell : laid.cells()) cell = double{random.value()};
            const StepRange<double> steps(laid, *placed, Grain::window);
            const auto index =
                static_cast<std::size_t>(random.from(0, static_cast<int>(steps.size()) - 1));
            const auto back = backward_step(steps, index, 1.0);
            const auto tap = static_cast<std::size_t>(
                random.from(0, static_cast<int>(back.gradient.size()) - 1));
            const Tap<double>& at = back.forward.taps[tap];
            if (at.kind != TapKind::real) continue;
            constexpr double by = 1e-4;
            if (bends_near(drawn.layer, at.value, by)) continue;
            double& cell = laid.at(back.forward.n, at.channel, at.row, at.col);
            cell = at.value + by;
            const double above = steps[index].reduction.output;
            cell = at.value - by;
            const double below = steps[index].reduction.output;
            ASSERT_NEAR(back.gradient[tap], (above - below) / (2 * by),
                        1e-5 * std::max(1.0, std::abs(back.gradient[tap])))
                << kind_id(drawn.layer) << " number " << i << " at " << at.value;
        }
    }
}

/// Every output of a network in double, by its layers' steps.
std::vector<Tensor<double>> forward_in_double(const Network& network, const Tensor<double>& input) {
    std::vector<Tensor<double>> outputs;
    for (const NetworkLayer& one : network.layers) {
        std::vector<const Tensor<double>*> inputs;
        std::vector<Shape> shapes;
        for (const int from : one.inputs) {
            inputs.push_back(from == network_input ? &input
                                                   : &outputs[static_cast<std::size_t>(from)]);
            shapes.push_back(inputs.back()->shape());
        }
        const PlacedLayer placed = as_windows(one.layer, shapes).value();
        const Tensor<double> laid = laid_over(one.layer, placed, inputs);
        Tensor<double> output(placed.geometry.output);
        const StepRange<double> steps(laid, placed, Grain::window);
        for (std::size_t i = 0; i < steps.size(); ++i)
            output.cells()[i] = steps[i].reduction.output;
        outputs.push_back(std::move(output));
    }
    return outputs;
}

bool can_be_stepped(const Network& network) {
    return std::ranges::none_of(network.layers, [](const NetworkLayer& one) {
        const auto* softmax = std::get_if<Softmax>(&one.layer);
        return softmax != nullptr && softmax->last_axis > 1;
    });
}

/// The sum of a layer's outputs, each times a number.
double weighed(const Tensor<double>& output, const Tensor<float>& by) {
    double sum = 0;
    for (std::size_t i = 0; i < output.cells().size(); ++i)
        sum += output.cells()[i] * double{by.cells()[i]};
    return sum;
}

TEST(NetworkBackward, IsTheCentralDifferenceThroughWholeNetworks) {
    Random random(44);
    int compared = 0, bent = 0;
    for (int i = 0; i < 1000; ++i) {
        const Shape shape{1, random.from(1, 3), random.from(1, 6), random.from(1, 6)};
        const Network network = RandomNetwork(random, shape, i % 2 == 0).draw(6);
        if (network.layers.empty() || !can_be_stepped(network)) continue;
        const Tensor<float> input = random.tensor(shape);
        const auto outputs = forward(network, input, {.threads = 1});
        ASSERT_TRUE(outputs) << outputs.error().message();
        const int last = random.from(0, static_cast<int>(network.layers.size()) - 1);
        const auto at = static_cast<std::size_t>(last);
        const Tensor<float> grad_output = random.tensor((*outputs)[at]->shape());
        const auto gradients =
            backward(network, input, *outputs, last, grad_output, {.threads = 1});
        ASSERT_TRUE(gradients) << gradients.error().message();
        for (std::size_t layer = 0; layer < network.layers.size(); ++layer)
            ASSERT_EQ(gradients->outputs[layer].cells().size(),
                      layer > at ? 0U : (*outputs)[layer]->cells().size());
        for (int tries = 0; tries < 3; ++tries) {
            const auto place = static_cast<std::size_t>(
                random.from(0, static_cast<int>(input.cells().size()) - 1));
            // Twice, at two widths: where they differ, something bends between; a window without a
            // real cell has a maximum of -inf.
            const auto slope = [&](double by) {
                Tensor<double> moved = in_double(input);
                const double x = moved.cells()[place];
                moved.cells()[place] = x + by;
                const double above = weighed(forward_in_double(network, moved)[at], grad_output);
                moved.cells()[place] = x - by;
                const double below = weighed(forward_in_double(network, moved)[at], grad_output);
                return (above - below) / (2 * by);
            };
            const double wide = slope(1e-4), narrow = slope(3e-5);
            if (!(std::abs(wide - narrow) <= 1e-5 * std::max(1.0, std::abs(narrow)))) {
                ++bent;
                continue;
            }
            ++compared;
            double magnitude = 1;
            for (const float share : gradients->input.cells())
                magnitude = std::max(magnitude, std::abs(double{share}));
            ASSERT_NEAR(gradients->input.cells()[place], narrow, 3e-4 * magnitude) << i;
        }
    }
    EXPECT_GT(compared, 2000);
    EXPECT_LT(bent, compared / 10);
}

TEST(NetworkBackward, OneOutputsGradientStaysWithinItsReceptiveField) {
    Random random(45);
    for (int i = 0; i < 300; ++i) {
        const Shape shape{1, random.from(1, 3), random.from(1, 6), random.from(1, 6)};
        const Network network = RandomNetwork(random, shape, true).draw(6);
        if (network.layers.empty()) continue;
        const Tensor<float> input = random.tensor(shape);
        const auto outputs = forward(network, input, {.threads = 1});
        const int last = static_cast<int>(network.layers.size()) - 1;
        const Shape& out = outputs->back()->shape();
        const NetworkCell cell{.map = last,
                               .channel = random.from(0, out.c - 1),
                               .row = random.from(0, out.h - 1),
                               .col = random.from(0, out.w - 1)};
        Tensor<float> one(out);
        one.at(0, cell.channel, cell.row, cell.col) = 1;
        const auto gradients = backward(network, input, *outputs, last, one, {.threads = 1});
        ASSERT_TRUE(gradients) << gradients.error().message();
        const NetworkCells read = cells_read(network, shape, shapes_of(network, shape), cell);
        for (int c = 0; c < shape.c; ++c)
            for (int row = 0; row < shape.h; ++row)
                for (int col = 0; col < shape.w; ++col)
                    ASSERT_TRUE(gradients->input.at(0, c, row, col) == 0 ||
                                read.input.contains(c, row, col));
    }
}

TEST(NetworkBackward, SaysWhatDoesNotFit) {
    const Network network{{{"first", Pointwise{}, {network_input}}}};
    const Tensor<float> input({1, 1, 2, 2}, 1);
    const auto outputs = forward(network, input).value();
    const Tensor<float> other({1, 1, 2, 3});
    EXPECT_EQ(backward(network, input, outputs, 0, other).error().code, ErrorCode::bad_shape);
    EXPECT_EQ(backward(network, input, outputs, 1, input).error().code, ErrorCode::bad_index);
    EXPECT_EQ(backward(network, input, outputs, -1, input).error().code, ErrorCode::bad_index);
    const std::vector<SharedOutput> dropped(1);
    EXPECT_EQ(backward(network, input, dropped, 0, input).error().code, ErrorCode::bad_shape);
    const auto stopped = backward(network, input, outputs, 0, input, {.stop = [] { return true; }});
    EXPECT_EQ(stopped.error().code, ErrorCode::cancelled);
    EXPECT_THAT(stopped.error().message(), testing::HasSubstr("layer 1 (first)"));
}

TEST(Networks, ComputeOnlyWhatDependsOnAChange) {
    Random random(46);
    for (int i = 0; i < 500; ++i) {
        const Shape shape{1, random.from(1, 3), random.from(1, 6), random.from(1, 6)};
        Network network = RandomNetwork(random, shape, true).draw(8);
        if (network.layers.empty()) continue;
        const Tensor<float> input = random.tensor(shape);
        const auto before = forward(network, input, {.threads = 1}).value();
        const auto changed =
            static_cast<std::size_t>(random.from(0, static_cast<int>(network.layers.size()) - 1));
        // The layer becomes another one of the same shape.
        const NetworkLayer old = network.layers[changed];
        const auto& outputs = before[changed]->shape();
        const Weights other(random.tensor(outputs));
        network.layers[changed] = {"other", Constant{other}, {}};
        std::vector<SharedOutput> known = before;
        known[changed] = nullptr;
        const auto after = forward(network, input, {.threads = 1, .known = known}).value();
        const auto afresh = forward(network, input, {.threads = 1}).value();
        std::vector<bool> depends(before.size());
        depends[changed] = true;
        for (std::size_t layer = 0; layer < before.size(); ++layer) {
            for (const int from : network.layers[layer].inputs)
                if (from != network_input && depends[static_cast<std::size_t>(from)])
                    depends[layer] = true;
            ASSERT_EQ(after[layer] == before[layer], !depends[layer]) << i << ": " << layer;
            ASSERT_EQ(after[layer]->shape(), afresh[layer]->shape());
            for (std::size_t cell = 0; cell < afresh[layer]->cells().size(); ++cell) {
                const float a = after[layer]->cells()[cell], b = afresh[layer]->cells()[cell];
                ASSERT_TRUE(a == b || (std::isnan(a) && std::isnan(b)));
            }
        }
        // An output of another shape is none of this network's.
        known = before;
        known[0] = std::make_shared<const Tensor<float>>(Shape{1, 1, 99, 99});
        network.layers[changed] = old;
        const auto again = forward(network, input, {.threads = 1, .known = known}).value();
        ASSERT_EQ(*again[0], *before[0]);
    }
}

}  // namespace
}  // namespace poolscope
