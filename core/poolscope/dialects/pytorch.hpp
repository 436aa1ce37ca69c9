/// PyTorch's rules for pooling layers, and a layer as a torch.nn module.
#pragma once

#include "poolscope/dialects/dialect.hpp"

namespace poolscope {

/// `check` refuses padding of more than half of kernel_size on any side. `call` gives a module;
/// where opposite sides differ, or one is beyond that limit, an expression of `x` that pads it with
/// F.pad first, if that gives the same output for inputs of every size. Source: PyTorch 1.13, run.
[[nodiscard]] const Dialect& pytorch_dialect();

}  // namespace poolscope
