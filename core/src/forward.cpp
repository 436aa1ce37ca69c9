/// Shares a layer's planes, and bands of their rows, among threads.
#include "poolscope/forward.hpp"

#include <new>

#include "kernels/kernels.hpp"
#include "operators/windows.hpp"
#include "poolscope/step.hpp"
#include "support/planes.hpp"

namespace poolscope {

namespace {

/// A layer at work.
template <class Scalar>
struct Work {
    const Layer& layer;  ///< settled
    const Geometry& geometry;
    const TensorView<Scalar>& input;
    PoolResult<Scalar>& result;
    const PoolOptions& options;

    [[nodiscard]] std::size_t planes() const {
        return static_cast<std::size_t>(geometry.output.n) *
               static_cast<std::size_t>(geometry.output.c);
    }
    [[nodiscard]] int sample(std::size_t plane) const {
        return static_cast<int>(plane / static_cast<std::size_t>(geometry.output.c));
    }
    [[nodiscard]] int channel(std::size_t plane) const {
        return static_cast<int>(plane % static_cast<std::size_t>(geometry.output.c));
    }
    [[nodiscard]] std::int64_t* indices(std::size_t plane) const {
        if (!result.indices) return nullptr;
        return result.indices->cells().data() + plane * geometry.output.plane_count();
    }
    [[nodiscard]] const Scalar* input_plane(std::size_t plane) const {
        return first_plane_read(input, geometry, sample(plane), channel(plane));
    }
    [[nodiscard]] Scalar* output_plane(std::size_t plane) const {
        return result.output.cells().data() + plane * geometry.output.plane_count();
    }
};

/// Pools one plane by the operator's rule, tap by tap; false when stopped.
template <class Scalar>
bool pool_plane_of(const Work<Scalar>& work, std::size_t plane) {
    const int n = work.sample(plane);
    const int c = work.channel(plane);
    const Geometry geometry = plane_geometry(work.geometry, work.layer.params, n, c);
    return work.layer.op->plane.template get<Scalar>()(
        PlaneTask<Scalar>{.geometry = geometry,
                          .params = work.layer.params,
                          .weights = work.layer.weights ? &*work.layer.weights : nullptr,
                          .n = n,
                          .c = c,
                          .input = work.input_plane(plane),
                          .output = work.output_plane(plane),
                          .indices = work.indices(plane),
                          .stop = work.options.stop,
                          .rows_done = work.options.rows_done});
}

/// The kernel of a layer that one covers.
template <class Scalar>
kernels::Outcome pool_band(Kernel kernel, const kernels::Band<Scalar>& band) {
    const bool winners = band.indices != nullptr;
    if (kernel == Kernel::mean) return kernels::pool_mean(band);
    if (kernel == Kernel::max)
        return winners ? kernels::pool_max_winners(band) : kernels::pool_max(band);
    return winners ? kernels::pool_min_winners(band) : kernels::pool_min(band);
}

/// How a layer is cut into pieces: runs of planes, or bands of a plane's output rows.
struct Cutting {
    std::size_t planes = 1;  ///< in a run
    std::size_t bands = 1;   ///< of a plane
    std::size_t count = 1;   ///< in all
    [[nodiscard]] int row_at(const Geometry& geometry, std::size_t band) const {
        return static_cast<int>(static_cast<std::size_t>(geometry.output.h) * band / bands);
    }
};

/// Some pieces a thread, so that none waits long for the last; bands so high that the rows which
/// two share are few.
Cutting cut(const Geometry& geometry, std::size_t planes, int threads) {
    if (threads == 1) return {.planes = planes};
    const auto wanted = static_cast<std::size_t>(threads) * 4;
    if (planes >= wanted) {
        const std::size_t run = planes / wanted;
        return {.planes = run, .count = (planes + run - 1) / run};
    }
    const auto shared_rows = std::int64_t{geometry.rows.kernel_size} * geometry.rows.dilation;
    const auto least = std::max<std::int64_t>(16, 2 * shared_rows / geometry.rows.stride);
    const auto most = std::max<std::int64_t>(1, geometry.output.h / least);
    const auto bands = std::min((wanted + planes - 1) / planes, static_cast<std::size_t>(most));
    return {.bands = bands, .count = planes * bands};
}

/// Pools by a kernel what it does not decline, and the rest tap by tap; false when stopped.
template <class Scalar>
bool pool_fast(const Work<Scalar>& work, int threads) {
    const std::size_t planes = work.planes();
    const Cutting pieces = cut(work.geometry, planes, threads);
    std::vector<std::uint8_t> declined(pieces.count, 0);
    const auto first_plane = [&](std::size_t piece) {
        return piece / pieces.bands * pieces.planes;
    };
    const auto run_of = [&](std::size_t piece) {
        return std::min(pieces.planes, planes - first_plane(piece));
    };
    const bool done = for_each_piece(pieces.count, threads, [&](std::size_t piece) {
        const std::size_t band = piece % pieces.bands;
        const int begin = pieces.row_at(work.geometry, band);
        const int end = pieces.row_at(work.geometry, band + 1);
        const auto outcome = pool_band<Scalar>(work.layer.op->kernel,
                                               {.geometry = work.geometry,
                                                .params = work.layer.params,
                                                .input = work.input_plane(first_plane(piece)),
                                                .output = work.output_plane(first_plane(piece)),
                                                .indices = work.indices(first_plane(piece)),
                                                .planes = run_of(piece),
                                                .row_begin = begin,
                                                .row_end = end,
                                                .stop = work.options.stop});
        declined[piece] = outcome == kernels::Outcome::declined ? 1 : 0;
        if (outcome == kernels::Outcome::done && work.options.rows_done != nullptr) {
            *work.options.rows_done += run_of(piece) * static_cast<std::size_t>(end - begin);
        }
        return outcome != kernels::Outcome::stopped;
    });
    if (!done) return false;
    std::vector<std::size_t> again;
    for (std::size_t piece = 0; piece < pieces.count; ++piece) {
        if (declined[piece] == 0) continue;
        for (std::size_t i = 0; i < run_of(piece); ++i) {
            const std::size_t plane = first_plane(piece) + i;
            if (again.empty() || again.back() != plane) again.push_back(plane);
        }
    }
    return for_each_piece(again.size(), threads,
                          [&](std::size_t i) { return pool_plane_of(work, again[i]); });
}

/// Pools a layer; false when stopped.
template <class Scalar>
bool pool_layer(const Work<Scalar>& work) {
    const auto cells = static_cast<double>(work.input.cells().size());
    if constexpr (std::is_floating_point_v<Scalar>) {
        if (kernels::takes(work.layer.op->kernel, work.geometry))
            return pool_fast(work, thread_count(work.options.threads, cells));
    }
    const double taps = static_cast<double>(work.planes()) *
                        static_cast<double>(plane_steps(work.geometry, Grain::cell));
    return for_each_piece(work.planes(), thread_count(work.options.threads, taps),
                          [&](std::size_t plane) { return pool_plane_of(work, plane); });
}

/// Nothing, or why the operator cannot do what is asked of it.
template <class Scalar>
Result<void> check_asked(const Operator& op, const PoolOptions& options) {
    if (!options.return_indices || op.selects) return check_supports<Scalar>(op);
    return check_supports<Scalar>(op).and_then([&]() -> Result<void> {
        return fail(ErrorCode::unsupported,
                    say("{0} pooling selects no cell, so it has no indices", named(op.name)),
                    say("leave the indices out, or choose an operator that selects"));
    });
}

}  // namespace

template <class Scalar>
Result<void> pool_placed(PoolResult<Scalar>& result, const PlacedLayer& placed,
                         std::type_identity_t<TensorView<Scalar>> input,
                         const PoolOptions& options) {
    const Geometry& geometry = placed.geometry;
    if (auto checked = check_asked<Scalar>(*placed.layer.op, options); !checked) return checked;
    try {
        result.output.reshape(geometry.output);
        if (!options.return_indices)
            result.indices.reset();
        else
            (result.indices ? *result.indices : result.indices.emplace()).reshape(geometry.output);
        if (pool_layer<Scalar>({placed.layer, geometry, input, result, options})) return {};
        return fail(ErrorCode::cancelled, say("pooling was stopped"), say("start it again"));
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::too_large, say("there is not enough memory for the output"),
                    say("make the input or the output smaller"));
    }
}

template <class Scalar>
Result<void> pool_into(PoolResult<Scalar>& result, const Layer& layer,
                       std::type_identity_t<TensorView<Scalar>> input, const PoolOptions& options) {
    if (auto checked = check_asked<Scalar>(*layer.op, options); !checked) return checked;
    return place(layer, input.shape()).and_then([&](const PlacedLayer& placed) {
        return pool_placed(result, placed, input, options);
    });
}

template <class Scalar>
Result<PoolResult<Scalar>> pool(const Layer& layer, TensorView<Scalar> input,
                                const PoolOptions& options) {
    PoolResult<Scalar> result;
    if (auto pooled = pool_into(result, layer, input, options); !pooled) return error_of(pooled);
    return result;
}

// NOLINTBEGIN(bugprone-macro-parentheses): a type takes none.
#define POOLSCOPE_INSTANTIATE(Scalar)                                                              \
    template Result<void> pool_placed(PoolResult<Scalar>&, const PlacedLayer&, TensorView<Scalar>, \
                                      const PoolOptions&);                                         \
    template Result<void> pool_into(PoolResult<Scalar>&, const Layer&, TensorView<Scalar>,         \
                                    const PoolOptions&);                                           \
    template Result<PoolResult<Scalar>> pool(const Layer&, TensorView<Scalar>, const PoolOptions&);
POOLSCOPE_EACH_SCALAR(POOLSCOPE_INSTANTIATE)
#undef POOLSCOPE_INSTANTIATE
// NOLINTEND(bugprone-macro-parentheses)

}  // namespace poolscope
