/// The thread of a worker, or what takes its place (see background.hpp).
#include "work/background.hpp"

#ifndef POOLSCOPE_WITHOUT_THREADS
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <stop_token>
#include <thread>
#endif

namespace poolscope::work {

#ifdef POOLSCOPE_WITHOUT_THREADS

class Worker::State {};

Worker::Worker() = default;
Worker::Worker(std::chrono::milliseconds /*quiet*/, std::function<void()> /*at_rest*/) {}

void Worker::start(Work work) {
    work([] { return false; });
}
void Worker::stop() {}
bool Worker::ended(std::chrono::milliseconds /*most*/) const {
    return true;
}
void Worker::wait() const {}

#else

class Worker::State {
public:
    State(std::chrono::milliseconds quiet, std::function<void()> at_rest)
        : quiet_(quiet), at_rest_(std::move(at_rest)) {}

    void start(Work work) {
        const std::lock_guard lock(mutex_);
        if (!thread_.joinable())
            thread_ = std::jthread([this](const std::stop_token& token) { run(token); });
        wanted_ = std::move(work);
        stopped_ = newest_++;
        changed_.notify_all();
    }
    void stop() {
        const std::lock_guard lock(mutex_);
        stopped_ = newest_;
    }
    bool ended(std::chrono::milliseconds most) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, most, [this] { return ended_ == newest_; });
    }
    void wait() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return ended_ == newest_; });
    }

private:
    void run(const std::stop_token& token) {
        std::unique_lock lock(mutex_);
        while (wait_for_work(lock, token)) {
            Work work = std::exchange(wanted_, nullptr);
            const std::uint64_t number = newest_;
            lock.unlock();
            work([&] { return token.stop_requested() || stopped_ >= number; });
            work = nullptr;  // what it holds is let go of before it has ended
            lock.lock();
            ended_ = number;
            changed_.notify_all();
        }
    }

    /// False where there is none, and none will come.
    bool wait_for_work(std::unique_lock<std::mutex>& lock, const std::stop_token& token) {
        const auto asked = [this] { return wanted_ != nullptr; };
        if (!at_rest_) return changed_.wait(lock, token, asked);
        if (changed_.wait_for(lock, token, quiet_, asked)) return true;
        if (token.stop_requested()) return false;
        lock.unlock();
        at_rest_();
        lock.lock();
        return changed_.wait(lock, token, asked);
    }

    std::chrono::milliseconds quiet_;
    std::function<void()> at_rest_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    Work wanted_;                             ///< not begun; guarded by mutex_, as all below
    std::uint64_t newest_ = 0;                ///< the number of what was started last
    std::uint64_t ended_ = 0;                 ///< of what has ended last
    std::atomic<std::uint64_t> stopped_ = 0;  ///< up to it, all are to stop; read without a lock
    std::jthread thread_;                     ///< last: it uses the others
};

Worker::Worker() : Worker({}, nullptr) {}
Worker::Worker(std::chrono::milliseconds quiet, std::function<void()> at_rest)
    : state_(std::make_unique<State>(quiet, std::move(at_rest))) {}

void Worker::start(Work work) {
    state_->start(std::move(work));
}
void Worker::stop() {
    state_->stop();
}
bool Worker::ended(std::chrono::milliseconds most) const {
    return state_->ended(most);
}
void Worker::wait() const {
    state_->wait();
}

#endif

Worker::~Worker() = default;
Worker::Worker(Worker&& other) noexcept = default;
Worker& Worker::operator=(Worker&& other) noexcept = default;

}  // namespace poolscope::work
