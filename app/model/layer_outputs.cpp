/// Runs a network and keeps what its layers put out.
#include "model/layer_outputs.hpp"

#include <chrono>
#include <exception>
#include <numeric>
#include <utility>

#include "work/background.hpp"

namespace poolscope::model {

namespace {

using namespace std::chrono_literals;

/// How long a frame waits, so that a quick network appears in it.
constexpr auto patience = 15ms;

/// The layers that can be, with the shapes that they have.
Network possible_part(const Document& document, const NetworkShapes& shapes) {
    const auto count = static_cast<std::ptrdiff_t>(shapes.outputs.size());
    return {{document.layers.begin(), document.layers.begin() + count}};
}

LayerOutputs outlined(const Document& document) {
    LayerOutputs made;
    made.shapes = shapes_of(Network{document.layers}, document.shape());
    made.outputs.resize(document.layers.size());
    const std::size_t bytes =
        activation_bytes(possible_part(document, made.shapes), made.shapes, true);
    if (bytes > max_output_bytes)
        made.error = Error{ErrorCode::too_large,
                           say("the outputs of all layers would take {0} bytes, more than {1}",
                               bytes, max_output_bytes),
                           say("make the input smaller")};
    made.computing = !made.error && !made.shapes.outputs.empty();
    return made;
}

/// The layers of `document` whose outputs are not those of `before`, which `known` has.
std::vector<bool> stale_layers(const Document& document, const Document& before,
                               const LayerOutputs& known) {
    const bool same_input = before.input == document.input;
    std::vector<bool> stale(document.layers.size(), true);
    for (std::size_t i = 0; i < stale.size() && i < before.layers.size(); ++i) {
        const NetworkLayer& one = document.layers[i];
        stale[i] = !known.outputs[i] || one.inputs != before.layers[i].inputs ||
                   !(one.layer == before.layers[i].layer);
        for (const int from : one.inputs)
            stale[i] = stale[i] || (from == network_input ? !same_input
                                                          : stale[static_cast<std::size_t>(from)]);
    }
    return stale;
}

/// Puts what a network of these layers, or those of them that `stale` names, comes to into `made`.
void compute(const Document& document, const StopQuery& stop, LayerOutputs& made) {
    const auto input = document.input->whole();
    std::vector<SharedOutput> known;
    for (std::size_t i = 0; i < made.shapes.outputs.size(); ++i)
        known.push_back(made.outputs[i] ? made.outputs[i]->whole() : nullptr);
    const auto done = forward(possible_part(document, made.shapes), TensorView<float>(*input),
                              {.stop = stop, .known = known});
    if (!done) {
        if (done.error().code == ErrorCode::cancelled) return;
        made.error = done.error();
    } else {
        for (std::size_t i = 0; i < done->size(); ++i)
            if (!made.outputs[i]) made.outputs[i] = (*done)[i];
    }
    made.computing = false;
}

Error without_memory() {
    return {ErrorCode::too_large, say("there is not enough memory for this network"),
            say("make the input smaller")};
}

/// Multiplications up to which a network is computed at once.
constexpr double immediate_work = 2e6;

double work_of(const Document& document, const NetworkShapes& shapes) {
    const auto costs = costs_of(possible_part(document, shapes), document.shape(), shapes);
    double work = 0;
    for (std::size_t i = 0; i < costs.size(); ++i)
        work += static_cast<double>(costs[i].macs + costs[i].taps) +
                static_cast<double>(shapes.outputs[i].count());
    return work;
}

}  // namespace

LayerOutputs layer_outputs(const Document& document, const StopQuery& stop) {
    LayerOutputs made = outlined(document);
    if (made.computing) compute(document, stop, made);
    return made;
}

namespace {

/// The gradients of a network by everything, from that by its last output.
Result<NetworkGradients> all_gradients(const Document& document, const LayerOutputs& outputs) {
    if (outputs.shapes.error) return tl::unexpected<Error>(*outputs.shapes.error);
    std::vector<SharedOutput> known;
    for (const SharedValues& one : outputs.outputs) {
        if (!one) return fail(ErrorCode::cancelled, say("the output is still being computed"), {});
        known.push_back(one->whole());
    }
    if (work_of(document, outputs.shapes) > most_backward_work)
        return fail(ErrorCode::too_large, say("this network is too large to be sent back here"),
                    say("use a smaller input"));
    const int last = static_cast<int>(known.size()) - 1;
    const Values sent = grad_output_of(document, outputs.shapes.outputs.back());
    const auto input = document.input->whole();
    return backward(Network{document.layers}, TensorView<float>(*input), known, last,
                    TensorView<float>(sent));
}

}  // namespace

Result<std::vector<SharedValues>> layer_gradients(const Document& document,
                                                  const LayerOutputs& outputs) {
    return all_gradients(document, outputs).map([](NetworkGradients&& gradients) {
        std::vector<SharedValues> shared;
        for (Tensor<float>& one : gradients.outputs)
            shared.emplace_back(std::make_shared<const Values>(std::move(one)));
        return shared;
    });
}

std::optional<Values> input_gradient(const Document& document, const LayerOutputs& outputs) {
    auto gradients = all_gradients(document, outputs);
    return gradients ? std::optional(std::move(gradients->input)) : std::nullopt;
}

SharedValues input_of(const Document& document, const LayerOutputs& outputs, std::size_t at) {
    const auto& inputs = document.layers[at].inputs;
    if (inputs.empty() || inputs.front() == network_input) return document.input;
    return outputs.outputs[static_cast<std::size_t>(inputs.front())];
}

/// Runs the network asked for last beside the window.
class LayerOutputsCache::Worker {
public:
    void ask(const Document& document, LayerOutputs made) {
        background_.start([document, made = std::move(made)](const StopQuery& stop) {
            LayerOutputs done = made;
            try {
                compute(document, stop, done);
            } catch (const std::exception&) {  // no memory
                done.error = without_memory();
                done.computing = false;
            }
            return done;
        });
    }
    void cancel() { background_.forget(); }
    std::optional<LayerOutputs> take(std::chrono::milliseconds most) {
        return background_.done(most) ? background_.take() : std::nullopt;
    }

private:
    work::Background<LayerOutputs> background_;
};

LayerOutputsCache::LayerOutputsCache() = default;
LayerOutputsCache::~LayerOutputsCache() = default;

void LayerOutputsCache::restart(const Document& document) {
    const Document before = std::exchange(document_, document);
    LayerOutputs made = outlined(document);
    if (made.computing && before.input) {
        const auto stale = stale_layers(document, before, current_);
        for (std::size_t i = 0; i < made.shapes.outputs.size(); ++i)
            if (!stale[i]) made.outputs[i] = current_.outputs[i];
    }
    current_ = std::move(made);
    if (!current_.computing || work_of(document, current_.shapes) <= immediate_work) {
        if (worker_) worker_->cancel();
        if (current_.computing) compute(document, {}, current_);
        return;
    }
    if (!worker_) worker_ = std::make_unique<Worker>();
    worker_->ask(document, current_);
    if (auto finished = worker_->take(patience)) current_ = std::move(*finished);
}

const LayerOutputs& LayerOutputsCache::get(const Document& document, std::uint64_t revision) {
    if (revision_ == revision) {
        if (!current_.computing) return current_;
        if (auto finished = worker_->take(0ms)) {
            current_ = std::move(*finished);
            ++made_;
        }
        return current_;
    }
    revision_ = revision;
    ++made_;
    try {
        restart(document);
    } catch (const std::exception&) {  // no memory, or no thread to be had
        current_.outputs.assign(document.layers.size(), {});
        current_.error = without_memory();
        current_.computing = false;
    }
    return current_;
}

}  // namespace poolscope::model
