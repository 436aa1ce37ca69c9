/// Random networks of every kind of layer, with branches, that can be laid over their inputs.
#pragma once

#include <random>
#include <vector>

#include "poolscope/network.hpp"

namespace poolscope {

/// What random networks are made of.
struct NetworkMix {
    bool branches = true;
    bool constants = false;
    bool any_softmax = false;  ///< along rows, columns and samples too
    bool even_padding = false;
};

class NetworkMaker {
public:
    NetworkMaker(std::uint32_t seed, const NetworkMix& mix) : random_(seed), mix_(mix) {}

    [[nodiscard]] int from(int low, int high) {
        return std::uniform_int_distribution(low, high)(random_);
    }
    [[nodiscard]] bool chance(int in) { return from(1, in) == 1; }
    [[nodiscard]] Tensor<float> tensor(const Shape& shape) {
        Tensor<float> values(shape);
        for (float& one : values.cells()) one = static_cast<float>(from(-100, 100)) / 64;
        return values;
    }
    [[nodiscard]] Weights weights(const Shape& shape) { return Weights(tensor(shape)); }
    [[nodiscard]] Shape input() { return {from(1, 2), from(1, 4), from(3, 12), from(3, 12)}; }

    /// A network over an input of this shape, each layer named.
    [[nodiscard]] Network make(const Shape& input) {
        network_ = {};
        shapes_.clear();
        flat_ = false;
        input_ = input;
        for (int i = 0, count = from(1, 9); i < count; ++i) add_any();
        return network_;
    }

private:
    [[nodiscard]] int last() const { return static_cast<int>(network_.layers.size()) - 1; }
    [[nodiscard]] const Shape& shape_at(int layer) const {
        return layer == network_input ? input_ : shapes_[static_cast<std::size_t>(layer)];
    }

    void add(AnyLayer layer, std::vector<int> inputs) {
        std::vector<Shape> of;
        for (const int one : inputs) of.push_back(shape_at(one));
        const auto shape = output_shape(layer, of);
        if (!shape || shape->count() > 20'000) return;
        const std::string name =
            std::string(kind_id(layer)) + "_at_" + std::to_string(network_.layers.size());
        network_.layers.push_back({name, std::move(layer), std::move(inputs)});
        shapes_.push_back(*shape);
    }

    void add_any() {
        const Shape& shape = shape_at(last());
        const int kind = from(0, flat_ ? 3 : 9);
        if (kind == 0) return add_function();
        if (kind == 1) return add_norm(shape.c);
        if (kind == 2 && chance(2)) return add_softmax();
        if (kind == 3) return add_linear();
        if (kind <= 5) return add_conv(shape.c);
        if (kind <= 7) return add_pool();
        add_join();
    }

    void add_function() {
        Pointwise layer{static_cast<Function>(from(0, 6)), 0, 0};
        if (layer.function == Function::leaky_relu || layer.function == Function::elu)
            layer.alpha = static_cast<float>(from(1, 100)) / 100;
        if (layer.function == Function::clip) layer.beta = static_cast<float>(from(1, 6));
        if (layer.function == Function::hard_sigmoid) {
            layer.alpha = 1.0F / 6;
            layer.beta = 0.5F;
        }
        add(layer, {last()});
    }

    void add_norm(int channels) {
        const Shape each{1, channels, 1, 1};
        Tensor<float> variance = tensor(each);
        for (float& one : variance.cells()) one = one * one + 0.5F;
        add(BatchNorm{weights(each), weights(each), weights(each), Weights(std::move(variance)),
                      chance(2) ? 1e-5F : 1e-3F},
            {last()});
    }

    void add_softmax() {
        Softmax layer{1, 1};
        if (mix_.any_softmax && !flat_) {
            layer.first_axis = layer.last_axis = from(0, 3);
            if (chance(4)) layer = {1, 3};
        }
        add(layer, {last()});
    }

    void add_linear() {
        const Shape& shape = shape_at(last());
        const int features = shape.c * shape.h * shape.w;
        if (features > 2'000) return;
        const int outputs = from(1, 8);
        Linear linear{weights({1, 1, outputs, features})};
        if (chance(2)) linear.bias = weights({1, outputs, 1, 1});
        add(std::move(linear), {last()});
        flat_ = shapes_.size() > 0;
    }

    void add_conv(int channels) {
        Conv2d conv;
        conv.groups = chance(3) ? channels : 1;
        const int out = conv.groups * from(1, conv.groups > 1 ? 2 : 5);
        conv.weight = weights({out, channels / conv.groups, from(1, 3), from(1, 3)});
        if (chance(2)) conv.bias = weights({1, out, 1, 1});
        if (chance(2)) conv.stride = {from(1, 2), from(1, 2)};
        if (conv.stride == Extent{1, 1} && chance(3)) conv.dilation = {from(1, 2), from(1, 2)};
        const int mode = from(0, 3);
        if (mode == 0) conv.padding_mode = PaddingMode::same_upper;
        if (mode == 1) conv.padding = {1, 1, 1, 1};
        if (mode == 2 && !mix_.even_padding)
            conv.padding = {from(0, 2), from(0, 2), from(0, 2), from(0, 2)};
        add(std::move(conv), {last()});
    }

    void add_pool() {
        Layer layer{.op = *find_operator(chance(2) ? "max" : "avg")};
        PoolParams& params = layer.params;
        if (chance(5)) {
            params.placement = Placement::global;
            return add(layer, {last()});
        }
        params.kernel_size = {from(1, 3), from(1, 3)};
        params.stride = {from(1, 3), from(1, 3)};
        if (chance(3)) {
            const Extent half{params.kernel_size.h / 2, params.kernel_size.w / 2};
            params.padding = {half.h, half.w, half.h, half.w};
        }
        params.count_include_pad = chance(2);
        add(layer, {last()});
    }

    void add_join() {
        if (!mix_.branches) return;
        const Shape shape = shape_at(last());
        if (mix_.constants && chance(3)) {
            const int before = last();
            add(Constant{weights({1, shape.c, 1, 1})}, {});
            return add(Join{chance(2) ? Joining::add : Joining::multiply}, {before, last()});
        }
        std::vector<int> same;
        for (int i = network_input; i < last(); ++i) {
            const Shape& other = shape_at(i);
            if (other.h == shape.h && other.w == shape.w && other.n == shape.n) same.push_back(i);
        }
        if (same.empty()) return;
        const int other =
            same[static_cast<std::size_t>(from(0, static_cast<int>(same.size()) - 1))];
        const bool equal = shape_at(other) == shape;
        const Joining joining = !equal || chance(3) ? Joining::concatenate
                                : chance(2)         ? Joining::add
                                                    : Joining::multiply;
        add(Join{joining}, {last(), other});
    }

    std::mt19937 random_;
    NetworkMix mix_;
    Network network_{};
    std::vector<Shape> shapes_{};
    Shape input_{};
    bool flat_ = false;
};

}  // namespace poolscope
