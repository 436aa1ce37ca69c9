/// Work beside its caller, so that a window never waits for it. A build without threads
/// (POOLSCOPE_WITHOUT_THREADS) does it whole where it is started: start() returns when it is done,
/// and nothing stops it, since who would is waiting.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "poolscope/error.hpp"

namespace poolscope::work {

#ifdef POOLSCOPE_WITHOUT_THREADS
inline constexpr bool has_threads = false;
#else
inline constexpr bool has_threads = true;
#endif

/// One thread, made with its first work, which does what was started last.
class Worker {
public:
    /// It must not throw.
    using Work = std::function<void(const StopQuery& stop)>;

    Worker();
    /// `at_rest` is called on the thread where nothing was started for as long as `quiet`: once,
    /// until something is.
    Worker(std::chrono::milliseconds quiet, std::function<void()> at_rest);
    /// Stops what is being done, and waits until it has ended.
    ~Worker();
    Worker(Worker&& other) noexcept;
    Worker& operator=(Worker&& other) noexcept;
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    /// Does this once what was started before, which is stopped, has ended. Throws what the system
    /// says where it has no thread or no memory for it.
    void start(Work work);
    /// Has what was started stop soon.
    void stop();
    /// Whether what was started has ended; waits for that, `most` at most.
    [[nodiscard]] bool ended(std::chrono::milliseconds most = {}) const;
    /// Waits until what was started has ended.
    void wait() const;

private:
    class State;
    std::unique_ptr<State> state_;
};

/// Comes to a T on a thread of its own. What was started last is what counts.
template <class T>
class Background {
public:
    using Work = std::function<T(const StopQuery& stop)>;

    Background() = default;
    Background(std::chrono::milliseconds quiet, std::function<void()> at_rest)
        : worker_(quiet, std::move(at_rest)) {}

    /// As Worker::start().
    void start(Work work) {
        auto outcome = std::make_shared<std::optional<T>>();
        outcome_.reset();
        worker_.start([outcome, work = std::move(work)](const StopQuery& stop) {
            outcome->emplace(work(stop));
        });
        outcome_ = std::move(outcome);
    }
    /// Has it stop soon; what it comes to is still to be taken.
    void stop() { worker_.stop(); }
    /// Has it stop soon, whatever it comes to.
    void forget() {
        worker_.stop();
        outcome_.reset();
    }
    /// Whether something was started and not taken yet.
    [[nodiscard]] bool started() const { return outcome_ != nullptr; }
    /// Whether there is something to take; waits for it, `most` at most.
    [[nodiscard]] bool done(std::chrono::milliseconds most = {}) const {
        return started() && worker_.ended(most);
    }
    /// Waits until there is, where something was started.
    void wait() const {
        if (started()) worker_.wait();
    }
    /// What came of it, once; nothing while it goes on.
    [[nodiscard]] std::optional<T> take() {
        if (!done()) return std::nullopt;
        return std::move(*std::exchange(outcome_, nullptr));
    }

private:
    std::shared_ptr<std::optional<T>> outcome_;  ///< written by the thread until it has ended
    Worker worker_;
};

}  // namespace poolscope::work
