/// Batch normalisation, which is one multiplication and one addition a channel.
#include <cmath>

#include "layers/layers.hpp"
#include "layers/rows.hpp"
#include "support/planes.hpp"

namespace poolscope::layers {

namespace {

float factor_of(const BatchNorm& layer, std::size_t channel) {
    return layer.scale->cells()[channel] /
           std::sqrt(layer.variance->cells()[channel] + layer.epsilon);
}

}  // namespace

Result<Shape> shape_of(const BatchNorm& layer, Shapes inputs) {
    const Shape wanted{1, inputs[0].c, 1, 1};
    if (const auto fits = first_error({check_weights("scale", layer.scale, wanted),
                                       check_weights("shift", layer.shift, wanted),
                                       check_weights("mean", layer.mean, wanted),
                                       check_weights("variance", layer.variance, wanted)});
        !fits)
        return error_of(fits);
    return inputs[0];
}

Result<void> compute(const BatchNorm& layer, const Task& task) {
    const Shape& shape = task.output.shape();
    const auto channels = static_cast<std::size_t>(shape.c);
    const std::size_t planes = static_cast<std::size_t>(shape.n) * channels;
    const auto normalise = [&](std::size_t plane) {
        if (is_stopped(task.stop)) return false;
        const std::size_t c = plane % channels;
        const float factor = factor_of(layer, c);
        const float mean = layer.mean->cells()[c], shift = layer.shift->cells()[c];
        const auto from =
            task.inputs[0].cells().subspan(plane * shape.plane_count(), shape.plane_count());
        float* to = task.output.cells().data() + plane * shape.plane_count();
        for (const float x : from) *to++ = (x - mean) * factor + shift;
        return true;
    };
    const int threads = thread_count(task.threads, static_cast<double>(shape.count()));
    if (!for_each_piece(planes, threads, normalise)) return stopped();
    return {};
}

Result<void> send_back(const BatchNorm& layer, const BackTask& task) {
    const Shape& shape = task.grad_output.shape();
    for (int n = 0; n < shape.n; ++n)
        for (int c = 0; c < shape.c; ++c) {
            if (is_stopped(task.stop)) return stopped();
            const float factor = factor_of(layer, static_cast<std::size_t>(c));
            float* to = task.grad_inputs[0]->plane(n, c).data();
            for (const float gradient : task.grad_output.plane(n, c)) *to++ += gradient * factor;
        }
    return {};
}

Result<PlacedLayer> windows_of(const BatchNorm& layer, Shapes inputs) {
    const WindowWeights weights{.weight = layer.scale,
                                .bias = layer.shift,
                                .mean = layer.mean,
                                .variance = layer.variance,
                                .epsilon = layer.epsilon};
    return place({.op = &batch_norm_row(),
                  .params = {.kernel_size = {1, 1}, .stride = {1, 1}},
                  .weights = Shared(weights)},
                 inputs[0]);
}

Costs costs_of(const BatchNorm& layer, Shapes /*inputs*/, const Shape& /*output*/) {
    return {.parameters = count_of(layer.scale) + count_of(layer.shift)};
}

}  // namespace poolscope::layers
