/// Pooling a document, layer by layer, and reading its results.
#include "model/run.hpp"

#include <utility>

#include "poolscope/forward.hpp"
#include "poolscope/stepping.hpp"

namespace poolscope::model {

namespace {

/// The winner cannot be read off the output: it is drawn, not chosen by its value.
bool draws_winner(const Operator& op) {
    return op.selects && op.weighs;
}

}  // namespace

Run run_of(Document document) {
    Run run{.document = std::move(document), .results = {}};
    run.results = compute_results(run.document);
    return run;
}

std::vector<std::shared_ptr<const Run>> run_chain(const Document& document) {
    std::vector<std::shared_ptr<const Run>> runs;
    Document next = document;
    for (const Layer& layer : document.layers) {
        next.layers = {layer};
        const auto& done = runs.emplace_back(std::make_shared<const Run>(run_of(next)));
        if (!done->results.output) break;
        next.input = done->results.output;
        next.picture = false;
        next.channel_names = default_channel_names(next.shape().c, false);
    }
    return runs;
}

Results complete(Run outlined, const CompleteOptions& options) {
    auto& [document, results] = outlined;
    if (!results.geometry) return std::move(results);
    const PlacedLayer placed{settled(document.layer()), *results.geometry};
    PoolResult<float> pooled;
    if (options.spares != nullptr) pooled.output = options.spares->take();
    const auto done = pool_placed(pooled, placed, *document.input,
                                  {.return_indices = draws_winner(*placed.layer.op),
                                   .threads = options.threads,
                                   .stop = options.stop,
                                   .rows_done = options.rows_done});
    results.output = options.spares != nullptr
                         ? options.spares->share(std::move(pooled.output))
                         : std::make_shared<const Values>(std::move(pooled.output));
    if (!done) {
        results.output = nullptr;
        if (done.error().code == ErrorCode::cancelled) return std::move(results);
        results.geometry = tl::unexpected<Error>(done.error());
        results.computing = false;
        return std::move(results);
    }
    if (pooled.indices)
        results.indices = std::make_shared<const Tensor<std::int64_t>>(std::move(*pooled.indices));
    results.previous = nullptr;
    results.computing = false;
    return std::move(results);
}

StepRange<float> steps_of(const Run& run, Grain grain) {
    const auto& [document, results] = run;
    return {*document.input, {settled(document.layer()), *results.geometry}, grain};
}

std::size_t first_step_of(const StepRange<float>& steps, ShownPlane plane) {
    const Geometry& geometry = steps.geometry();
    const auto channels = static_cast<std::size_t>(geometry.output.c);
    const auto channel = static_cast<std::size_t>(output_channel_of(geometry, plane.channel));
    return (static_cast<std::size_t>(plane.sample) * channels + channel) * steps.plane_size();
}

Geometry geometry_of(const Run& run, ShownPlane plane) {
    const Geometry& geometry = *run.results.geometry;
    return plane_geometry(geometry, run.document.layer().params, plane.sample,
                          output_channel_of(geometry, plane.channel));
}

std::optional<Step<float>> step_of(const Run& run, Grain grain, std::size_t step,
                                   ShownPlane plane) {
    if (!run.results.geometry) return std::nullopt;
    const StepRange<float> steps = steps_of(run, grain);
    const Shape& shape = run.document.shape();
    if (step >= steps.plane_size() || plane.channel < 0 || plane.channel >= shape.c ||
        plane.sample < 0 || plane.sample >= shape.n)
        return std::nullopt;
    return steps[first_step_of(steps, plane) + step];
}

}  // namespace poolscope::model
