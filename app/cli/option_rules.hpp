/// Which layer options mean something to which layers.
#pragma once

#include "cli/layer_arguments.hpp"

namespace poolscope::cli {

/// Nothing, or the first option that was given and means nothing to the layer (bad_argument).
[[nodiscard]] Result<void> check_options(const LayerArguments& arguments, const Operator& op,
                                         Placement placement);

/// Nothing, or an option that says again what --code says (bad_argument).
[[nodiscard]] Result<void> check_code_alone(const LayerArguments& arguments);

}  // namespace poolscope::cli
