/// Reads calls of frameworks that have no dialect here, where their rules are certain: Paddle,
/// MindSpore, Equinox, Flax, MXNet's Gluon, TF-Slim and TensorFlow 1.
#pragma once

#include "dialects/call_sites.hpp"
#include "poolscope/dialect.hpp"

namespace poolscope {

/// The layer that the call says, with that framework's defaults. Error: what is wrong with it, or
/// unsupported by name where the framework's rule is not known here. Source: each framework's
/// reference of its own, as of 2025.
[[nodiscard]] Result<PastedLayer> read_foreign(const CallSite& site);

}  // namespace poolscope
