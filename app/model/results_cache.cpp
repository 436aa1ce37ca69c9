/// Results kept by revision, with a worker thread for layers that take longer than a frame.
#include <algorithm>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

#include "model/results.hpp"

namespace poolscope::model {

namespace {

/// Taps that are read in a few milliseconds: up to here a layer is computed at once.
constexpr double immediate_taps = 4e6;

double taps_of(const Geometry& geometry) {
    const auto planes = static_cast<double>(geometry.output.n) * geometry.output.c;
    return planes * static_cast<double>(plane_steps(geometry, Grain::cell));
}

/// One core is left to the window.
int thread_count() {
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()) - 1);
}

}  // namespace

struct ResultsCache::Worker {
    std::mutex mutex;
    std::optional<Results> finished;  ///< guarded by mutex
    std::jthread thread;

    void start(const Document& document, const Results& outline) {
        thread = std::jthread([this, document, outline](const std::stop_token& token) {
            Results results = complete(outline, document, thread_count(),
                                       [&token] { return token.stop_requested(); });
            if (token.stop_requested()) return;
            const std::lock_guard lock(mutex);
            finished = std::move(results);
        });
    }
    void stop() {
        thread = {};  // asks the thread to stop and joins it
        const std::lock_guard lock(mutex);
        finished.reset();
    }
    std::optional<Results> take() {
        const std::lock_guard lock(mutex);
        return std::exchange(finished, std::nullopt);
    }
};

ResultsCache::ResultsCache() : worker_(std::make_unique<Worker>()) {}
ResultsCache::~ResultsCache() = default;

bool ResultsCache::busy() const {
    return results_.computing;
}

void ResultsCache::restart(const Document& document) {
    worker_->stop();
    const bool same_input = input_ == document.input;
    results_ =
        outline_results(document, same_input ? std::optional(results_.input_range) : std::nullopt);
    input_ = document.input;
    if (!results_.computing) return;
    if (taps_of(*results_.geometry) <= immediate_taps)
        results_ = complete(std::move(results_), document, 1);
    else
        worker_->start(document, results_);
}

const Results& ResultsCache::get(const Document& document, std::uint64_t revision) {
    if (revision_ == revision) {
        if (auto finished = worker_->take()) results_ = std::move(*finished);
        return results_;
    }
    revision_ = revision;
    try {
        restart(document);
    } catch (const std::exception&) {  // no memory, or no thread to be had
        results_ = {};
        results_.geometry = fail(ErrorCode::too_large, "there is not enough memory for this layer",
                                 "make the input smaller");
    }
    return results_;
}

}  // namespace poolscope::model
