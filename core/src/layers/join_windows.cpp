/// The windows of layers of several inputs, and the tensor that they lie over.
#include <algorithm>
#include <new>

#include "check_cells.hpp"
#include "layers/broadcast.hpp"
#include "layers/layers.hpp"
#include "layers/rows.hpp"

namespace poolscope {

namespace {

bool concatenates(const Join& layer) {
    return layer.joining == Joining::concatenate;
}

/// The shape of joined_inputs().
Result<Shape> laid_shape(const Join& layer, std::span<const Shape> inputs) {
    auto shape = output_shape(layer, inputs);
    if (!shape || concatenates(layer)) return shape;
    const std::int64_t channels = std::int64_t{shape->c} * static_cast<std::int64_t>(inputs.size());
    if (channels > max_extent)
        return fail(ErrorCode::too_large, say("it has {0} channels", channels),
                    say("join fewer inputs"));
    shape->c = static_cast<int>(channels);
    const auto fits = check_cells(word("what it joins"), *shape, word("make the input smaller"));
    if (!fits) return error_of(fits);
    return shape;
}

/// Lays the inputs' channels one after the other.
void lay_in_turn(std::span<const TensorView<float>> inputs, Tensor<float>& laid) {
    int first = 0;
    for (const TensorView<float>& input : inputs) {
        for (int n = 0; n < input.shape().n; ++n)
            for (int c = 0; c < input.shape().c; ++c)
                std::ranges::copy(input.plane(n, c), laid.plane(n, first + c).begin());
        first += input.shape().c;
    }
}

/// Lays `input` so that its channels are those with the number `own` among each `count`.
void lay_among(const TensorView<float>& input, int own, int count, Tensor<float>& laid) {
    Shape all = laid.shape();
    all.c /= count;
    const std::size_t by = layers::strides_in(input.shape()).w;
    layers::each_row(all, input.shape(), [&](int n, int c, int row, std::size_t first) {
        const float* from = input.cells().data() + first;
        float* to = &laid.at(n, c * count + own, row, 0);
        for (int col = 0; col < all.w; ++col, from += by) *to++ = *from;
    });
}

}  // namespace

Result<Tensor<float>> joined_inputs(const Join& layer, std::span<const TensorView<float>> inputs) {
    std::vector<Shape> shapes;
    for (const TensorView<float>& input : inputs) shapes.push_back(input.shape());
    const auto shape = laid_shape(layer, shapes);
    if (!shape) return error_of(shape);
    try {
        Tensor<float> laid(*shape);
        const int count = static_cast<int>(inputs.size());
        if (concatenates(layer))
            lay_in_turn(inputs, laid);
        else
            for (int i = 0; i < count; ++i)
                lay_among(inputs[static_cast<std::size_t>(i)], i, count, laid);
        return laid;
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::too_large, say("there is not enough memory for the output"),
                    say("make the input smaller"));
    }
}

InputChannel input_channel_of(const Join& layer, std::span<const Shape> inputs, int channel) {
    const int count = static_cast<int>(inputs.size());
    if (concatenates(layer)) {
        int input = 0;
        while (input + 1 < count && channel >= inputs[static_cast<std::size_t>(input)].c)
            channel -= inputs[static_cast<std::size_t>(input++)].c;
        return {input, channel};
    }
    // A single channel goes with every other.
    const int input = channel % count;
    const bool single = inputs[static_cast<std::size_t>(input)].c == 1;
    return {input, single ? 0 : channel / count};
}

namespace layers {

Result<PlacedLayer> windows_of(const Join& layer, Shapes inputs) {
    const auto shape = laid_shape(layer, inputs);
    if (!shape) return error_of(shape);
    const int group = concatenates(layer) ? 1 : static_cast<int>(inputs.size());
    return place({.op = &joining_row(layer.joining),
                  .params = {.kernel_size = {1, 1}, .stride = {1, 1}},
                  .weights = Shared(WindowWeights{.channel_group = group})},
                 *shape);
}

}  // namespace layers

}  // namespace poolscope
