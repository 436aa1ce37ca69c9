/// Layers with other extents: weights that still have their place are kept, others are drawn.
#pragma once

#include <cstdint>

#include "model/document.hpp"

namespace poolscope::model {

/// The most numbers that a layer is given by hand.
inline constexpr std::size_t most_weights = std::size_t{1} << 26;

/// What a convolution's weights lie over; groups divides both numbers of channels.
struct KernelExtents {
    int outputs = 1;
    int inputs = 1;  ///< channels of what it reads
    int groups = 1;
    Extent size{1, 1};
    bool operator==(const KernelExtents&) const = default;
};

/// Those that a convolution has; 1 each where it has no weights.
[[nodiscard]] KernelExtents extents_of(const Conv2d& conv);

/// The convolution with weights of other extents. A weight stays with its output channel, the
/// channel that it reads and its place about the kernel's middle; new ones are drawn from `seed` by
/// He's rule. New biases are 0.
[[nodiscard]] Conv2d resized(const Conv2d& conv, const KernelExtents& to, std::uint64_t seed);

/// The same of a linear layer from `inputs` cells to `outputs`.
[[nodiscard]] Linear resized(const Linear& linear, int outputs, int inputs, std::uint64_t seed);

/// The layer with numbers for what it reads, of shape (n, c, h, w): convolutions, linear layers and
/// batch normalisation, whose numbers for new channels change nothing. Other layers as they are,
/// and those that would have too many weights.
[[nodiscard]] AnyLayer fitted_to(const AnyLayer& layer, const Shape& input, std::uint64_t seed);

/// The layers of a network; from `from` on, each that does not fit what it reads is fitted to it.
[[nodiscard]] std::vector<NetworkLayer> fitted_layers(const Document& network, std::size_t from);

/// The convolution's windows as a layer of one operator, without its weights.
[[nodiscard]] Layer windows_of(const Conv2d& conv);

/// The convolution as those windows' parameters place it, its kernel resized to theirs.
[[nodiscard]] Conv2d placed_by(const Conv2d& conv, const PoolParams& params, std::uint64_t seed);

}  // namespace poolscope::model
