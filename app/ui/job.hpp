/// Work on a thread of its own, so that the window never waits for it.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <new>
#include <optional>
#include <thread>
#include <utility>

#include "export/exporter.hpp"

namespace poolscope::ui {

/// Comes to a Result of a T.
template <class T>
class Job {
public:
    /// Reports how far it is, and ends soon after it is told to.
    using Work = std::function<Result<T>(const exporting::Progress& progress)>;

    explicit Job(Work work)
        : work_(std::move(work)), start_(Clock::now()), thread_([this] { run(); }) {}
    /// Cancels and waits for the step at hand.
    ~Job() { cancel(); }
    Job(const Job&) = delete;
    Job& operator=(const Job&) = delete;

    void cancel() { cancelled_ = true; }
    [[nodiscard]] std::size_t done() const { return done_; }
    /// Steps in all; 0 until it is known.
    [[nodiscard]] std::size_t total() const { return total_; }
    [[nodiscard]] double seconds() const {
        return std::chrono::duration<double>(Clock::now() - start_).count();
    }
    [[nodiscard]] bool ended() const {
        const std::lock_guard lock(mutex_);
        return outcome_.has_value();
    }
    /// What came of it, once; nothing while it goes on.
    [[nodiscard]] std::optional<Result<T>> take() {
        const std::lock_guard lock(mutex_);
        return std::exchange(outcome_, std::nullopt);
    }

private:
    using Clock = std::chrono::steady_clock;

    void run() {
        Result<T> result;
        try {
            result = work_([this](std::size_t done, std::size_t total) {
                total_ = total;
                done_ = done;
                return !cancelled_;
            });
        } catch (const std::bad_alloc&) {
            result = fail(ErrorCode::too_large, "there is not enough memory for the pictures",
                          "make the size or the scale smaller");
        }
        const std::lock_guard lock(mutex_);
        outcome_ = std::move(result);
    }

    Work work_;
    Clock::time_point start_;
    std::atomic<bool> cancelled_ = false;
    std::atomic<std::size_t> done_ = 0;
    std::atomic<std::size_t> total_ = 0;
    mutable std::mutex mutex_;
    std::optional<Result<T>> outcome_;
    std::jthread thread_;  ///< last: it ends before what it uses
};

}  // namespace poolscope::ui
