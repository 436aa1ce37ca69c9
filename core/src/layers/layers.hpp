/// What a kind of layer says of itself: the same functions for every kind, each in its own file.
#pragma once

#include "poolscope/network.hpp"

namespace poolscope::layers {

using Shapes = std::span<const Shape>;
using Inputs = std::span<const TensorView<float>>;

/// How a layer is at work.
struct Task {
    Inputs inputs;
    Tensor<float>& output;  ///< of the layer's shape; what it holds is not said
    int threads = 0;
    const StopQuery& stop;
};

/// The costs of a layer alone: its receptive field is not known here.
struct Costs {
    std::int64_t parameters = 0;
    std::int64_t macs = 0;
    std::int64_t taps = 0;
};

/// Which places of one axis of its inputs a layer reads.
struct Reach {
    std::optional<Axis> windows{};  ///< else every output reads its own place, or
    bool everything = false;        ///< all of the axis
};

// The output's shape. Inputs are as many as the kind takes.
[[nodiscard]] Result<Shape> shape_of(const Layer& layer, Shapes inputs);
[[nodiscard]] Result<Shape> shape_of(const Conv2d& layer, Shapes inputs);
[[nodiscard]] Result<Shape> shape_of(const Pointwise& layer, Shapes inputs);
[[nodiscard]] Result<Shape> shape_of(const BatchNorm& layer, Shapes inputs);
[[nodiscard]] Result<Shape> shape_of(const Linear& layer, Shapes inputs);
[[nodiscard]] Result<Shape> shape_of(const Softmax& layer, Shapes inputs);
[[nodiscard]] Result<Shape> shape_of(const Join& layer, Shapes inputs);
[[nodiscard]] Result<Shape> shape_of(const Constant& layer, Shapes inputs);

// The output. Errors: cancelled, and those of pool().
[[nodiscard]] Result<void> compute(const Layer& layer, const Task& task);
[[nodiscard]] Result<void> compute(const Conv2d& layer, const Task& task);
[[nodiscard]] Result<void> compute(const Pointwise& layer, const Task& task);
[[nodiscard]] Result<void> compute(const BatchNorm& layer, const Task& task);
[[nodiscard]] Result<void> compute(const Linear& layer, const Task& task);
[[nodiscard]] Result<void> compute(const Softmax& layer, const Task& task);
[[nodiscard]] Result<void> compute(const Join& layer, const Task& task);
[[nodiscard]] Result<void> compute(const Constant& layer, const Task& task);

/// How a gradient is sent back through a layer.
struct BackTask {
    Inputs inputs;
    TensorView<float> output;
    TensorView<float> grad_output;
    /// Of the inputs, in their shapes: what comes by this layer is added. An output that is read
    /// twice stands here twice.
    std::span<Tensor<float>* const> grad_inputs;
    int threads = 0;
    const StopQuery& stop;
};

// The gradient by the inputs. Errors: cancelled, and those of pool_backward().
[[nodiscard]] Result<void> send_back(const Layer& layer, const BackTask& task);
[[nodiscard]] Result<void> send_back(const Conv2d& layer, const BackTask& task);
[[nodiscard]] Result<void> send_back(const Pointwise& layer, const BackTask& task);
[[nodiscard]] Result<void> send_back(const BatchNorm& layer, const BackTask& task);
[[nodiscard]] Result<void> send_back(const Linear& layer, const BackTask& task);
[[nodiscard]] Result<void> send_back(const Softmax& layer, const BackTask& task);
[[nodiscard]] Result<void> send_back(const Join& layer, const BackTask& task);
/// Constants have no inputs.
[[nodiscard]] inline Result<void> send_back(const Constant& /*layer*/, const BackTask& /*task*/) {
    return {};
}

// The layer as windows (see as_windows). Inputs have a shape_of().
[[nodiscard]] Result<PlacedLayer> windows_of(const Layer& layer, Shapes inputs);
[[nodiscard]] Result<PlacedLayer> windows_of(const Conv2d& layer, Shapes inputs);
[[nodiscard]] Result<PlacedLayer> windows_of(const Pointwise& layer, Shapes inputs);
[[nodiscard]] Result<PlacedLayer> windows_of(const BatchNorm& layer, Shapes inputs);
[[nodiscard]] Result<PlacedLayer> windows_of(const Linear& layer, Shapes inputs);
[[nodiscard]] Result<PlacedLayer> windows_of(const Softmax& layer, Shapes inputs);
[[nodiscard]] Result<PlacedLayer> windows_of(const Join& layer, Shapes inputs);
[[nodiscard]] Result<PlacedLayer> windows_of(const Constant& layer, Shapes inputs);

[[nodiscard]] Costs costs_of(const Layer& layer, Shapes inputs, const Shape& output);
[[nodiscard]] Costs costs_of(const Conv2d& layer, Shapes inputs, const Shape& output);
[[nodiscard]] Costs costs_of(const BatchNorm& layer, Shapes inputs, const Shape& output);
[[nodiscard]] Costs costs_of(const Linear& layer, Shapes inputs, const Shape& output);
[[nodiscard]] Costs costs_of(const Constant& layer, Shapes inputs, const Shape& output);
/// All others: nothing learnt, multiplied or compared.
[[nodiscard]] inline Costs costs_of(const auto& /*layer*/, Shapes /*inputs*/,
                                    const Shape& /*output*/) {
    return {};
}

enum class AxisId : std::uint8_t { rows, cols };
[[nodiscard]] Reach reach_of(const Layer& layer, const Shape& input, AxisId axis);
[[nodiscard]] Reach reach_of(const Conv2d& layer, const Shape& input, AxisId axis);
[[nodiscard]] Reach reach_of(const Linear& layer, const Shape& input, AxisId axis);
/// All others: each output reads its own place.
[[nodiscard]] inline Reach reach_of(const auto& /*layer*/, const Shape& /*input*/,
                                    AxisId /*axis*/) {
    return {};
}

[[nodiscard]] inline std::string_view id_of(const Layer& layer) {
    return layer.op->id;
}
[[nodiscard]] std::string_view id_of(const Pointwise& layer);
[[nodiscard]] std::string_view id_of(const Join& layer);
[[nodiscard]] inline std::string_view id_of(const Conv2d& /*layer*/) {
    return "conv";
}
[[nodiscard]] inline std::string_view id_of(const BatchNorm& /*layer*/) {
    return "batch_norm";
}
[[nodiscard]] inline std::string_view id_of(const Linear& /*layer*/) {
    return "linear";
}
[[nodiscard]] inline std::string_view id_of(const Softmax& /*layer*/) {
    return "softmax";
}
[[nodiscard]] inline std::string_view id_of(const Constant& /*layer*/) {
    return "constant";
}

/// Whether weights are there and have `shape`; else an error that names both.
[[nodiscard]] Result<void> check_weights(const char* name, const Weights& weights,
                                         const Shape& shape);

/// `error`, and which of the network's layers it is of.
[[nodiscard]] Error at_layer(Error error, const NetworkLayer& one, std::size_t index);

[[nodiscard]] inline tl::unexpected<Error> no_memory() {
    return fail(ErrorCode::too_large, say("there is not enough memory for the output"),
                say("make the input or the output smaller"));
}

[[nodiscard]] inline tl::unexpected<Error> stopped() {
    return fail(ErrorCode::cancelled, say("the network was stopped"), say("start it again"));
}

/// Adds `shares` to a gradient, cell by cell.
inline void add_to(Tensor<float>& gradient, std::span<const float> shares) {
    const auto cells = gradient.cells();
    for (std::size_t i = 0; i < cells.size(); ++i) cells[i] += shares[i];
}

/// How many numbers weights hold.
[[nodiscard]] inline std::int64_t count_of(const Weights& weights) {
    return weights ? static_cast<std::int64_t>(weights->shape().count()) : 0;
}

}  // namespace poolscope::layers
