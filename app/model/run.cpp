/// Pooling a document, layer by layer, and reading its results.
#include "model/run.hpp"

#include <algorithm>
#include <utility>

#include "poolscope/forward.hpp"
#include "poolscope/stepping.hpp"

namespace poolscope::model {

namespace {

/// Outputs of a layer, each once, as far as they read no more than immediate_taps.
class FewOutputs {
public:
    explicit FewOutputs(const Geometry& geometry)
        : taps_(double{1} * geometry.rows.widest() * geometry.cols.widest() *
                geometry.channel_group) {}

    [[nodiscard]] bool has_room(std::size_t more) {
        const auto fits = [&] {
            return static_cast<double>(places_.size() + more) * taps_ <= immediate_taps;
        };
        if (!fits()) take();
        return fits();
    }
    void add(std::size_t place) { places_.push_back(place); }
    const std::vector<std::size_t>& take() {
        std::ranges::sort(places_);
        places_.erase(std::unique(places_.begin(), places_.end()), places_.end());
        return places_;
    }

private:
    double taps_;  ///< of one
    std::vector<std::size_t> places_;
};

CellReader<float> reader_of(const StoredValues& values) {
    return [&values](int n, int c, int row, int col) { return values.at(n, c, row, col); };
}

}  // namespace

bool picks_by_draw(const Operator& op) {
    return op.selects && op.weighs;
}

Run run_of(Document document) {
    Run run{.document = std::move(document), .results = {}};
    run.results = compute_results(run.document);
    return run;
}

std::vector<std::shared_ptr<const Run>> run_chain(const Document& document) {
    std::vector<std::shared_ptr<const Run>> runs;
    Document next = document;
    for (const NetworkLayer& layer : document.layers) {
        next.layers = {NetworkLayer{.layer = layer.layer}};
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
    const auto done = pool_placed(pooled, placed, *document.input->whole(),
                                  {.return_indices = picks_by_draw(*placed.layer.op),
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

std::optional<SharedValues> output_after_edit(const Document& before, const Results& known,
                                              const Document& document,
                                              const std::vector<std::size_t>& places) {
    if (!known.output || known.indices || before.layers != document.layers) return std::nullopt;
    const StepRange<float> steps(reader_of(*document.input),
                                 {settled(document.layer()), *known.geometry}, Grain::window);
    const Geometry& geometry = steps.geometry();
    const Shape& shape = geometry.input;
    FewOutputs outputs(geometry);
    for (const std::size_t place : places) {
        const auto plane = static_cast<int>(place / shape.plane_count());
        const auto cell = static_cast<int>(place % shape.plane_count());
        const int n = plane / shape.c;
        const int channel = output_channel_of(geometry, plane % shape.c);
        const Readers readers =
            readers_of(plane_geometry(geometry, steps.layer().params, n, channel), cell / shape.w,
                       cell % shape.w);
        if (!outputs.has_room(readers.count())) return std::nullopt;
        for (const int row : readers.rows)
            for (const int col : readers.cols)
                outputs.add(place_of(geometry.output, n, channel, row, col));
    }
    std::vector<CellEdit> edits;
    for (const std::size_t place : outputs.take())
        edits.push_back({place, steps[place].reduction.output});
    return edited(known.output, std::move(edits));
}

StepRange<float> steps_of(const Run& run, Grain grain) {
    const auto& [document, results] = run;
    return {reader_of(*document.input), {settled(document.layer()), *results.geometry}, grain};
}

std::size_t first_step_of(const StepRange<float>& steps, ShownPlane plane) {
    const Geometry& geometry = steps.geometry();
    const auto channels = static_cast<std::size_t>(geometry.output.c);
    const auto channel =
        static_cast<std::size_t>(output_channel_of(geometry, plane.channel, plane.filter));
    return (static_cast<std::size_t>(plane.sample) * channels + channel) * steps.plane_size();
}

Geometry geometry_of(const Run& run, ShownPlane plane) {
    const Geometry& geometry = *run.results.geometry;
    return plane_geometry(geometry, run.document.layer().params, plane.sample,
                          output_channel_of(geometry, plane.channel, plane.filter));
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
