/// Softmax along some axes, the largest subtracted first so that no power is too large.
#include <algorithm>
#include <array>
#include <cmath>

#include "layers/layers.hpp"
#include "layers/rows.hpp"

namespace poolscope::layers {

namespace {

/// The cells that share one sum: `along` of them, each `apart` cells after the one before.
struct Runs {
    std::size_t apart = 1;
    std::size_t along = 1;

    /// Calls `see` with the place of each cell of the run that begins at `first`.
    template <class See>
    void each(std::size_t first, const See& see) const {
        for (std::size_t i = 0; i < along; ++i) see(first + i * apart);
    }
};

Runs runs_of(const Softmax& layer, const Shape& shape) {
    const std::array extents{shape.n, shape.c, shape.h, shape.w};
    Runs runs;
    for (int axis = 3; axis >= layer.first_axis; --axis)
        (axis > layer.last_axis ? runs.apart : runs.along) *=
            static_cast<std::size_t>(extents[static_cast<std::size_t>(axis)]);
    return runs;
}

}  // namespace

Result<Shape> shape_of(const Softmax& /*layer*/, Shapes inputs) {
    return inputs[0];
}

Result<void> compute(const Softmax& layer, const Task& task) {
    const auto from = task.inputs[0].cells();
    const auto to = task.output.cells();
    const Runs runs = runs_of(layer, task.output.shape());
    for (std::size_t block = 0; block < to.size(); block += runs.apart * runs.along) {
        if (is_stopped(task.stop)) return stopped();
        for (std::size_t first = block; first < block + runs.apart; ++first) {
            float largest = from[first], sum = 0;
            runs.each(
                first, [&](std::size_t at) { largest = std::max(largest, from[at]); });
            runs.each(
                first, [&](std::size_t at) { sum += to[at] = std::exp(from[at] - largest); });
            runs.each(first, [&](std::size_t at) { to[at] /= sum; });
        }
    }
    return {};
}

Result<void> send_back(const Softmax& layer, const BackTask& task) {
    const auto shares = task.output.cells();
    const auto from = task.grad_output.cells();
    const auto to = task.grad_inputs[0]->cells();
    const Runs runs = runs_of(layer, task.output.shape());
    for (std::size_t block = 0; block < to.size(); block += runs.apart * runs.along) {
        if (is_stopped(task.stop)) return stopped();
        for (std::size_t first = block; first < block + runs.apart; ++first) {
            double mean = 0;  // of the gradients, by the shares
            runs.each(
                first, [&](std::size_t at) { mean += double{shares[at]} * double{from[at]}; });
            runs.each(first, [&](std::size_t at) {
                to[at] += static_cast<float>(double{shares[at]} * (double{from[at]} - mean));
            });
        }
    }
    return {};
}

Result<PlacedLayer> windows_of(const Softmax& layer, Shapes inputs) {
    const Shape& input = inputs[0];
    const std::array extents{input.n, input.c, input.h, input.w};
    for (const int axis : {0, 2, 3})
        if (axis >= layer.first_axis && axis <= layer.last_axis &&
            extents[static_cast<std::size_t>(axis)] > 1)
            return fail(ErrorCode::unsupported,
                        say("a softmax along samples, rows or columns cannot be stepped"),
                        say("step a softmax along the channels"));
    const bool along = layer.first_axis <= 1 && layer.last_axis >= 1;
    const int channels = along ? input.c : 1;
    return place(
        {.op = &softmax_row(),
         .params = {.kernel_size = {1, 1}, .stride = {1, 1}},
         .weights = Shared(WindowWeights{.channel_group = channels, .group_outputs = channels})},
        input);
}

}  // namespace poolscope::layers
