/// One layer of a network alone, as the stage shows it.
#pragma once

#include "model/layer_outputs.hpp"
#include "model/run.hpp"

namespace poolscope::model {

/// Layer `at` of `network` over what it reads, as a document of one layer, with its output where
/// `outputs` has it. A layer of any kind is a Layer there (see as_windows()); what several layers
/// hand to one that joins them lies in the channels of one input. Where the layer cannot be, its
/// geometry says why.
[[nodiscard]] Run part_of(const Document& network, const LayerOutputs& outputs, std::size_t at);

/// The same computed now, on this thread: of the network only what comes before the layer, and it.
[[nodiscard]] Run part_alone(const Document& network, std::size_t at);

}  // namespace poolscope::model
