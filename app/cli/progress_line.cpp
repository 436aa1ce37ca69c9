/// Rewrites one line of the terminal, ten times a second at most.
#include "cli/progress_line.hpp"

#include <unistd.h>

#include <cstdio>

#include "export/progress_words.hpp"

namespace poolscope::cli {

namespace {

constexpr std::chrono::milliseconds between{100};
/// Back to the start of the line, and the rest of it cleared.
constexpr const char* fresh_line = "\r\x1b[K";

}  // namespace

ProgressLine::ProgressLine()
    : terminal_(::isatty(STDERR_FILENO) != 0), start_(Clock::now()), last_(start_) {}

ProgressLine::~ProgressLine() {
    if (shown_) std::fputs(fresh_line, stderr);
}

void ProgressLine::show(std::size_t done, std::size_t total) {
    const auto now = Clock::now();
    if (!terminal_ || now - last_ < between) return;
    last_ = now;
    shown_ = true;
    const double seconds = std::chrono::duration<double>(now - start_).count();
    std::fprintf(stderr, "%s%s", fresh_line,
                 exporting::progress_words(done, total, seconds).c_str());
    std::fflush(stderr);
}

}  // namespace poolscope::cli
