/// Rewrites one line of the terminal, ten times a second at most.
#include "cli/progress_line.hpp"

#include <unistd.h>

#include <cstdio>

#include "i18n/language.hpp"

namespace poolscope::cli {

namespace {

constexpr std::chrono::milliseconds between{100};
/// Back to the start of the line, and the rest of it cleared.
constexpr const char* fresh_line = "\r\x1b[K";

}  // namespace

ProgressLine::ProgressLine()
    : language_(i18n::language().id),
      terminal_(::isatty(STDERR_FILENO) != 0),
      start_(Clock::now()),
      last_(start_) {}

ProgressLine::~ProgressLine() {
    if (shown_) std::fputs(fresh_line, stderr);
}

void ProgressLine::show(const exporting::Advance& advance) {
    const auto now = Clock::now();
    clock_.note(advance, std::chrono::duration<double>(now - start_).count());
    if (!terminal_ || now - last_ < between) return;
    last_ = now;
    shown_ = true;
    const i18n::LanguageScope language(language_);
    std::fprintf(stderr, "%s%s", fresh_line, clock_.words().c_str());
    std::fflush(stderr);
}

}  // namespace poolscope::cli
