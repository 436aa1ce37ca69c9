/// Signals that ask the program to end: by the session's end, by `kill`, by the terminal.
#pragma once

#include <csignal>

#include <atomic>
#include <functional>
#include <thread>

namespace poolscope::platform {

/// While it lives, SIGINT, SIGTERM and SIGHUP do not kill the program, but are waited for on a
/// thread of its own. Made before other threads are, as those take over which signals are blocked;
/// a signal that is ignored already, as under nohup, stays so.
class EndSignals {
public:
    /// `woken` is called on that thread once a signal has come.
    explicit EndSignals(std::function<void()> woken);
    ~EndSignals();
    EndSignals(const EndSignals&) = delete;
    EndSignals& operator=(const EndSignals&) = delete;

    [[nodiscard]] bool come() const { return come_; }

private:
    sigset_t waited_for_{};
    sigset_t blocked_before_{};
    std::atomic<bool> come_ = false;
    std::atomic<bool> over_ = false;
    std::thread thread_;
};

}  // namespace poolscope::platform
