/// The values a document holds: feature maps are float32, as in the frameworks.
#pragma once

#include <memory>

#include "poolscope/tensor.hpp"

namespace poolscope::model {

using Values = Tensor<float>;
/// Shared between snapshots of the undo history; never changed once made.
using SharedValues = std::shared_ptr<const Values>;

}  // namespace poolscope::model
