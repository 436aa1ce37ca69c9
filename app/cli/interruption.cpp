/// Notes signals (see interruption.hpp).
#include "cli/interruption.hpp"

#include <array>
#include <csignal>

namespace poolscope::cli {

namespace {

volatile std::sig_atomic_t noted = 0;

}  // namespace

void stop_by_signals() {
    for (const int signal : std::array{SIGINT, SIGTERM, SIGHUP}) {
        const auto before = std::signal(signal, [](int) { noted = 1; });
        if (before == SIG_IGN) std::signal(signal, SIG_IGN);
    }
}

bool interrupted() {
    return noted != 0;
}

}  // namespace poolscope::cli
