/// What `pool` warns about before it runs a layer.
#pragma once

#include <string>
#include <vector>

#include "io/npy.hpp"
#include "poolscope/dialect.hpp"

namespace poolscope::cli {

/// One sentence each, without a full stop: outputs whose window holds no data (a mean that counts
/// or divides by a given number aside, to which padding is 0), and integers that PyTorch would not
/// pool so. `input` is as it was read; `truncates` says that its mean stays int64, as PyTorch's.
/// Source of PyTorch's number types: the dispatch in its CPU kernels, such as AvgPoolKernel.cpp and
/// AdaptiveMaxPoolKernel.cpp.
[[nodiscard]] std::vector<Message> pool_warnings(const PlacedLayer& placed, const Dialect& dialect,
                                                 const AnyTensor& input, bool truncates);

}  // namespace poolscope::cli
