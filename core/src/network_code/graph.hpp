/// A network as it is made of a program's calls, and the maps that its layers give.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "poolscope/network.hpp"

namespace poolscope::network_code {

/// The most layers of one network.
inline constexpr std::size_t most_layers = 4096;

class Graph;

/// Axes of (n, c, h, w), from `first` to `last`, that a program sees as one.
struct Axes {
    int first = 0;
    int last = 0;
    bool operator==(const Axes&) const = default;
};
inline constexpr Axes flat_axes{1, 3};

/// What a layer gives, or the network's input, as the program holds it.
struct Maps {
    std::shared_ptr<Graph> graph{};
    int layer = network_input;
    std::optional<Shape> shape{};  ///< where it is known
    int axes = 4;   ///< of the maps: 4, 3 where they are (n, c, w); 0 where nothing says it yet
    Axes folded{};  ///< those seen as one, where there are several
    /// Cells put around them, which the next layer takes as its padding.
    Padding around{};
    double around_value = 0;
    bool negated = false;  ///< the program has them with a minus sign
    /// How many numbers a sample is said to have, by view(-1, 400), where that is not known.
    std::optional<int> claimed{};
    int line = 0;  ///< where they were last changed

    [[nodiscard]] bool is_flat() const { return folded == flat_axes; }
};

/// Takes what was done to maps and no layer has used: nothing, or what it is that `by` ("nn.ReLU")
/// cannot take.
[[nodiscard]] Result<void> check_plain(const Maps& maps, std::string_view by);

/// The axes of (n, c, h, w) that the program's axis `dim` is, counted from either end; none where
/// it has no such axis.
[[nodiscard]] std::optional<Axes> axes_of(const Maps& maps, int dim);

/// The axes' extent together.
[[nodiscard]] std::int64_t extent_of(const Shape& shape, const Axes& axes);

/// Layers one after the other.
class Graph {
public:
    explicit Graph(std::optional<Shape> input) : input_(input) {}

    [[nodiscard]] const std::optional<Shape>& input() const { return input_; }
    void set_input(const Shape& input) { input_ = input; }
    [[nodiscard]] bool empty() const { return network_.layers.empty(); }

    /// Adds a layer over maps of this graph. Where it cannot be laid over its inputs, that is kept
    /// for whoever asks for the shape, and the network says it of itself. Errors: too_large.
    [[nodiscard]] Result<Maps> add(AnyLayer layer, std::string name, std::vector<Maps> inputs);

    /// Why a shape that is needed is not known.
    [[nodiscard]] Error no_shape() const;

    /// Whether no cell of these maps is below 0.
    [[nodiscard]] bool is_nonnegative(int layer) const;

    /// The layers that `output` needs, it being the last; each has a name of its own.
    [[nodiscard]] Network network_of(int output) const;

private:
    std::optional<Shape> input_;
    Network network_{};
    std::vector<bool> nonnegative_{};
    std::optional<Error> fault_{};  ///< of the first layer that cannot be
};

/// Whether a layer gives no cell below 0, where `inputs` says it of what it reads.
[[nodiscard]] bool gives_nonnegative(const AnyLayer& layer, const std::vector<bool>& inputs);

/// Draws weights from a seed: the same for the same place in the same program.
class WeightDraws {
public:
    WeightDraws(std::uint64_t seed, std::size_t most) : seed_(seed), left_(most), most_(most) {}

    /// Evenly from -bound to bound. Error: too_large where all together are too many.
    [[nodiscard]] Result<Weights> draw(const Shape& shape, double bound);
    [[nodiscard]] Result<Weights> constant(const Shape& shape, float value);
    /// Whether any were drawn.
    [[nodiscard]] bool any() const { return next_ > 0; }
    [[nodiscard]] std::uint64_t seed() const { return seed_; }

private:
    [[nodiscard]] Result<void> take(const Shape& shape);

    std::uint64_t seed_;
    std::size_t left_;
    std::size_t most_;
    std::uint64_t next_ = 0;  ///< which draw
};

}  // namespace poolscope::network_code
