/// Random small networks with branches, of every kind of layer or of those that hide nothing.
#pragma once

#include <utility>

#include "core/network_gen.hpp"

namespace poolscope {

/// Draws a network over an input, layer by layer; each has a shape.
class RandomNetwork {
public:
    /// With `hides` also layers through which a change may not show (maxima, ReLU, saturation).
    RandomNetwork(Random& random, const Shape& input, bool hides)
        : random_(random), input_(input), hides_(hides) {}

    Network draw(int most_layers) {
        for (int i = 0, count = random_.from(1, most_layers); i < count; ++i)
            for (int tries = 0; tries < 8 && !add(); ++tries) {
            }
        return std::move(network_);
    }

private:
    [[nodiscard]] int count() const { return static_cast<int>(network_.layers.size()); }
    [[nodiscard]] const Shape& shape(int map) const {
        return map == network_input ? input_ : shapes_[static_cast<std::size_t>(map)];
    }

    /// No number near 0.
    float number() {
        const float size = 0.2F + static_cast<float>(random_.from(0, 999'983)) / 1'249'993;
        return random_.chance(2) ? size : -size;
    }
    Weights numbers(const Shape& of) {
        Tensor<float> tensor(of);
        for (float& cell : tensor.cells()) cell = number();
        return Weights(std::move(tensor));
    }

    bool add() {
        // Mostly a chain; now and then from a map before.
        const int from = random_.chance(4) ? random_.from(network_input, count() - 1) : count() - 1;
        std::vector<int> inputs{from};
        AnyLayer layer = draw_layer(shape(from));
        if (random_.chance(4)) layer = draw_join(inputs);
        std::vector<Shape> of;
        for (const int input : inputs) of.push_back(shape(input));
        const auto made = output_shape(layer, of);
        if (!made || made->count() > 400) return false;
        network_.layers.push_back({"", std::move(layer), std::move(inputs)});
        shapes_.push_back(*made);
        return true;
    }

    /// Of any earlier maps: what does not fit is drawn again.
    AnyLayer draw_join(std::vector<int>& inputs) {
        for (int i = 0, more = random_.from(0, 2); i < more; ++i)
            inputs.push_back(random_.from(network_input, count() - 1));
        const int most = hides_ ? 2 : 1;
        return Join{random_.from(0, most) == 0   ? Joining::add
                    : random_.from(0, most) <= 1 ? Joining::concatenate
                                                 : Joining::multiply};
    }

    AnyLayer draw_layer(const Shape& of) {
        switch (random_.from(0, hides_ ? 8 : 5)) {
            case 0:
            case 1:
                return draw_conv(of);
            case 2:
                return draw_pooling("avg", of);
            case 3:
                return Pointwise{Function::leaky_relu, 0.5F};
            case 4: {
                const Shape each{1, of.c, 1, 1};
                return BatchNorm{numbers(each), numbers(each), numbers(each),
                                 Weights(Tensor<float>(each, 0.8F)), 1e-3F};
            }
            case 5: {
                if (!random_.chance(3)) return draw_pooling("avg", of);
                const int outputs = random_.from(1, 3);
                return Linear{numbers({1, 1, outputs, of.c * of.h * of.w}),
                              random_.chance(2) ? numbers({1, outputs, 1, 1}) : Weights()};
            }
            case 6: {
                const char* const names[] = {"max", "min", "fractional", "maxout", "lp", "max"};
                return draw_pooling(names[random_.from(0, 5)], of);
            }
            case 7: {
                const int first = random_.from(1, 3);
                return Softmax{first, random_.from(first, 3)};
            }
            default:
                return Pointwise{static_cast<Function>(random_.from(0, 6)), 0.3F, 0.6F};
        }
    }

    Conv2d draw_conv(const Shape& of) {
        Conv2d conv;
        conv.groups = random_.chance(3) ? of.c : 1;
        const Extent kernel{random_.from(1, 3), random_.from(1, 3)};
        conv.weight =
            numbers({conv.groups * random_.from(1, 2), of.c / conv.groups, kernel.h, kernel.w});
        if (random_.chance(2)) conv.bias = numbers({1, conv.weight->shape().n, 1, 1});
        conv.stride = {random_.from(1, 2), random_.from(1, 2)};
        conv.dilation = {random_.from(1, 2), random_.from(1, 2)};
        conv.padding = {random_.from(0, 1), random_.from(0, 2), random_.from(0, 1),
                        random_.from(0, 2)};
        return conv;
    }

    Layer draw_pooling(const char* op, const Shape& of) {
        Layer layer{.op = *find_operator(op)};
        PoolParams& params = layer.params;
        params.kernel_size = {random_.from(1, 3), random_.from(1, 3)};
        params.stride = {random_.from(1, 3), random_.from(1, 3)};
        params.dilation = {random_.from(1, 2), 1};
        params.padding = {random_.from(0, 1), 0, 0, random_.from(0, 1)};
        params.ceil_mode = random_.chance(2);
        params.output_size = {random_.from(1, of.h), random_.from(1, of.w)};
        params.channel_group = 2;
        params.norm = 2;
        params.seed = static_cast<std::uint64_t>(random_.from(1, 99));
        if (random_.chance(4))
            params.placement = random_.chance(2) ? Placement::adaptive : Placement::global;
        return layer;
    }

    Random& random_;
    Shape input_;
    bool hides_;
    Network network_;
    std::vector<Shape> shapes_;
};

}  // namespace poolscope
