/// Makes many things on all cores and hands them over in order; only a few wait at any time,
/// however many there are. Without threads each is made when it is its turn.
#pragma once

#include <cstddef>
#include <new>
#include <utility>
#ifndef POOLSCOPE_WITHOUT_THREADS
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>
#endif

#include "poolscope/error.hpp"

namespace poolscope::work {

/// What the worker makes of an index, or that memory ended.
template <class Item, class Worker>
Result<Item> made_by(Worker& worker, std::size_t index) {
    try {
        return worker(index);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::too_large, say("there is not enough memory for the pictures"),
                    say("make the size or the scale smaller"));
    }
}

#ifndef POOLSCOPE_WITHOUT_THREADS
/// Threads that in_order() works on.
[[nodiscard]] inline std::size_t worker_count() {
    return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 8);
}

/// What in_order()'s threads share: which index is next, and what is made and not taken yet.
template <class Item>
class OrderedQueue {
public:
    OrderedQueue(std::size_t count, std::size_t ahead) : count_(count), ahead_(ahead) {}

    /// The first of the next `run` indices to make; nothing at the end.
    std::optional<std::size_t> next(std::size_t run) {
        const std::lock_guard lock(mutex_);
        if (stopped_ || next_ >= count_) return std::nullopt;
        return std::exchange(next_, next_ + run);
    }
    /// Waits while enough is waiting to be taken. False where it is not to be made.
    bool wait_for_room(std::size_t index) {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [&] { return stopped_ || index < taken_ + ahead_; });
        return !stopped_ && index < count_;
    }
    void put(std::size_t index, Result<Item> item) {
        const std::lock_guard lock(mutex_);
        made_.emplace(index, std::move(item));
        arrived_.notify_one();
    }
    /// Waits a moment for the thing of that index; false where it is not made yet.
    bool wait_for(std::size_t index) {
        constexpr std::chrono::milliseconds moment{100};
        std::unique_lock lock(mutex_);
        return arrived_.wait_for(lock, moment, [&] { return made_.contains(index); });
    }
    /// The thing of that index, which is made.
    Result<Item> take(std::size_t index) {
        const std::lock_guard lock(mutex_);
        Result<Item> item = std::move(made_.extract(index).mapped());
        taken_ = index + 1;
        room_.notify_all();
        return item;
    }
    void stop() {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
        room_.notify_all();
    }

private:
    std::size_t count_, ahead_;
    std::size_t next_ = 0, taken_ = 0;
    bool stopped_ = false;
    std::map<std::size_t, Result<Item>> made_;
    std::mutex mutex_;
    std::condition_variable room_, arrived_;
};

#endif

/// Calls `make(index)`, a Result of an Item, of a worker that `new_worker()` made for each thread,
/// for every index below `count`; and `take(index, item)` on this thread, in order. Each worker
/// makes `run` of them after one another, from a multiple of it on. `go_on()` is asked after
/// each, and again and again while there is none to take. The first error of any of them ends all
/// of it and is returned.
template <class Item, class NewWorker, class Take, class GoOn>
#ifdef POOLSCOPE_WITHOUT_THREADS
Result<void> in_order(std::size_t count, std::size_t /*run*/, const NewWorker& new_worker,
                      const Take& take, const GoOn& go_on) {
    auto worker = new_worker();
    for (std::size_t index = 0; index < count; ++index) {
        auto item = made_by<Item>(worker, index);
        if (!item) return error_of(item);
        if (auto taken = take(index, std::move(*item)).and_then(go_on); !taken) return taken;
    }
    return {};
}
#else
Result<void> in_order(std::size_t count, std::size_t run, const NewWorker& new_worker,
                      const Take& take, const GoOn& go_on) {
    const std::size_t threads = std::min(worker_count(), count);
    OrderedQueue<Item> queue(count, (run + 1) * threads + 2);
    const auto work = [&] {
        auto worker = new_worker();
        while (const auto first = queue.next(run))
            for (std::size_t i = *first; i < *first + run && queue.wait_for_room(i); ++i)
                queue.put(i, made_by<Item>(worker, i));
    };
    // Whatever way this is left, the threads are told to end, and waited for.
    struct Stop {
        OrderedQueue<Item>& queue;
        std::vector<std::jthread> threads{};
        ~Stop() { queue.stop(); }
    } running{queue};
    for (std::size_t i = 0; i < threads; ++i) running.threads.emplace_back(work);
    for (std::size_t index = 0; index < count; ++index) {
        while (!queue.wait_for(index))
            if (Result<void> on = go_on(); !on) return on;
        auto item = queue.take(index);
        if (!item) return error_of(item);
        if (auto taken = take(index, std::move(*item)).and_then(go_on); !taken) return taken;
    }
    return {};
}
#endif

}  // namespace poolscope::work
