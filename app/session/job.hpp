/// Work beside the window, which says how far it is.
#pragma once

#include <chrono>
#include <functional>
#include <mutex>
#include <new>
#include <optional>
#include <utility>

#include "export/progress_words.hpp"
#include "work/background.hpp"

namespace poolscope::session {

/// Comes to a Result of a T.
template <class T>
class Job {
public:
    /// Reports how far it is, and ends soon after it is told to.
    using Work = std::function<Result<T>(const exporting::Progress& progress)>;

    explicit Job(Work work) : work_(std::move(work)), start_(Clock::now()) {
        background_.start([this](const StopQuery& stop) { return run(stop); });
    }
    /// Cancels and waits for the step at hand.
    ~Job() { cancel(); }
    Job(const Job&) = delete;
    Job& operator=(const Job&) = delete;

    void cancel() {
        cancelled_ = true;
        background_.stop();
    }
    [[nodiscard]] bool cancelled() const { return cancelled_; }
    /// How far it is.
    [[nodiscard]] exporting::ProgressClock progress() const {
        const std::lock_guard lock(mutex_);
        return clock_;
    }
    [[nodiscard]] bool ended() const { return background_.done(); }
    /// What came of it, once; nothing while it goes on.
    [[nodiscard]] std::optional<Result<T>> take() { return background_.take(); }

private:
    using Clock = std::chrono::steady_clock;

    Result<T> run(const StopQuery& stop) {
        try {
            return work_([&](const exporting::Advance& advance) {
                note(advance);
                return !stop();
            });
        } catch (const std::bad_alloc&) {
            return fail(ErrorCode::too_large, say("there is not enough memory for the pictures"),
                        say("make the size or the scale smaller"));
        }
    }

    void note(const exporting::Advance& advance) {
        const std::chrono::duration<double> passed = Clock::now() - start_;
        const std::lock_guard lock(mutex_);
        clock_.note(advance, passed.count());
    }

    Work work_;
    Clock::time_point start_;
    bool cancelled_ = false;
    mutable std::mutex mutex_;
    exporting::ProgressClock clock_;
    work::Background<Result<T>> background_;  ///< last: it ends before what it uses
};

}  // namespace poolscope::session
