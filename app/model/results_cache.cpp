/// Results kept by revision, and the worker that computes what takes longer than a moment.
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <new>
#include <thread>
#include <utility>

#include "model/run.hpp"
#include "poolscope/step.hpp"

namespace poolscope::model {

namespace {

using namespace std::chrono_literals;

/// Taps that any operator reads in a moment: up to here a layer is computed at once.
constexpr double immediate_taps = 2e5;
/// Inputs of more cells than this have their range found by the worker.
constexpr std::size_t immediate_cells = std::size_t{1} << 20;
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

/// One thread that computes the layer asked for last. A newer one stops it.
class ResultsCache::Worker {
public:
    Worker() : thread_([this](const std::stop_token& token) { run(token); }) {}

    /// `find_range`: the input's range in `outlined` is to be found too.
    void ask(const Run& outlined, bool find_range) {
        const std::lock_guard lock(mutex_);
        wanted_ = Job{outlined, find_range};
        finished_.reset();
        rows_done_ = 0;
        ++newest_;
        changed_.notify_all();
    }
    /// Stops what is computed, and forgets it.
    void cancel() {
        const std::lock_guard lock(mutex_);
        wanted_.reset();
        finished_.reset();
        ++newest_;
    }
    /// The results asked for last, if they come within `most`.
    std::optional<Results> take(std::chrono::milliseconds most) {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, most, [this] { return finished_.has_value(); });
        return std::exchange(finished_, std::nullopt);
    }
    [[nodiscard]] std::size_t rows_done() const { return rows_done_; }

private:
    struct Job {
        Run outlined;
        bool find_range = false;
    };

    void run(const std::stop_token& token) {
        while (true) {
            Job job;
            std::uint64_t number = 0;
            {
                std::unique_lock lock(mutex_);
                const auto asked = [this] { return wanted_.has_value(); };
                if (!changed_.wait_for(lock, token, quiet, asked)) {
                    lock.unlock();
                    prepare(token);
                    lock.lock();
                    if (!changed_.wait(lock, token, asked)) return;
                }
                job = *std::exchange(wanted_, std::nullopt);
                number = newest_;
            }
            const auto stop = [&] { return token.stop_requested() || newest_ != number; };
            Results results = work(job, stop);
            const std::lock_guard lock(mutex_);
            if (stop()) continue;
            if (results.output) last_shape_ = results.output->shape();
            finished_ = std::move(results);
            changed_.notify_all();
        }
    }

    /// Memory for the next output, so that the first change finds it ready.
    void prepare(const std::stop_token& token) {
        if (token.stop_requested()) return;
        try {
            spares_->prepare(last_shape_);
        } catch (const std::bad_alloc&) {  // the next output may need less
        }
    }

    Results work(const Job& job, const StopQuery& stop) {
        try {
            Results results = complete(
                job.outlined,
                {.threads = 0, .stop = stop, .rows_done = &rows_done_, .spares = spares_.get()});
            if (job.find_range && !stop())
                results.input_range = range_of(*job.outlined.document.input);
            return results;
        } catch (const std::exception&) {  // no memory
            return without_memory();
        }
    }

    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::optional<Job> wanted_;              ///< guarded by mutex_
    std::optional<Results> finished_;        ///< guarded by mutex_
    std::atomic<std::uint64_t> newest_ = 0;  ///< changed under mutex_: which job is wanted
    std::atomic<std::size_t> rows_done_ = 0;
    Shape last_shape_;  ///< of the last output; the worker's own
    std::shared_ptr<SpareValues> spares_ = std::make_shared<SpareValues>();
    std::jthread thread_;  ///< last: it uses the others
};

ResultsCache::ResultsCache() = default;
ResultsCache::~ResultsCache() = default;

bool ResultsCache::busy() const {
    return run_.results.computing;
}

void ResultsCache::restart(const Document& document) {
    const SharedValues known = std::exchange(run_.document, document).input;
    Results& results = run_.results;
    auto before = results.output ? results.output : results.previous;
    const bool late_range =
        known != document.input && known && document.input->shape().count() > immediate_cells;
    results = outline_results(document, late_range || known == document.input
                                            ? std::optional(results.input_range)
                                            : std::nullopt);
    if (!results.computing || taps_of(*results.geometry) <= immediate_taps) {
        if (worker_) worker_->cancel();
        if (late_range) results.input_range = range_of(*document.input);
        if (results.computing) results = complete(run_);
        return;
    }
    if (before && same_planes(before->shape(), results.geometry->output))
        results.previous = std::move(before);
    if (!worker_) worker_ = std::make_unique<Worker>();
    worker_->ask(run_, late_range);
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
        results = without_memory();
    }
    return run_;
}

}  // namespace poolscope::model
