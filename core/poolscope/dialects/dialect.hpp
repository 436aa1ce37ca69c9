/// A framework's own rules for a layer, and the layer as a call in that framework.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "poolscope/operators/operator.hpp"

namespace poolscope {

/// One row of the dialects' list.
struct Dialect {
    std::string_view id;    ///< "pytorch"
    std::string_view name;  ///< "PyTorch"
    /// Nothing, or the framework's own reason to refuse this layer (PyTorch: padding more than half
    /// the kernel).
    Result<void> (*check)(const Operator& op, const PoolParams& params);
    /// The layer as code ready to paste, e.g. `nn.MaxPool2d(3, stride=2, padding=1)`, or why it
    /// cannot be said.
    Result<std::string> (*call)(const Operator& op, const PoolParams& params);
};

/// The explicit list of dialects.
[[nodiscard]] std::span<const Dialect* const> dialects();

}  // namespace poolscope
