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

/// The gradient of a concatenated input, whose first channel is `first` among all.
void take_back(const BackTask& task, std::size_t input, int first) {
    const Shape& shape = task.inputs[input].shape();
    for (int n = 0; n < shape.n; ++n)
        for (int c = 0; c < shape.c; ++c) {
            float* to = task.grad_inputs[input]->plane(n, c).data();
            for (const float gradient : task.grad_output.plane(n, first + c)) *to++ += gradient;
        }
}

/// What the other inputs multiply `input` by, in the shape of all.
Tensor<float> others_of(const BackTask& task, std::size_t input) {
    Tensor<float> product(task.grad_output.shape(), 1.0F);
    for (std::size_t other = 0; other < task.inputs.size(); ++other)
        if (other != input)
            combine_into(product, task.inputs[other], [](float a, float b) { return a * b; });
    return product;
}

/// The gradient of an added or multiplied input: of all that each of its cells goes with.
void gather_back(const Join& layer, const BackTask& task, std::size_t input) {
    const Shape& all = task.grad_output.shape();
    const Shape& shape = task.inputs[input].shape();
    const bool multiplies = layer.joining == Joining::multiply;
    const Tensor<float> others = multiplies ? others_of(task, input) : Tensor<float>();
    const std::size_t by = strides_in(shape).w;
    each_row(all, shape, [&](int n, int c, int row, std::size_t first) {
        float* to = task.grad_inputs[input]->cells().data() + first;
        for (int col = 0; col < all.w; ++col, to += by) {
            const float gradient = task.grad_output.at(n, c, row, col);
            *to += multiplies ? gradient * others.at(n, c, row, col) : gradient;
        }
    });
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

Result<void> send_back(const Join& layer, const BackTask& task) {
    int first = 0;
    for (std::size_t i = 0; i < task.inputs.size(); ++i) {
        if (is_stopped(task.stop)) return stopped();
        if (layer.joining == Joining::concatenate)
            take_back(task, i, first);
        else
            gather_back(layer, task, i);
        first += task.inputs[i].shape().c;
    }
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

Costs costs_of(const Constant& layer, Shapes /*inputs*/, const Shape& /*output*/) {
    return {.parameters = count_of(layer.value)};
}

}  // namespace poolscope::layers
