/// Moves weights from one extent to another.
#include "model/layer_edits.hpp"

#include <algorithm>
#include <optional>

#include "model/layer_kinds.hpp"

namespace poolscope::model {

namespace {

/// Where a kernel's middle is: before the middle where no cell is in it.
int middle_of(int size) {
    return (size - 1) / 2;
}

/// One weight of a convolution: of which output, of which channel that is read, and where from the
/// middle.
struct WeightPlace {
    int output = 0;
    int input = 0;  ///< among all channels, whatever the groups
    int row = 0;
    int col = 0;
};

/// A convolution's weights by what they belong to.
class Kernels {
public:
    explicit Kernels(const Conv2d& conv) : weight_(conv.weight), extents_(extents_of(conv)) {}

    /// The weight of a place, where there is one.
    [[nodiscard]] std::optional<float> find(const WeightPlace& place) const {
        if (!weight_ || place.output >= extents_.outputs) return std::nullopt;
        const int per_group = extents_.inputs / extents_.groups;
        const int group = place.output / (extents_.outputs / extents_.groups);
        const int channel = place.input - group * per_group;
        const int row = place.row + middle_of(extents_.size.h);
        const int col = place.col + middle_of(extents_.size.w);
        const bool there = channel >= 0 && channel < per_group && row >= 0 &&
                           row < extents_.size.h && col >= 0 && col < extents_.size.w;
        if (!there) return std::nullopt;
        return weight_->at(place.output, channel, row, col);
    }

private:
    const Weights& weight_;
    KernelExtents extents_;
};

/// Whether the groups divide the channels, which those of a file need not.
bool is_sound(const KernelExtents& extents) {
    return extents.groups >= 1 && extents.outputs >= extents.groups &&
           extents.outputs % extents.groups == 0;
}

/// A number a channel, `value` for new ones; none stays none.
Weights numbers_for(const Weights& numbers, int channels, float value) {
    if (!numbers) return {};
    Tensor<float> next({1, channels, 1, 1}, value);
    const auto kept = numbers->cells();
    std::copy_n(kept.begin(), std::min(kept.size(), next.cells().size()), next.cells().begin());
    return Weights(std::move(next));
}

BatchNorm fitted(const BatchNorm& norm, int channels) {
    BatchNorm next = norm;
    next.scale = numbers_for(norm.scale, channels, 1);
    next.shift = numbers_for(norm.shift, channels, 0);
    next.mean = numbers_for(norm.mean, channels, 0);
    next.variance = numbers_for(norm.variance, channels, 1);
    return next;
}

AnyLayer fitted(const Conv2d& conv, int channels, std::uint64_t seed) {
    KernelExtents to = extents_of(conv);
    to.inputs = channels;
    if (channels % to.groups != 0) to.groups = 1;
    const auto count = static_cast<std::size_t>(to.outputs) *
                       static_cast<std::size_t>(to.inputs / to.groups) *
                       static_cast<std::size_t>(to.size.h) * static_cast<std::size_t>(to.size.w);
    return count > most_weights ? conv : resized(conv, to, seed);
}

AnyLayer fitted(const Linear& linear, const Shape& input, std::uint64_t seed) {
    if (!linear.weight) return linear;
    const int outputs = linear.weight->shape().h;
    const std::size_t cells = static_cast<std::size_t>(input.c) * input.plane_count();
    if (static_cast<std::size_t>(outputs) * cells > most_weights) return linear;
    return resized(linear, outputs, static_cast<int>(cells), seed);
}

}  // namespace

KernelExtents extents_of(const Conv2d& conv) {
    if (!conv.weight) return {};
    const Shape& shape = conv.weight->shape();
    return {.outputs = shape.n,
            .inputs = shape.c * conv.groups,
            .groups = conv.groups,
            .size = {shape.h, shape.w}};
}

Conv2d resized(const Conv2d& conv, const KernelExtents& to, std::uint64_t seed) {
    if (!is_sound(extents_of(conv)) || (conv.weight && extents_of(conv) == to)) return conv;
    const int per_group = to.inputs / to.groups;
    const Shape shape{to.outputs, per_group, to.size.h, to.size.w};
    Tensor<float> weight =
        *random_weights(shape, he_bound(double{1} * per_group * to.size.h * to.size.w), seed);
    const Kernels kept(conv);
    for (int o = 0; o < to.outputs; ++o)
        for (int c = 0; c < per_group; ++c)
            for (int u = 0; u < to.size.h; ++u)
                for (int v = 0; v < to.size.w; ++v) {
                    const int group = o / (to.outputs / to.groups);
                    const auto old = kept.find({o, group * per_group + c, u - middle_of(to.size.h),
                                                v - middle_of(to.size.w)});
                    if (old) weight.at(o, c, u, v) = *old;
                }
    Conv2d next = conv;
    next.weight = Weights(std::move(weight));
    next.bias = numbers_for(conv.bias, to.outputs, 0);
    next.groups = to.groups;
    return next;
}

Linear resized(const Linear& linear, int outputs, int inputs, std::uint64_t seed) {
    const Shape& from = linear.weight->shape();
    if (from.h == outputs && from.w == inputs) return linear;
    Tensor<float> weight = *random_weights({1, 1, outputs, inputs}, he_bound(inputs), seed);
    for (int o = 0; o < std::min(outputs, from.h); ++o)
        for (int i = 0; i < std::min(inputs, from.w); ++i)
            weight.at(0, 0, o, i) = linear.weight->at(0, 0, o, i);
    Linear next = linear;
    next.weight = Weights(std::move(weight));
    next.bias = numbers_for(linear.bias, outputs, 0);
    return next;
}

AnyLayer fitted_to(const AnyLayer& layer, const Shape& input, std::uint64_t seed) {
    if (const auto* conv = std::get_if<Conv2d>(&layer)) return fitted(*conv, input.c, seed);
    if (const auto* linear = std::get_if<Linear>(&layer)) return fitted(*linear, input, seed);
    if (const auto* norm = std::get_if<BatchNorm>(&layer)) return fitted(*norm, input.c);
    return layer;
}

std::vector<NetworkLayer> fitted_layers(const Document& network, std::size_t from) {
    std::vector<NetworkLayer> layers = network.layers;
    std::vector<Shape> outputs;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        std::vector<Shape> read;
        for (const int input : layers[i].inputs)
            read.push_back(input == network_input ? network.shape()
                                                  : outputs[static_cast<std::size_t>(input)]);
        auto shape = output_shape(layers[i].layer, read);
        if (!shape && i >= from && read.size() == 1) {
            layers[i].layer = fitted_to(layers[i].layer, read.front(), network.seed + i);
            shape = output_shape(layers[i].layer, read);
        }
        if (!shape) break;
        outputs.push_back(*shape);
    }
    return layers;
}

Layer windows_of(const Conv2d& conv) {
    const auto all = layer_operators();
    const auto op = std::ranges::find(all, std::string_view("conv"), &Operator::id);
    PoolParams params;
    params.kernel_size = extents_of(conv).size;
    params.stride = conv.stride;
    params.padding = conv.padding;
    params.padding_mode = conv.padding_mode;
    params.dilation = conv.dilation;
    return {.op = *op, .params = params};
}

Conv2d placed_by(const Conv2d& conv, const PoolParams& params, std::uint64_t seed) {
    KernelExtents to = extents_of(conv);
    to.size = params.kernel_size;
    Conv2d next = resized(conv, to, seed);
    next.stride = params.stride;
    next.padding = params.padding;
    next.padding_mode = params.padding_mode;
    next.dilation = params.dilation;
    return next;
}

}  // namespace poolscope::model
