/// Pooling layers in a network.
#include "layers/layers.hpp"
#include "poolscope/backward.hpp"
#include "poolscope/forward.hpp"

namespace poolscope::layers {

Result<Shape> shape_of(const Layer& layer, Shapes inputs) {
    return make_geometry(layer, inputs[0]).map([](const Geometry& geometry) {
        return geometry.output;
    });
}

Result<void> compute(const Layer& layer, const Task& task) {
    if (layer.op->plane.get<float>() == nullptr)
        return fail(ErrorCode::unsupported,
                    say("{0} pooling has no form for float32", layer.op->id));
    PoolResult<float> result{.output = std::move(task.output)};
    const auto done =
        pool_into(result, layer, task.inputs[0], {.threads = task.threads, .stop = task.stop});
    task.output = std::move(result.output);
    return done;
}

Result<void> send_back(const Layer& layer, const BackTask& task) {
    const auto gradient = pool_backward(layer, task.inputs[0], task.grad_output,
                                        {.threads = task.threads, .stop = task.stop});
    if (!gradient) return error_of(gradient);
    add_to(*task.grad_inputs[0], gradient->cells());
    return {};
}

Result<PlacedLayer> windows_of(const Layer& layer, Shapes inputs) {
    return place(layer, inputs[0]);
}

Costs costs_of(const Layer& layer, Shapes inputs, const Shape& /*output*/) {
    const auto geometry = make_geometry(layer, inputs[0]);
    if (!geometry) return {};
    const auto along = [](const Axis& axis) { return axis.taps_before(axis.output); };
    const std::int64_t planes = std::int64_t{geometry->output.n} * geometry->output.c;
    return {.taps =
                planes * along(geometry->rows) * along(geometry->cols) * geometry->channel_group};
}

Reach reach_of(const Layer& layer, const Shape& input, AxisId axis) {
    const auto geometry = make_geometry(layer, input);
    if (!geometry) return {};
    return {.windows = axis == AxisId::rows ? geometry->rows : geometry->cols};
}

}  // namespace poolscope::layers
