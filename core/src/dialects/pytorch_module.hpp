/// What PyTorch's pooling modules take.
#pragma once

#include "poolscope/dialect.hpp"

namespace poolscope {

/// What PyTorch's modules for one operator take.
struct PyTorchModule {
    std::string_view op;    ///< our operator's id
    std::string_view name;  ///< of its sliding module, without dimensions
    bool adaptive = false;  ///< there is one of that placement
    bool dilation = false;
    bool padding = false;
};

/// The operator's module; null where PyTorch has none.
[[nodiscard]] const PyTorchModule* find_pytorch_module(const Operator& op);

/// Nothing, or why PyTorch has no module for this operator so placed.
[[nodiscard]] Result<void> check_pytorch_module(const Layer& layer);

/// The row's check: PyTorch's own reason to refuse a layer.
[[nodiscard]] Result<void> check_pytorch(const Layer& layer, const Shape& input);

}  // namespace poolscope
