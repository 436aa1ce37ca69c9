/// What is said of a network's layers.
#pragma once

#include <optional>
#include <string>

#include "poolscope/network.hpp"

namespace poolscope::drawing {

/// What stands on a layer's card: its own name, else "conv", "ReLU", "max".
[[nodiscard]] std::string layer_name(const NetworkLayer& layer);

/// The same for a card, which is narrow: of a name like a path ("/layer1/layer1.0/conv1/Conv", as
/// exported files have them) the part that a person gave, "conv1".
[[nodiscard]] std::string card_name(const NetworkLayer& layer);

/// The kind of a layer as in a list: "Convolution", "Max".
[[nodiscard]] std::string kind_name(const AnyLayer& layer);

/// "4 × 8 × 8", "10" for a vector; with the samples where there are several; a dash for no shape.
[[nodiscard]] std::string shape_words(const std::optional<Shape>& shape);

/// "conv 3 × 3", "max 2 × 2", "linear": a layer in a table.
[[nodiscard]] std::string layer_in_table(const NetworkLayer& layer);

/// What one output of a layer sees of the input: "3 × 3"; a dash where it sees none of it.
[[nodiscard]] std::string field_words(const LayerCosts& costs);

}  // namespace poolscope::drawing
