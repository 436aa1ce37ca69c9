/// The way back: where the gradient of each output goes, and unpooling.
#pragma once

#include "poolscope/forward.hpp"
#include "poolscope/step.hpp"

namespace poolscope {

/// Where the gradient of one output goes.
template <class Scalar>
struct BackwardStep {
    Step<Scalar> forward{};          ///< the output's complete step
    Scalar grad_output{};            ///< the gradient by this output
    std::vector<double> gradient{};  ///< the output's derivative by each tap
    std::vector<Scalar> shares{};    ///< what each tap receives: gradient * grad_output
};

/// Nothing, or unsupported where `op` has no derivative for tensors of Scalar.
template <class Scalar>
[[nodiscard]] Result<void> check_differentiable(const Operator& op) {
    if (op.gradient.get<Scalar>() != nullptr) return {};
    return fail(
        ErrorCode::unsupported,
        say("{0} pooling has no gradient for {1} cells", named(op.name), scalar_name<Scalar>()),
        say("convert the input to float32 or float64, or choose another operator"));
}

/// The way back from the output of a complete step. A tap whose derivative is 0 receives 0, also
/// from an infinite gradient; a tap without data receives nothing.
template <class Scalar>
[[nodiscard]] BackwardStep<Scalar> backward_step(const StepRange<Scalar>& steps, std::size_t index,
                                                 Scalar grad_output);

/// The gradient by the input (n, c, h, w), from that by the output (n, c, out_h, out_w): the fold
/// of the backward steps in their order, shares added in Scalar (as PyTorch's CPU kernels do); but
/// for the mean, which is within 1e-6 of it, relative to the sum of the shares' magnitudes.
/// Errors: those of pool(), unsupported where there is no derivative, bad_shape where grad_output
/// has not the output's shape. Source: PyTorch's MaxPoolKernel.cpp and AvgPoolKernel.cpp; for the
/// other operators the derivative of their formula.
template <class Scalar>
[[nodiscard]] Result<Tensor<Scalar>> pool_backward(
    const Layer& layer, TensorView<Scalar> input,
    std::type_identity_t<TensorView<Scalar>> grad_output, const PoolOptions& options = {});
template <class Scalar>
[[nodiscard]] Result<Tensor<Scalar>> pool_backward(
    const Layer& layer, const Tensor<Scalar>& input,
    std::type_identity_t<TensorView<Scalar>> grad_output, const PoolOptions& options = {}) {
    return pool_backward(layer, TensorView<Scalar>(input), grad_output, options);
}

/// Values put back where they came from.
template <class Scalar>
struct Unpooled {
    Tensor<Scalar> output{};   ///< zero where no value went
    std::size_t repeated = 0;  ///< values that took the place of another
    std::size_t skipped = 0;   ///< values of windows without data, whose index is -1
};

/// Puts each of `values` (n, c, h, w) at its index within its plane of an output (n, c, out_h,
/// out_w); of several with the same index, the last in row-major order stays (PyTorch's
/// MaxUnpool2d). Index -1 is pool()'s for a window without data: its value came from no cell and
/// goes nowhere. Errors: bad_shape where `indices` has another shape than `values`, or `output`
/// another n or c; bad_index for any other index outside the plane.
template <class Scalar>
[[nodiscard]] Result<Unpooled<Scalar>> unpool(TensorView<Scalar> values,
                                              TensorView<std::int64_t> indices, Shape output);
template <class Scalar>
[[nodiscard]] Result<Unpooled<Scalar>> unpool(const Tensor<Scalar>& values,
                                              TensorView<std::int64_t> indices, Shape output) {
    return unpool(TensorView<Scalar>(values), indices, output);
}

}  // namespace poolscope
