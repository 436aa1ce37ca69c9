/// The kinds of layers that a network is built of, and a new one of each.
#pragma once

#include <span>
#include <string_view>

#include "model/document.hpp"

namespace poolscope::model {

struct LayerKind {
    std::string_view id{};     ///< as in files; that of kind_id()
    std::string_view name{};   ///< as in a list: "Convolution"
    std::string_view brief{};  ///< as on a card: "conv"
    std::string_view note{};   ///< what it does, in one sentence without a full stop
    bool joins = false;        ///< it has several inputs or none: it is not added to a chain
    AnyLayer plain{};          ///< without numbers of its own
};

/// All but pooling, whose kinds are operators(), in menu order.
[[nodiscard]] std::span<const LayerKind> layer_kinds();

/// The kind of `id`; null where there is none.
[[nodiscard]] const LayerKind* find_kind(std::string_view id);

/// The kind of a layer; null for pooling.
[[nodiscard]] const LayerKind* kind_of(const AnyLayer& layer);

/// A layer of this kind over an input of shape (n, c, h, w): a 3 x 3 convolution to 4 channels
/// that keeps the size, a linear layer to 10 outputs, whose weights are drawn from `seed` by He's
/// rule (uniform within sqrt(6 / cells that one output reads)), their biases 0.
[[nodiscard]] AnyLayer new_layer(const LayerKind& kind, const Shape& input, std::uint64_t seed);

/// He's bound for the weights of outputs that read so many cells: sqrt(6 / cells).
[[nodiscard]] double he_bound(double cells);

/// Numbers in -bound .. bound, drawn from `seed`, as a tensor of `shape`.
[[nodiscard]] Weights random_weights(const Shape& shape, double bound, std::uint64_t seed);

}  // namespace poolscope::model
