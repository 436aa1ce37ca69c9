/// PyTorch's rules for pooling layers, and a layer as a torch.nn module.
#pragma once

#include "poolscope/dialect.hpp"

namespace poolscope {

/// `check` refuses what PyTorch refuses, in its words. `call` gives a module; where opposite sides
/// differ, or one is beyond PyTorch's limit, an expression of `x` that pads it with F.pad first, if
/// that gives the same output for inputs of every size. Source: PyTorch 1.13, run.
[[nodiscard]] const Dialect& pytorch_dialect();

/// Whether an operator's module pads by itself: alike on opposite sides and at most half of
/// kernel_size. `padding` is in numbers.
[[nodiscard]] bool pytorch_pads_itself(const Layer& layer);

/// Whether F.pad before the module gives, in ceil_mode, the outputs that this layer's own padding
/// gives, whatever the input's size. The last window must start before the end padding, and to
/// PyTorch F.pad's cells are input: with stride + end padding <= window the last one starts there
/// under either rule.
[[nodiscard]] bool pytorch_pad_keeps_outputs(const PoolParams& params);

/// The row's functions, which have files of their own.
[[nodiscard]] Result<std::string> pytorch_call(const Layer& layer, const Shape& input);
/// `by_rows`: a module for one dimension where the layer has no more, else one for two.
[[nodiscard]] Result<std::string> pytorch_call(const Layer& layer, const Shape& input,
                                               bool by_rows);
[[nodiscard]] Result<PastedLayer> parse_pytorch(const CallSite& site);

}  // namespace poolscope
