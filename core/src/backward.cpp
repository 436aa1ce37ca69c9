/// Folds the backward steps, and unpools.
#include "poolscope/backward.hpp"

#include "kernels/backward.hpp"
#include "kernels/kernels.hpp"
#include "operators/windows.hpp"
#include "poolscope/stepping.hpp"
#include "support/planes.hpp"

namespace poolscope {

namespace {

Result<void> check_shape(const char* name, const Shape& given, const Shape& wanted) {
    if (given == wanted) return {};
    return fail(
        ErrorCode::bad_shape,
        say("{0} has shape {1}, and must have {2}", name, shape_text(given), shape_text(wanted)),
        say("give a {0} of that shape", name));
}

/// Adds the shares of one plane's outputs to its gradients.
template <class Scalar>
bool fold_plane(const StepRange<Scalar>& steps, std::size_t plane,
                const TensorView<Scalar>& grad_output, Tensor<Scalar>& grad_input,
                const StopQuery& stop) {
    const std::size_t count = steps.plane_size();
    for (std::size_t i = 0; i < count; ++i) {
        if (is_stopped(stop)) return false;
        const std::size_t index = plane * count + i;
        const auto back = backward_step(steps, index, grad_output.cells()[index]);
        for (std::size_t tap = 0; tap < back.shares.size(); ++tap) {
            const Tap<Scalar>& to = back.forward.taps[tap];
            if (back.gradient[tap] == 0) continue;
            grad_input.at(back.forward.n, to.channel, to.row, to.col) += back.shares[tap];
        }
    }
    return true;
}

/// The winners of every output where the gradient goes to them alone and a kernel finds them; no
/// tensor where not.
template <class Scalar>
Result<std::optional<Tensor<std::int64_t>>> find_winners(const StepRange<Scalar>& steps,
                                                         const TensorView<Scalar>& input,
                                                         const PoolOptions& options) {
    const Kernel kernel = steps.layer().op->kernel;
    const bool selects = kernel == Kernel::max || kernel == Kernel::min;
    if (!selects || !kernels::takes(kernel, steps.geometry())) return std::nullopt;
    PoolResult<Scalar> result;
    return pool_placed(result, steps.placed(), input,
                       {.return_indices = true, .threads = options.threads, .stop = options.stop})
        .map([&result] { return std::move(result.indices); });
}

/// Sends one plane back by a kernel where there is one, else step by step; false when stopped.
template <class Scalar>
bool send_back_plane(const StepRange<Scalar>& steps, const std::int64_t* winners, std::size_t plane,
                     const TensorView<Scalar>& grad_output, Tensor<Scalar>& grad_input,
                     const StopQuery& stop) {
    const Geometry& geometry = steps.geometry();
    const std::size_t outputs = geometry.output.plane_count();
    const Scalar* from = grad_output.cells().data() + plane * outputs;
    Scalar* to = grad_input.cells().data() + plane * geometry.input.plane_count();
    if (winners != nullptr) {
        kernels::send_back_to_winners(winners + plane * outputs, from, outputs, to);
        return !is_stopped(stop);
    }
    if constexpr (std::is_floating_point_v<Scalar>) {
        if (steps.layer().op->kernel == Kernel::mean && kernels::takes(Kernel::mean, geometry) &&
            kernels::covers_mean_backward(geometry)) {
            const auto outcome =
                kernels::send_back_mean(geometry, steps.layer().params, from, to, stop);
            if (outcome != kernels::Outcome::declined) return outcome == kernels::Outcome::done;
            std::fill_n(to, geometry.input.plane_count(), Scalar{0});
        }
    }
    return fold_plane(steps, plane, grad_output, grad_input, stop);
}

template <class Scalar>
Result<Tensor<Scalar>> send_back(const StepRange<Scalar>& steps, const TensorView<Scalar>& input,
                                 const TensorView<Scalar>& grad_output,
                                 const PoolOptions& options) {
    const Shape& out = steps.geometry().output;
    const auto planes = static_cast<std::size_t>(out.n) * static_cast<std::size_t>(out.c);
    try {
        const auto winners = find_winners(steps, input, options);
        if (!winners) return error_of(winners);
        const std::int64_t* places = *winners ? (*winners)->cells().data() : nullptr;
        Tensor<Scalar> grad_input(steps.geometry().input);
        const double taps = static_cast<double>(planes) *
                            static_cast<double>(plane_steps(steps.geometry(), Grain::cell));
        // Output channels that read the same planes add to the same gradients.
        const bool apart = steps.geometry().group_outputs == 1;
        const int threads = apart ? thread_count(options.threads, taps) : 1;
        const bool done = for_each_piece(planes, threads, [&](std::size_t plane) {
            return send_back_plane(steps, places, plane, grad_output, grad_input, options.stop);
        });
        if (!done)
            return fail(ErrorCode::cancelled, say("the way back was stopped"),
                        say("start it again"));
        return grad_input;
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::too_large, say("there is not enough memory for the gradient"),
                    say("make the input smaller"));
    }
}

}  // namespace

template <class Scalar>
BackwardStep<Scalar> backward_step(const StepRange<Scalar>& steps, std::size_t index,
                                   Scalar grad_output) {
    BackwardStep<Scalar> back{.forward = steps[index], .grad_output = grad_output};
    const WindowContext context = context_of(steps.layer(), steps.geometry(), back.forward);
    back.gradient = steps.layer().op->gradient.template get<Scalar>()(
        back.forward.taps, back.forward.reduction, context);
    back.shares.reserve(back.gradient.size());
    for (const double derivative : back.gradient) {
        back.shares.push_back(
            derivative == 0 ? Scalar{0}
                            : static_cast<Scalar>(derivative * static_cast<double>(grad_output)));
    }
    return back;
}

template <class Scalar>
Result<Tensor<Scalar>> pool_backward(const Layer& layer, TensorView<Scalar> input,
                                     std::type_identity_t<TensorView<Scalar>> grad_output,
                                     const PoolOptions& options) {
    if (auto checked = check_differentiable<Scalar>(*layer.op); !checked) return error_of(checked);
    const auto steps = make_steps(input, layer, Grain::window);
    if (!steps) return error_of(steps);
    if (auto checked = check_shape("grad_output", grad_output.shape(), steps->geometry().output);
        !checked)
        return error_of(checked);
    return send_back(*steps, input, grad_output, options);
}

template <class Scalar>
Result<Unpooled<Scalar>> unpool(TensorView<Scalar> values, TensorView<std::int64_t> indices,
                                Shape output) {
    const Shape& shape = values.shape();
    auto checked = check_shape("indices", indices.shape(), shape).and_then([&] {
        return check_shape("output", output, {shape.n, shape.c, output.h, output.w});
    });
    if (!checked) return error_of(checked);
    const std::int64_t cells = std::int64_t{output.h} * output.w;
    if (output.h < 1 || output.w < 1 || cells * shape.n > max_cells / std::max(shape.c, 1)) {
        return fail(ErrorCode::bad_output_size, say("the output would be {0}", shape_text(output)),
                    say("give at least one row and one column, and fewer cells"));
    }
    Unpooled<Scalar> result{.output = Tensor<Scalar>(output)};
    std::vector<bool> taken(result.output.cells().size());
    for (std::size_t i = 0; i < values.cells().size(); ++i) {
        const std::int64_t index = indices.cells()[i];
        if (index == -1) {
            ++result.skipped;
            continue;
        }
        if (index < 0 || index >= cells) {
            return fail(
                ErrorCode::bad_index,
                say("index {0} lies outside a plane of {1} x {2}", index, output.h, output.w),
                say("make the output larger, or give indices from 0 to {0}", cells - 1));
        }
        const std::size_t at = i / shape.plane_count() * static_cast<std::size_t>(cells) +
                               static_cast<std::size_t>(index);
        if (taken[at]) ++result.repeated;
        taken[at] = true;
        result.output.cells()[at] = values.cells()[i];
    }
    return result;
}

// NOLINTBEGIN(bugprone-macro-parentheses): a type takes none.
#define POOLSCOPE_INSTANTIATE(Scalar) \
    template Result<Unpooled<Scalar>> unpool(TensorView<Scalar>, TensorView<std::int64_t>, Shape);
POOLSCOPE_EACH_SCALAR(POOLSCOPE_INSTANTIATE)
#undef POOLSCOPE_INSTANTIATE
#define POOLSCOPE_INSTANTIATE(Scalar)                                                           \
    template BackwardStep<Scalar> backward_step(const StepRange<Scalar>&, std::size_t, Scalar); \
    template Result<Tensor<Scalar>> pool_backward(const Layer&, TensorView<Scalar>,             \
                                                  TensorView<Scalar>, const PoolOptions&);
POOLSCOPE_EACH_SCALAR(POOLSCOPE_INSTANTIATE)
#undef POOLSCOPE_INSTANTIATE
// NOLINTEND(bugprone-macro-parentheses)

}  // namespace poolscope
