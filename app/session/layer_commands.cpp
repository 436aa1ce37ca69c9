/// Finds the weights on show, and changes them by an action on their layer.
#include "session/layer_commands.hpp"

#include <algorithm>

#include "model/layer_edits.hpp"
#include "model/layer_kinds.hpp"

namespace poolscope::session {

namespace {

/// The output channel that the view's channel and filter come to, of `outputs` in runs that read
/// `per_run` channels each.
struct Shown {
    int output = 0;
    int input = 0;
    int first = 0;
};
Shown shown_channels(const model::ViewState& view, int per_run, int outputs, int runs) {
    Shown shown;
    const int channel = std::clamp(view.channel, 0, per_run * runs - 1);
    const int run = channel / per_run;
    const int filters = outputs / runs;
    shown.first = run * per_run;
    shown.input = channel;
    shown.output = run * filters + std::clamp(view.filter, 0, filters - 1);
    return shown;
}

std::optional<WeightSlice> slice_of(const Conv2d& conv, const model::ViewState& view) {
    const model::KernelExtents extents = model::extents_of(conv);
    const bool sound = extents.groups >= 1 && extents.outputs % extents.groups == 0;
    if (!conv.weight || !sound) return std::nullopt;
    const Shape& shape = conv.weight->shape();
    const Shown shown = shown_channels(view, shape.c, shape.n, conv.groups);
    const auto plane = static_cast<std::size_t>(shown.output) * static_cast<std::size_t>(shape.c) +
                       static_cast<std::size_t>(shown.input - shown.first);
    return WeightSlice{.output = shown.output,
                       .outputs = shape.n,
                       .input = shown.input,
                       .first = shown.first,
                       .inputs = shape.c,
                       .size = extents.size,
                       .begin = plane * shape.plane_count()};
}

std::optional<WeightSlice> slice_of(const Linear& linear, const Shape& input,
                                    const model::ViewState& view) {
    if (!linear.weight) return std::nullopt;
    const Shape& shape = linear.weight->shape();
    const bool maps =
        input.h * input.w > 1 && static_cast<std::size_t>(input.c) * input.plane_count() ==
                                     static_cast<std::size_t>(shape.w);
    WeightSlice slice{.outputs = shape.h,
                      .inputs = maps ? input.c : 1,
                      .size = maps ? Extent{input.h, input.w} : Extent{1, shape.w}};
    slice.output = std::clamp(view.filter, 0, shape.h - 1);
    slice.input = maps ? std::clamp(view.channel, 0, input.c - 1) : 0;
    slice.begin = static_cast<std::size_t>(slice.output) * static_cast<std::size_t>(shape.w) +
                  static_cast<std::size_t>(slice.input) * slice.count();
    return slice;
}

const Weights* weight_field(const AnyLayer& layer) {
    if (const auto* conv = std::get_if<Conv2d>(&layer)) return &conv->weight;
    if (const auto* linear = std::get_if<Linear>(&layer)) return &linear->weight;
    return nullptr;
}
const Weights* bias_field(const AnyLayer& layer) {
    if (const auto* conv = std::get_if<Conv2d>(&layer)) return &conv->bias;
    if (const auto* linear = std::get_if<Linear>(&layer)) return &linear->bias;
    return nullptr;
}

AnyLayer with_weight(AnyLayer layer, Tensor<float> weight) {
    if (auto* conv = std::get_if<Conv2d>(&layer)) conv->weight = Weights(std::move(weight));
    if (auto* linear = std::get_if<Linear>(&layer)) linear->weight = Weights(std::move(weight));
    return layer;
}
AnyLayer with_bias(AnyLayer layer, Weights bias) {
    if (auto* conv = std::get_if<Conv2d>(&layer)) conv->bias = std::move(bias);
    if (auto* linear = std::get_if<Linear>(&layer)) linear->bias = std::move(bias);
    return layer;
}

/// He's bound for the weights of a layer that has some.
double bound_for(const AnyLayer& layer) {
    const Shape& shape = weights_of(layer)->shape();
    if (std::holds_alternative<Linear>(layer)) return model::he_bound(shape.w);
    return model::he_bound(double{1} * shape.c * static_cast<double>(shape.plane_count()));
}

/// What a preset gives for the kernel on show.
std::vector<float> numbers_by(const Session& session, const model::KernelPreset& preset,
                              const WeightSlice& slice) {
    return preset.numbers({.size = slice.size,
                           .bound = bound_for(shown_layer(session).layer),
                           .seed = session.weight_seed});
}

/// Changes the layer's weights as `change` does to their copy.
template <class Change>
void change_weights(Session& session, const Change& change) {
    const AnyLayer& layer = shown_layer(session).layer;
    const Tensor<float>* const weight = weights_of(layer);
    if (weight == nullptr) return;
    Tensor<float> next = *weight;
    change(next);
    change_numbers(session, with_weight(layer, std::move(next)));
}

}  // namespace

const NetworkLayer& shown_layer(const Session& session) {
    return session.whole().layers[session.store.at()];
}

Shape shape_read(const Session& session) {
    return session.document().shape();
}

std::optional<Shape> shape_put_out(Session& session, std::size_t layer) {
    const auto& shapes = session.store.outputs().shapes.outputs;
    return layer < shapes.size() ? std::optional(shapes[layer]) : std::nullopt;
}

std::optional<WeightSlice> shown_slice(const Session& session) {
    if (const auto* conv = shown_as<Conv2d>(session)) return slice_of(*conv, session.view());
    if (const auto* linear = shown_as<Linear>(session))
        return slice_of(*linear, shape_read(session), session.view());
    return std::nullopt;
}

const Tensor<float>* weights_of(const AnyLayer& layer) {
    const Weights* const field = weight_field(layer);
    return field != nullptr && *field ? &**field : nullptr;
}

const Tensor<float>* biases_of(const AnyLayer& layer) {
    const Weights* const field = bias_field(layer);
    return field != nullptr && *field ? &**field : nullptr;
}

std::span<const float> numbers_of(const AnyLayer& layer, const WeightSlice& slice) {
    const Tensor<float>* const weight = weights_of(layer);
    if (weight == nullptr) return {};
    return weight->cells().subspan(slice.begin, slice.count());
}

void show_output(Session& session, int channel) {
    const auto* conv = shown_as<Conv2d>(session);
    if (conv == nullptr || !shown_slice(session)) return session.emit(model::SetFilter{channel});
    const int per_run = conv->weight->shape().c;
    const int filters = conv->weight->shape().n / conv->groups;
    const int run = channel / filters;
    const model::ViewState& view = session.view();
    // Of another run of channels the one in the same place is shown.
    if (run != view.channel / per_run)
        session.emit(model::SetChannel{run * per_run + view.channel % per_run, view.all_channels});
    session.emit(model::SetFilter{channel % filters});
}

void show_input(Session& session, int channel) {
    session.emit(model::SetChannel{channel, session.view().all_channels});
}

void change_numbers(Session& session, AnyLayer layer, std::uint64_t gesture) {
    session.emit(
        model::DocumentAction(model::ChangeLayer{session.store.at(), std::move(layer), gesture}));
}

void set_weight(Session& session, std::size_t index, float value) {
    const auto slice = shown_slice(session);
    if (!slice || index >= slice->count()) return;
    change_weights(session,
                   [&](Tensor<float>& weight) { weight.cells()[slice->begin + index] = value; });
}

void set_weights(Session& session, std::span<const float> numbers) {
    const auto slice = shown_slice(session);
    if (!slice || numbers.size() != slice->count()) return;
    change_weights(session, [&](Tensor<float>& weight) {
        std::ranges::copy(numbers, weight.cells().subspan(slice->begin).begin());
    });
}

void set_bias(Session& session, float value, std::uint64_t gesture) {
    const auto slice = shown_slice(session);
    const AnyLayer& layer = shown_layer(session).layer;
    const Tensor<float>* const bias = biases_of(layer);
    if (!slice || bias == nullptr) return;
    Tensor<float> next = *bias;
    next.cells()[static_cast<std::size_t>(slice->output)] = value;
    change_numbers(session, with_bias(layer, Weights(std::move(next))), gesture);
}

void set_biased(Session& session, bool biased) {
    const auto slice = shown_slice(session);
    const AnyLayer& layer = shown_layer(session).layer;
    if (!slice || biased == (biases_of(layer) != nullptr)) return;
    Weights bias;
    if (biased) bias = Weights(Tensor<float>({1, slice->outputs, 1, 1}));
    change_numbers(session, with_bias(layer, std::move(bias)));
}

void fill_kernel(Session& session, const model::KernelPreset& preset) {
    const auto slice = shown_slice(session);
    if (slice && model::has_room(preset, slice->size))
        set_weights(session, numbers_by(session, preset, *slice));
}

bool is_drawn_kernel(const Session& session) {
    const auto slice = shown_slice(session);
    if (!slice) return false;
    const auto numbers = numbers_of(shown_layer(session).layer, *slice);
    return std::ranges::any_of(model::kernel_presets(), [&](const model::KernelPreset& preset) {
        return preset.drawn && model::has_room(preset, slice->size) &&
               std::ranges::equal(numbers_by(session, preset, *slice), numbers);
    });
}

void repeat_kernel(Session& session) {
    const auto slice = shown_slice(session);
    if (!slice) return;
    const auto numbers = numbers_of(shown_layer(session).layer, *slice);
    const std::vector<float> kept(numbers.begin(), numbers.end());
    const auto before = static_cast<std::size_t>(slice->input - slice->first) * slice->count();
    change_weights(session, [&](Tensor<float>& weight) {
        auto to = weight.cells().subspan(slice->begin - before).begin();
        for (int i = 0; i < slice->inputs; ++i) to = std::ranges::copy(kept, to).out;
    });
}

void draw_weights(Session& session) {
    const AnyLayer& layer = shown_layer(session).layer;
    const Tensor<float>* const weight = weights_of(layer);
    if (weight == nullptr) return;
    const Weights drawn =
        model::random_weights(weight->shape(), bound_for(layer), ++session.weight_seed);
    change_numbers(session, with_weight(layer, *drawn));
}

}  // namespace poolscope::session
