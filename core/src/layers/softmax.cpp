/// Softmax along some axes, the largest subtracted first so that no power is too large.
#include <algorithm>
#include <array>
#include <cmath>

#include "layers/layers.hpp"
#include "layers/rows.hpp"

namespace poolscope::layers {

Result<Shape> shape_of(const Softmax& /*layer*/, Shapes inputs) {
    return inputs[0];
}

Result<void> compute(const Softmax& layer, const Task& task) {
    const Shape& shape = task.output.shape();
    const std::array extents{shape.n, shape.c, shape.h, shape.w};
    std::size_t apart = 1, along = 1;  // cells from one along the axes to the next, and how many
    for (int axis = 3; axis >= layer.first_axis; --axis)
        (axis > layer.last_axis ? apart : along) *=
            static_cast<std::size_t>(extents[static_cast<std::size_t>(axis)]);
    const auto from = task.inputs[0].cells();
    const auto to = task.output.cells();
    for (std::size_t block = 0; block < to.size(); block += apart * along) {
        if (is_stopped(task.stop)) return stopped();
        for (std::size_t first = block; first < block + apart; ++first) {
            const auto each = [&](const auto& see) {
                for (std::size_t i = 0; i < along; ++i) see(first + i * apart);
            };
            float largest = from[first], sum = 0;
            each([&](std::size_t at) { largest = std::max(largest, from[at]); });
            each([&](std::size_t at) { sum += to[at] = std::exp(from[at] - largest); });
            each([&](std::size_t at) { to[at] /= sum; });
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
