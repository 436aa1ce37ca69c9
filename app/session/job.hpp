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

#include "export/progress_words.hpp"

namespace poolscope::session {

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
    [[nodiscard]] bool cancelled() const { return cancelled_; }
    /// How far it is.
    [[nodiscard]] exporting::ProgressClock progress() const {
        const std::lock_guard lock(mutex_);
        return clock_;
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
            result = work_([this](const exporting::Advance& advance) {
                note(advance);
                return !cancelled_;
            });
        } catch (const std::bad_alloc&) {
            result = fail(ErrorCode::too_large, say("there is not enough memory for the pictures"),
                          say("make the size or the scale smaller"));
        }
        const std::lock_guard lock(mutex_);
        outcome_ = std::move(result);
    }

    void note(const exporting::Advance& advance) {
        const std::chrono::duration<double> passed = Clock::now() - start_;
        const std::lock_guard lock(mutex_);
        clock_.note(advance, passed.count());
    }

    Work work_;
    Clock::time_point start_;
    std::atomic<bool> cancelled_ = false;
    mutable std::mutex mutex_;
    exporting::ProgressClock clock_;
    std::optional<Result<T>> outcome_;
    std::jthread thread_;  ///< last: it ends before what it uses
};

}  // namespace poolscope::session
