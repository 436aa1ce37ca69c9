/// Networks: layers of every kind, each with those whose outputs it reads. All tensors are NCHW and
/// float32; extents are in cells.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "poolscope/layer.hpp"

namespace poolscope {

/// Numbers that a layer has learnt; copies share them.
using Weights = Shared<Tensor<float>>;

/// Cross-correlation (no flip, as in every framework): out[o, i, j] = bias[o] + the sum over c, u,
/// v of weight[o, c, u, v] in[c, i s - p + u d, j s - p + v d], where padding reads as 0. `groups`
/// splits input and output channels into as many runs, which do not see each other.
struct Conv2d {
    Weights weight{};  ///< (output channels, input channels / groups, kernel_h, kernel_w)
    Weights bias{};    ///< (1, output channels, 1, 1); none is 0
    Extent stride{1, 1};
    Padding padding{};
    PaddingMode padding_mode = PaddingMode::numbers;
    Extent dilation{1, 1};
    int groups = 1;
    bool operator==(const Conv2d&) const = default;
};

/// What a pointwise layer makes of each cell x. NaN stays NaN.
enum class Function : std::uint8_t {
    relu,          ///< max(x, 0)
    leaky_relu,    ///< x, and alpha x below 0
    elu,           ///< x, and alpha (e^x - 1) below 0
    sigmoid,       ///< 1 / (1 + e^-x)
    tanh,          ///< the hyperbolic tangent
    clip,          ///< x, no less than alpha and no more than beta
    hard_sigmoid,  ///< alpha x + beta, no less than 0 and no more than 1
};

struct Pointwise {
    Function function = Function::relu;
    float alpha = 0;
    float beta = 0;
    bool operator==(const Pointwise&) const = default;
};

/// Batch normalisation as inference does it: (x - mean) / sqrt(variance + epsilon) scale + shift,
/// each (1, channels, 1, 1).
struct BatchNorm {
    Weights scale{};
    Weights shift{};
    Weights mean{};
    Weights variance{};
    float epsilon = 1e-5F;
    bool operator==(const BatchNorm&) const = default;
};

/// out = weight x + bias for each sample, flattened in (c, h, w) order; the output is (n, out, 1,
/// 1).
struct Linear {
    Weights weight{};  ///< (1, 1, out, in)
    Weights bias{};    ///< (1, out, 1, 1); none is 0
    bool operator==(const Linear&) const = default;
};

/// e^x over the sum of e^x along the axes first .. last of (n, c, h, w), which count as one.
struct Softmax {
    int first_axis = 1;
    int last_axis = 1;
    bool operator==(const Softmax&) const = default;
};

enum class Joining : std::uint8_t { add, multiply, concatenate };

/// Several outputs become one: cell by cell, where an extent of 1 goes with any, or one after the
/// other along the channels.
struct Join {
    Joining joining = Joining::add;
    bool operator==(const Join&) const = default;
};

/// Maps that do not depend on the input; it has no inputs.
struct Constant {
    Weights value{};
    bool operator==(const Constant&) const = default;
};

/// The kinds of layers. Each has its pair of files in core/src/layers.
using AnyLayer = std::variant<Layer, Conv2d, Pointwise, BatchNorm, Linear, Softmax, Join, Constant>;

/// "conv", "max", "relu", "batch_norm", "linear", "softmax", "add", ...
[[nodiscard]] std::string_view kind_id(const AnyLayer& layer);

/// The shape that a layer makes of those of its inputs, or why there is none.
[[nodiscard]] Result<Shape> output_shape(const AnyLayer& layer, std::span<const Shape> inputs);

/// The operators of the kinds that are no pooling, by which they are named and stepped: "conv",
/// "relu", ... Sums are taken in double. They stand in no list of pooling's.
[[nodiscard]] std::span<const Operator* const> layer_operators();

/// A layer of any kind as windows over cells, to be stepped: over its one input, or over
/// joined_inputs(). A convolution's taps have its weights; a linear layer's one window is all of
/// the input; pointwise layers' windows are single cells; softmax reads all channels at a place,
/// where the axes that it goes along have no more than 1 cell otherwise. Errors: those of
/// output_shape(), unsupported for what no windows can say (constants, softmax along maps).
[[nodiscard]] Result<PlacedLayer> as_windows(const AnyLayer& layer, std::span<const Shape> inputs);

/// The tensor that the windows of a joining layer lie over: the inputs' channels one after the
/// other to be concatenated; else, in the shape that all go together to, the first channel of each
/// input, the second of each, ... Errors: bad_shape where they do not go together, too_large.
[[nodiscard]] Result<Tensor<float>> joined_inputs(const Join& layer,
                                                  std::span<const TensorView<float>> inputs);

/// A channel of one of a layer's inputs.
struct InputChannel {
    int input = 0;
    int channel = 0;
    bool operator==(const InputChannel&) const = default;
};
/// Which one stands in `channel` of joined_inputs().
[[nodiscard]] InputChannel input_channel_of(const Join& layer, std::span<const Shape> inputs,
                                            int channel);

/// In place of a layer's index: the network's own input.
inline constexpr int network_input = -1;

struct NetworkLayer {
    std::string name{};
    AnyLayer layer{};
    std::vector<int> inputs{network_input};  ///< indices of layers before it
    bool operator==(const NetworkLayer&) const = default;
};

/// Layers in an order in which every input comes before its readers; a chain, or with branches. The
/// last one's output is the network's.
struct Network {
    std::vector<NetworkLayer> layers{};
    bool operator==(const Network&) const = default;
};

/// What the layers make of the input's shape, up to the first that cannot be.
struct NetworkShapes {
    std::vector<Shape> outputs{};     ///< of the layers before `error`
    std::optional<Error> error = {};  ///< of the layer outputs.size(), which it names
    bool operator==(const NetworkShapes&) const = default;
};
[[nodiscard]] NetworkShapes shapes_of(const Network& network, const Shape& input);

/// The most bytes that the outputs take at any one time of forward().
[[nodiscard]] std::size_t activation_bytes(const Network& network, const NetworkShapes& shapes,
                                           bool keep_all);

struct NetworkOptions {
    bool keep_all = true;  ///< else an output is dropped once all its readers are done
    int threads = 0;       ///< as in PoolOptions
    StopQuery stop{};      ///< asked on any of the threads, several times a layer
};

/// Every layer's output, in the network's order; empty tensors for those dropped. Sums are taken
/// in float, within 1e-5 of the sum of magnitudes of what double would give. Errors: that of
/// shapes_of(), unsupported for a pooling layer without a form for float, cancelled.
[[nodiscard]] Result<std::vector<Tensor<float>>> forward(const Network& network,
                                                         TensorView<float> input,
                                                         const NetworkOptions& options = {});

/// What one output of a layer sees of the network's input, along one axis.
struct ReceptiveField {
    int size = 1;  ///< cells from the first to the last that one output reads; the largest
    /// Cells of the input from one output's first to the next one's; none where that is not one
    /// number (adaptive and global windows, linear layers).
    std::optional<int> jump = 1;
    bool operator==(const ReceptiveField&) const = default;
};

/// A layer in numbers.
struct LayerCosts {
    std::int64_t parameters = 0;  ///< learnt ones
    std::int64_t macs = 0;  ///< multiply-adds of convolutions and linear layers, in all samples
    std::int64_t taps = 0;  ///< cells that pooling windows compare or add, in all samples
    ReceptiveField rows{};
    ReceptiveField cols{};
    bool operator==(const LayerCosts&) const = default;
};

/// Of every layer that has a shape. Receptive fields follow r' = r + (k_eff - 1) j, j' = j s (the
/// largest and the first of what is joined); where the rule does not apply, the largest exact set,
/// clipped to the input.
[[nodiscard]] std::vector<LayerCosts> costs_of(const Network& network, const Shape& input,
                                               const NetworkShapes& shapes);

/// How a program's text is read as a network.
struct CodeReading {
    std::uint64_t seed = 1;        ///< of the weights, which no text has
    std::optional<Shape> input{};  ///< in place of what the text says of its input
    std::size_t most_weights = std::size_t{1} << 28;  ///< of all layers together
};

/// A network that a program's text says.
struct CodedNetwork {
    Network network{};
    std::optional<Shape> input{};  ///< as it was given, else as the text says it, of one sample
    std::string framework{};       ///< "PyTorch", "Keras"
    bool flat = false;             ///< its output has the axes (n, features) there
    /// Sentences, without a full stop: where the weights are from, and what was taken for granted.
    std::vector<Message> notes{};
};

/// The network of a program: nn.Sequential, an nn.Module whose forward lays one layer after the
/// other, also with branches, and Keras' Sequential and functional models. Weights are drawn from
/// the seed, evenly within Kaiming's bounds. A layer that cannot be laid over the input is read all
/// the same, and shapes_of() says so of it. Errors, with their line: unsupported and bad_format
/// where something is not understood, which they name; bad_argument where the input's shape is
/// needed and not known; bad_shape; too_large; not_expressible where there is no network.
[[nodiscard]] Result<CodedNetwork> parse_network(std::string_view code,
                                                 const CodeReading& reading = {});

/// One row of the forms in which networks are written as code; weights are in none.
struct NetworkForm {
    std::string_view id;    ///< "pytorch"
    std::string_view name;  ///< "nn.Sequential, or a module where it branches"
    /// Errors: that of shapes_of(), not_expressible for a layer that the form cannot say.
    Result<std::string> (*write)(const Network& network, const Shape& input) = nullptr;
};

/// The explicit list.
[[nodiscard]] std::span<const NetworkForm* const> network_forms();

/// The form with this id, or a named error that lists the ids there are.
[[nodiscard]] Result<const NetworkForm*> find_network_form(std::string_view id);

}  // namespace poolscope
