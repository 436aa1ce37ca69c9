/// Shares a layer's planes among threads.
#include "poolscope/forward.hpp"

#include <algorithm>
#include <atomic>
#include <new>
#include <system_error>
#include <thread>

namespace poolscope {

namespace {

/// More threads than this only cost memory.
constexpr int max_threads = 256;

/// Runs `work(plane)` for every plane, on up to `threads` threads, until one returns false; whether
/// all ran. Throws std::bad_alloc, on the caller's thread, where one of them did.
template <class Work>
bool for_each_plane(std::size_t planes, int threads, const Work& work) {
    std::atomic<std::size_t> next{0};
    std::atomic<bool> stopped{false};
    std::atomic<bool> starved{false};
    const auto run = [&] {
        try {
            for (auto plane = next++; plane < planes && !stopped; plane = next++) {
                if (!work(plane)) stopped = true;
            }
        } catch (const std::bad_alloc&) {
            starved = stopped = true;
        }
    };
    {
        const auto wanted =
            std::min(planes, static_cast<std::size_t>(std::clamp(threads, 1, max_threads)));
        std::vector<std::jthread> helpers;
        helpers.reserve(wanted);
        try {
            while (helpers.size() + 1 < wanted) helpers.emplace_back(run);
        } catch (const std::system_error&) {
            // No more threads are to be had: those there are share the planes.
        }
        run();
    }
    if (starved) throw std::bad_alloc{};
    return !stopped;
}

template <class Scalar>
Result<PoolResult<Scalar>> pool_placed(const Operator& op, const Tensor<Scalar>& input,
                                       const PoolParams& params, const PoolOptions& options,
                                       const Geometry& geometry) {
    PoolResult<Scalar> result{.output = Tensor<Scalar>(geometry.output), .indices = {}};
    if (options.return_indices) result.indices.emplace(geometry.output);
    const auto in_count = geometry.input.plane_count();
    const auto out_count = geometry.output.plane_count();
    const auto planes = std::size_t(geometry.input.n) * std::size_t(geometry.input.c);
    const auto pool_plane = op.plane.get<Scalar>();
    const bool done = for_each_plane(planes, options.threads, [&](std::size_t plane) {
        auto* indices =
            result.indices ? result.indices->cells().data() + plane * out_count : nullptr;
        return pool_plane(geometry, params, input.cells().data() + plane * in_count,
                          result.output.cells().data() + plane * out_count, indices, options.stop);
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
    const auto geometry = make_geometry(input.shape(), params);
    if (!geometry) return tl::unexpected(geometry.error());
    try {
        return pool_placed(op, input, params, options, *geometry);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::too_large, "there is not enough memory for the output",
                    "make the input or padding smaller, or stride larger");
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
