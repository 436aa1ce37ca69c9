/// Work beside the window, which may sleep meanwhile.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "poolscope/error.hpp"
#include "work/background.hpp"

namespace poolscope::session {

/// Comes to a T on a thread of its own, and wakes the window by `wake` once there is one.
template <class T>
class Beside {
public:
    using Work = std::function<T(const StopQuery& stop)>;

    Beside(Work work, std::function<void()> wake) {
        thread_.start([answer = answer_, work = std::move(work),
                       wake = std::move(wake)](const StopQuery& stop) {
            T outcome = work(stop);
            {
                const std::lock_guard lock(answer->mutex);
                answer->outcome = std::move(outcome);
            }
            if (wake) wake();
        });
    }
    Beside(const Beside&) = delete;
    Beside& operator=(const Beside&) = delete;
    /// Has it stop, and waits until it has.
    ~Beside() = default;

    [[nodiscard]] bool ready() const {
        const std::lock_guard lock(answer_->mutex);
        return answer_->outcome.has_value();
    }
    /// What it came to, once; nothing before.
    [[nodiscard]] std::optional<T> take() {
        const std::lock_guard lock(answer_->mutex);
        return std::exchange(answer_->outcome, std::nullopt);
    }

private:
    struct Answer {
        std::mutex mutex;
        std::optional<T> outcome;
    };
    std::shared_ptr<Answer> answer_ = std::make_shared<Answer>();
    work::Worker thread_;  ///< last: it ends before what it uses
};

}  // namespace poolscope::session
