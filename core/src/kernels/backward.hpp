/// The way back through layers that have a fast path, one plane at a time.
#pragma once

#include "kernels/band.hpp"

namespace poolscope::kernels {

/// Whether send_back_mean() takes a layer so placed.
[[nodiscard]] bool covers_mean_backward(const Geometry& geometry);

/// The gradient by one plane of the input of a mean, from that by the output: each cell's is the
/// sum of its readers' shares, so that what comes back is a sum over windows too, of the shares
/// laid `stride` apart. Within 1e-6 of the fold of the steps, relative to the sum of magnitudes.
template <class Scalar>
[[nodiscard]] Outcome send_back_mean(const Geometry& geometry, const PoolParams& params,
                                     const Scalar* grad_output, Scalar* grad_input,
                                     const StopQuery& stop);

/// Adds each output's gradient to its winner's, in the outputs' order: the same bits as the fold of
/// the steps. A winner of -1 receives nothing.
template <class Scalar>
void send_back_to_winners(const std::int64_t* winners, const Scalar* grad_output, std::size_t count,
                          Scalar* grad_input) {
    for (std::size_t i = 0; i < count; ++i)
        if (winners[i] >= 0) grad_input[winners[i]] += grad_output[i];
}

}  // namespace poolscope::kernels
