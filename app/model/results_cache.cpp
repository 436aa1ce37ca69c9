/// Results kept by revision, and the worker that computes what takes longer than a moment.
#include <algorithm>
#include <chrono>
#include <exception>
#include <new>
#include <utility>

#include "model/input_range.hpp"
#include "model/run.hpp"
#include "poolscope/step.hpp"
#include "work/background.hpp"

namespace poolscope::model {

namespace {

using namespace std::chrono_literals;

/// How long a frame waits for a layer, so that a quick one appears in it, and is not computed
/// beside the drawing on software OpenGL: with that it stays below 33 ms.
constexpr auto patience = 15ms;
/// No change for this long: there is time to get ready for the next.
constexpr auto quiet = 200ms;

double taps_of(const Geometry& geometry) {
    const auto planes = static_cast<double>(geometry.output.n) * geometry.output.c;
    return planes * static_cast<double>(plane_steps(geometry, Grain::cell));
}

std::size_t rows_of(const Geometry& geometry) {
    const Shape& shape = geometry.output;
    return static_cast<std::size_t>(shape.n) * static_cast<std::size_t>(shape.c) *
           static_cast<std::size_t>(shape.h);
}

bool same_planes(const Shape& a, const Shape& b) {
    return a.n == b.n && a.c == b.c;
}

Results without_memory() {
    Results results;
    results.geometry = fail(ErrorCode::too_large, say("there is not enough memory for this layer"),
                            say("make the input smaller"));
    return results;
}

}  // namespace

/// Computes the layer asked for last beside the window. A newer one stops it.
class ResultsCache::Worker {
public:
    Worker() : background_(quiet, [this] { prepare(); }) {}

    void ask(const Run& outlined) {
        rows_done_ = 0;
        background_.start([this, outlined](const StopQuery& stop) {
            Results results = work(outlined, stop);
            if (results.output && !stop()) last_shape_ = results.output->shape();
            return results;
        });
    }
    /// Stops what is computed, and forgets it.
    void cancel() { background_.forget(); }
    /// The results asked for last, if they come within `most`.
    std::optional<Results> take(std::chrono::milliseconds most) {
        return background_.done(most) ? background_.take() : std::nullopt;
    }
    [[nodiscard]] std::size_t rows_done() const { return rows_done_; }

private:
    /// Memory for the next output, so that the first change finds it ready.
    void prepare() {
        whole_ = nullptr;
        try {
            spares_->prepare(last_shape_);
        } catch (const std::bad_alloc&) {  // the next output may need less
        }
    }

    Results work(const Run& outlined, const StopQuery& stop) {
        try {
            whole_ = outlined.document.input->whole();
            return complete(
                outlined,
                {.threads = 0, .stop = stop, .rows_done = &rows_done_, .spares = spares_.get()});
        } catch (const std::exception&) {  // no memory
            return without_memory();
        }
    }

    std::atomic<std::size_t> rows_done_ = 0;
    Shape last_shape_;  ///< of the last output; the thread's own, as what follows
    /// The input in one piece, for a layer that is changed again and again.
    std::shared_ptr<const Values> whole_;
    std::shared_ptr<SpareValues> spares_ = std::make_shared<SpareValues>();
    work::Background<Results> background_;  ///< last: it uses the others
};

ResultsCache::ResultsCache() : input_range_(std::make_unique<InputRange>()) {}
ResultsCache::~ResultsCache() = default;

bool ResultsCache::busy() const {
    return run_.results.computing;
}

void ResultsCache::restart(const Document& document) {
    Results& results = run_.results;
    const Document last = std::exchange(run_.document, document);
    const auto places = last.input ? changed_places(*last.input, *document.input) : std::nullopt;
    const ValueRange range = input_range_->of(document.input, places);
    if (places) {
        if (auto output = output_after_edit(last, results, document, *places)) {
            results.output = std::move(*output);
            results.input_range = range;
            return;
        }
    }
    auto before = results.output ? results.output : results.previous;
    results = outline_results(document, range);
    if (!results.computing || taps_of(*results.geometry) <= immediate_taps) {
        if (worker_) worker_->cancel();
        if (results.computing) results = complete(run_);
        return;
    }
    if (before && same_planes(before->shape(), results.geometry->output))
        results.previous = std::move(before);
    if (!worker_) worker_ = std::make_unique<Worker>();
    worker_->ask(run_);
    if (auto finished = worker_->take(patience)) results = std::move(*finished);
}

const Run& ResultsCache::get(const Document& document, std::uint64_t revision) {
    Results& results = run_.results;
    if (revision_ == revision) {
        if (!results.computing) return run_;
        if (auto finished = worker_->take(0ms))
            results = std::move(*finished);
        else
            results.progress = static_cast<float>(worker_->rows_done()) /
                               static_cast<float>(rows_of(*results.geometry));
        return run_;
    }
    revision_ = revision;
    try {
        restart(document);
    } catch (const std::exception&) {  // no memory, or no thread to be had
        input_range_->forget();
        results = without_memory();
    }
    return run_;
}

}  // namespace poolscope::model
