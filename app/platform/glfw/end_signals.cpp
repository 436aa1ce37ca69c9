/// Waits for signals as POSIX has it (see end_signals.hpp).
#include "platform/glfw/end_signals.hpp"

#include <pthread.h>

#include <array>
#include <utility>

namespace poolscope::platform {

namespace {

bool ignored(int signal) {
    struct sigaction now {};
    return ::sigaction(signal, nullptr, &now) == 0 && now.sa_handler == SIG_IGN;
}

}  // namespace

EndSignals::EndSignals(std::function<void()> woken) {
    sigemptyset(&waited_for_);
    for (const int signal : std::array{SIGINT, SIGTERM, SIGHUP})
        if (signal == SIGTERM || !ignored(signal)) sigaddset(&waited_for_, signal);
    pthread_sigmask(SIG_BLOCK, &waited_for_, &blocked_before_);
    thread_ = std::thread([this, woken = std::move(woken)] {
        int signal = 0;
        while (sigwait(&waited_for_, &signal) != 0) {
        }
        if (over_) return;
        come_ = true;
        woken();
    });
}

EndSignals::~EndSignals() {
    over_ = true;
    // Blocked there too, so that it only ends the waiting; no harm where that is over.
    // NOLINTNEXTLINE(bugprone-bad-signal-to-kill-thread)
    pthread_kill(thread_.native_handle(), SIGTERM);
    thread_.join();
    pthread_sigmask(SIG_SETMASK, &blocked_before_, nullptr);
}

}  // namespace poolscope::platform
