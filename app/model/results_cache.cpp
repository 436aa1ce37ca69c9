/// Results kept by revision, with a worker thread for layers that take longer than a frame.
#include <mutex>
#include <thread>
#include <utility>

#include "model/results.hpp"

namespace poolscope::model {

namespace {

/// Taps that are read in a few milliseconds: up to here a layer is computed at once.
constexpr double immediate_taps = 4e6;

double taps_of(const Geometry& geometry) {
    return static_cast<double>(geometry.output.count()) * window_at(geometry, 0, 0).count();
}

}  // namespace

struct ResultsCache::Worker {
    std::mutex mutex;
    std::optional<Results> finished;  ///< guarded by mutex
    std::jthread thread;

    void start(const Document& document, const Results& outline) {
        thread = std::jthread([this, document, outline](const std::stop_token& token) {
            Results results =
                complete(outline, document, [&token] { return token.stop_requested(); });
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

const Results& ResultsCache::get(const Document& document, std::uint64_t revision) {
    if (revision_ != revision) {
        worker_->stop();
        revision_ = revision;
        const bool same_input = input_ == document.input;
        results_ = outline_results(document,
                                   same_input ? std::optional(results_.input_range) : std::nullopt);
        input_ = document.input;
        if (results_.computing && taps_of(*results_.geometry) <= immediate_taps)
            results_ = complete(std::move(results_), document);
        else if (results_.computing)
            worker_->start(document, results_);
    } else if (auto finished = worker_->take()) {
        results_ = std::move(*finished);
    }
    return results_;
}

const Results& ResultsCache::wait(const Document& document, std::uint64_t revision) {
    get(document, revision);
    if (results_.computing) {
        worker_->stop();
        results_ = complete(std::move(results_), document);
    }
    return results_;
}

}  // namespace poolscope::model
