/// The whole output of a pooling layer at once; equal to the fold of its steps.
#pragma once

#include <atomic>
#include <optional>
#include <type_traits>

#include "poolscope/layer.hpp"

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
    /// Threads that share the planes and bands of their rows; 0: as many as the machine has cores,
    /// and fewer where there is little to do.
    int threads = 0;
    /// Optional; asked on any of the threads, at least once a plane and every few million cells
    /// within one.
    StopQuery stop{};
    /// Optional; grows as output rows are done, on any of the threads, up to their number in all.
    std::atomic<std::size_t>* rows_done = nullptr;
};

/// Pools `input` (n, c, h, w), in whoever's memory it lies, by `layer`. The same bits as the fold
/// of the steps, but for the mean, which is within 1e-6 of it, relative to the sum of magnitudes in
/// the window. Errors: those of place(), unsupported where the operator has no form for Scalar or
/// cannot return indices, cancelled when stopped.
template <class Scalar>
[[nodiscard]] Result<PoolResult<Scalar>> pool(const Layer& layer, TensorView<Scalar> input,
                                              const PoolOptions& options = {});
template <class Scalar>
[[nodiscard]] Result<PoolResult<Scalar>> pool(const Layer& layer, const Tensor<Scalar>& input,
                                              const PoolOptions& options = {}) {
    return pool(layer, TensorView<Scalar>(input), options);
}

/// pool() into tensors that are there already, whose memory is kept where it is enough: calls
/// over and over allocate nothing for them. On an error what `result` holds is unspecified.
template <class Scalar>
[[nodiscard]] Result<void> pool_into(PoolResult<Scalar>& result, const Layer& layer,
                                     std::type_identity_t<TensorView<Scalar>> input,
                                     const PoolOptions& options = {});

/// pool_into() for a layer that lies over the input already.
template <class Scalar>
[[nodiscard]] Result<void> pool_placed(PoolResult<Scalar>& result, const PlacedLayer& placed,
                                       std::type_identity_t<TensorView<Scalar>> input,
                                       const PoolOptions& options = {});

}  // namespace poolscope
