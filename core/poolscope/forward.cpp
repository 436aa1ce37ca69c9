/// Shares a layer's planes among threads.
#include "poolscope/forward.hpp"

#include <new>

#include "poolscope/planes.hpp"

namespace poolscope {

namespace {

template <class Scalar>
Result<PoolResult<Scalar>> pool_placed(const Operator& op, const Tensor<Scalar>& input,
                                       const PoolParams& params, const PoolOptions& options,
                                       const Geometry& geometry) {
    PoolResult<Scalar> result{.output = Tensor<Scalar>(geometry.output), .indices = {}};
    if (options.return_indices) result.indices.emplace(geometry.output);
    const auto in_count =
        geometry.input.plane_count() * static_cast<std::size_t>(geometry.channel_group);
    const auto out_count = geometry.output.plane_count();
    const auto channels = static_cast<std::size_t>(geometry.output.c);
    const auto planes = static_cast<std::size_t>(geometry.output.n) * channels;
    const auto pool_plane = op.plane.get<Scalar>();
    const bool done = for_each_plane(planes, options.threads, [&](std::size_t plane) {
        const int n = static_cast<int>(plane / channels);
        const int c = static_cast<int>(plane % channels);
        const Geometry placed = plane_geometry(geometry, params, n, c);
        auto* indices =
            result.indices ? result.indices->cells().data() + plane * out_count : nullptr;
        return pool_plane(
            PlaneTask<Scalar>{.geometry = placed,
                              .params = params,
                              .n = n,
                              .c = c,
                              .input = input.cells().data() + plane * in_count,
                              .output = result.output.cells().data() + plane * out_count,
                              .indices = indices,
                              .stop = options.stop,
                              .rows_done = options.rows_done});
    });
    if (!done) return fail(ErrorCode::cancelled, "pooling was stopped", "start it again");
    return result;
}

}  // namespace

template <class Scalar>
Result<PoolResult<Scalar>> pool(const Operator& op, const Tensor<Scalar>& input,
                                const PoolParams& params, const PoolOptions& options) {
    if (auto supported = check_supports<Scalar>(op); !supported) {
        return tl::unexpected(supported.error());
    }
    if (options.return_indices && !op.selects) {
        return fail(ErrorCode::unsupported,
                    std::string(op.name) + " pooling selects no cell, so it has no indices",
                    "leave the indices out, or choose an operator that selects");
    }
    const auto geometry = make_geometry(op, input.shape(), params);
    if (!geometry) return tl::unexpected(geometry.error());
    try {
        return pool_placed(op, input, params_for(op, params), options, *geometry);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::too_large, "there is not enough memory for the output",
                    "make the input or the output smaller");
    }
}

// NOLINTBEGIN(bugprone-macro-parentheses): a type takes none.
#define POOLSCOPE_INSTANTIATE(Scalar)                                                \
    template Result<PoolResult<Scalar>> pool(const Operator&, const Tensor<Scalar>&, \
                                             const PoolParams&, const PoolOptions&);
POOLSCOPE_EACH_SCALAR(POOLSCOPE_INSTANTIATE)
#undef POOLSCOPE_INSTANTIATE
// NOLINTEND(bugprone-macro-parentheses)

}  // namespace poolscope
