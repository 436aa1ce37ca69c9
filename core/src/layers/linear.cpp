/// Linear layers over each sample, flattened.
#include "kernels/product.hpp"
#include "layers/layers.hpp"
#include "layers/rows.hpp"
#include "support/planes.hpp"

namespace poolscope::layers {

namespace {

/// Output features that one thread does at a time.
constexpr int rows_at_a_time = 64;
/// Input features, on the way back.
constexpr int cols_at_a_time = 1024;

}  // namespace

Result<Shape> shape_of(const Linear& layer, Shapes inputs) {
    const Shape& input = inputs[0];
    const auto features = static_cast<std::int64_t>(input.count()) / std::max(input.n, 1);
    if (!layer.weight || layer.weight->shape().n != 1 || layer.weight->shape().c != 1)
        return fail(ErrorCode::bad_shape, say("the linear layer has no matrix of weights"),
                    say("give it one, a row for each output"));
    const Shape& weight = layer.weight->shape();
    if (weight.w != features)
        return fail(
            ErrorCode::bad_shape,
            say("each row of the weights has {0} numbers, and the input {1}: {2} x {3} x {4}",
                weight.w, features, input.c, input.h, input.w),
            say("use weights for {0} inputs, or an input of another size", features));
    if (layer.bias)
        if (const auto fits = check_weights("bias", layer.bias, {1, weight.h, 1, 1}); !fits)
            return error_of(fits);
    return Shape{input.n, weight.h, 1, 1};
}

Result<void> compute(const Linear& layer, const Task& task) {
    const Shape& weight = layer.weight->shape();
    const int samples = task.output.shape().n;
    // One column for each sample.
    Tensor<float> columns({1, 1, weight.w, samples});
    for (int n = 0; n < samples; ++n)
        for (int i = 0; i < weight.w; ++i)
            columns.at(0, 0, i, n) =
                task.inputs[0]
                    .cells()[static_cast<std::size_t>(n) * static_cast<std::size_t>(weight.w) +
                             static_cast<std::size_t>(i)];
    Tensor<float> out({1, 1, weight.h, samples});
    const auto pieces = static_cast<std::size_t>((weight.h + rows_at_a_time - 1) / rows_at_a_time);
    const double work = static_cast<double>(weight.count()) * samples;
    const auto multiply = [&](std::size_t piece) {
        if (is_stopped(task.stop)) return false;
        const int first = static_cast<int>(piece) * rows_at_a_time;
        const int rows = std::min(rows_at_a_time, weight.h - first);
        for (int o = first; o < first + rows; ++o)
            for (int n = 0; n < samples; ++n)
                out.at(0, 0, o, n) =
                    layer.bias ? layer.bias->cells()[static_cast<std::size_t>(o)] : 0.0F;
        kernels::add_product({&out.at(0, 0, first, 0), rows, samples, samples},
                             {layer.weight->cells().data() + weight.offset(0, 0, first, 0), rows,
                              weight.w, weight.w},
                             {columns.cells().data(), weight.w, samples, samples});
        return true;
    };
    if (!for_each_piece(pieces, thread_count(task.threads, work), multiply)) return stopped();
    for (int n = 0; n < samples; ++n)
        for (int o = 0; o < weight.h; ++o) task.output.at(n, o, 0, 0) = out.at(0, 0, o, n);
    return {};
}

Result<void> send_back(const Linear& layer, const BackTask& task) {
    const Shape& weight = layer.weight->shape();
    const int samples = task.grad_output.shape().n;
    const auto pieces = static_cast<std::size_t>((weight.w + cols_at_a_time - 1) / cols_at_a_time);
    const double work = static_cast<double>(weight.count()) * samples;
    const auto multiply = [&](std::size_t piece) {
        if (is_stopped(task.stop)) return false;
        const int first = static_cast<int>(piece) * cols_at_a_time;
        const int cols = std::min(cols_at_a_time, weight.w - first);
        kernels::add_product({task.grad_inputs[0]->cells().data() + first, samples, cols, weight.w},
                             {task.grad_output.cells().data(), samples, weight.h, weight.h},
                             {layer.weight->cells().data() + first, weight.h, cols, weight.w});
        return true;
    };
    if (!for_each_piece(pieces, thread_count(task.threads, work), multiply)) return stopped();
    return {};
}

Result<PlacedLayer> windows_of(const Linear& layer, Shapes inputs) {
    const Shape& input = inputs[0];
    const WindowWeights weights{.channel_group = input.c,
                                .group_outputs = layer.weight->shape().h,
                                .weight = layer.weight,
                                .bias = layer.bias};
    return place({.op = &linear_row(),
                  .params = {.kernel_size = {input.h, input.w}, .stride = {1, 1}},
                  .weights = Shared(weights)},
                 input);
}

Costs costs_of(const Linear& layer, Shapes inputs, const Shape& /*output*/) {
    return {.parameters = count_of(layer.weight) + count_of(layer.bias),
            .macs = count_of(layer.weight) * inputs[0].n};
}

Reach reach_of(const Linear& /*layer*/, const Shape& /*input*/, AxisId /*axis*/) {
    return {.everything = true};
}

}  // namespace poolscope::layers
