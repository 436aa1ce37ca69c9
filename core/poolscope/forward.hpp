/// The whole output of a pooling layer at once; equal to the fold of its steps, bit for bit.
#pragma once

#include <atomic>

#include "poolscope/operators/operator.hpp"

namespace poolscope {

/// A layer's output (n, c, out_h, out_w) and, where asked for, each winner's row-major position
/// within its input plane (within its channels' planes, where a window spans several), -1 where a
/// window has no real cell.
template <class Scalar>
struct PoolResult {
    Tensor<Scalar> output{};
    std::optional<Tensor<std::int64_t>> indices{};
};

struct PoolOptions {
    bool return_indices = false;  ///< only for operators that select
    int threads = 1;              ///< planes are shared among them
    /// Optional; asked on any of the threads, at least once an output row and every few million
    /// taps within one.
    StopQuery stop{};
    /// Optional; grows by one with each output row that is done, on any of the threads.
    std::atomic<std::size_t>* rows_done = nullptr;
};

/// Pools `input` (n, c, h, w). Errors: those of make_geometry(), unsupported where the operator has
/// no form for Scalar or cannot return indices, cancelled when stopped.
template <class Scalar>
[[nodiscard]] Result<PoolResult<Scalar>> pool(const Operator& op, const Tensor<Scalar>& input,
                                              const PoolParams& params,
                                              const PoolOptions& options = {});

}  // namespace poolscope
