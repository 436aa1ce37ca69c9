/// Layers of several inputs: added, multiplied, or one after the other; and constants, which join
/// them.
#include <algorithm>

#include "layers/broadcast.hpp"
#include "layers/layers.hpp"
#include "layers/rows.hpp"

namespace poolscope::layers {

namespace {

/// An extent that two of an axis go together to; 0 where they do not.
int common(int a, int b) {
    if (a == b || b == 1) return a;
    return a == 1 ? b : 0;
}

Result<Shape> broadcast(const Shape& a, const Shape& b) {
    const Shape both{common(a.n, b.n), common(a.c, b.c), common(a.h, b.h), common(a.w, b.w)};
    if (both.count() > 0) return both;
    return fail(ErrorCode::bad_shape,
                say("its inputs are {0} and {1}", shape_text(a), shape_text(b)),
                say("give them one shape, or extents of 1"));
}

Result<Shape> concatenated(Shapes inputs) {
    Shape all = inputs[0];
    std::int64_t channels = 0;
    for (const Shape& input : inputs) {
        if (input.n != all.n || input.h != all.h || input.w != all.w)
            return fail(ErrorCode::bad_shape,
                        say("its inputs are {0} and {1}", shape_text(inputs[0]), shape_text(input)),
                        say("give them the same rows and columns"));
        channels += input.c;
    }
    if (channels > max_extent)
        return fail(ErrorCode::too_large, say("it has {0} channels", channels),
                    say("concatenate less"));
    all.c = static_cast<int>(channels);
    return all;
}

template <class Combine>
void combine_into(Tensor<float>& output, const TensorView<float>& input, const Combine& combine) {
    const Shape& all = output.shape();
    const std::size_t by = strides_in(input.shape()).w;
    float* to = output.cells().data();
    each_row(all, input.shape(), [&](int /*n*/, int /*c*/, int /*row*/, std::size_t first) {
        const float* from = input.cells().data() + first;
        for (int col = 0; col < all.w; ++col, ++to, from += by) *to = combine(*to, *from);
    });
}

void concatenate(const Task& task) {
    int first = 0;
    for (const TensorView<float>& input : task.inputs) {
        const Shape& shape = input.shape();
        for (int n = 0; n < shape.n; ++n)
            std::ranges::copy(
                input.cells().subspan(shape.offset(n, 0, 0, 0), shape.offset(1, 0, 0, 0)),
                task.output.plane(n, first).data());
        first += shape.c;
    }
}

}  // namespace

std::string_view id_of(const Join& layer) {
    return joining_row(layer.joining).id;
}

Result<Shape> shape_of(const Join& layer, Shapes inputs) {
    if (layer.joining == Joining::concatenate) return concatenated(inputs);
    Result<Shape> shape = inputs[0];
    for (const Shape& input : inputs.subspan(1)) {
        shape = broadcast(*shape, input);
        if (!shape) return shape;
    }
    return shape;
}

Result<void> compute(const Join& layer, const Task& task) {
    if (is_stopped(task.stop)) return stopped();
    if (layer.joining == Joining::concatenate) {
        concatenate(task);
        return {};
    }
    const auto plus = [](float a, float b) { return a + b; };
    const auto times = [](float a, float b) { return a * b; };
    const auto join = [&](const TensorView<float>& input) {
        if (layer.joining == Joining::add)
            combine_into(task.output, input, plus);
        else
            combine_into(task.output, input, times);
    };
    combine_into(task.output, task.inputs[0], [](float /*before*/, float first) { return first; });
    for (const auto& input : task.inputs.subspan(1)) join(input);
    return {};
}

Result<Shape> shape_of(const Constant& layer, Shapes /*inputs*/) {
    if (layer.value) return layer.value->shape();
    return fail(ErrorCode::bad_shape, say("the constant has no values"), say("give it some"));
}

Result<void> compute(const Constant& layer, const Task& task) {
    task.output = *layer.value;
    return {};
}

Result<PlacedLayer> windows_of(const Constant& /*layer*/, Shapes /*inputs*/) {
    return fail(ErrorCode::unsupported, say("constants read nothing and cannot be stepped"),
                say("step a layer that has inputs"));
}

Costs costs_of(const Constant& layer, Shapes /*inputs*/) {
    return {.parameters = count_of(layer.value)};
}

}  // namespace poolscope::layers
