/// Puts numbers of frames, seconds and bytes into words.
#include "export/progress_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "i18n/tr.hpp"

namespace poolscope::exporting {

namespace {

/// Before this much of a phase has passed, the time left is a guess.
constexpr double least_seconds = 1;
constexpr std::size_t least_done = 3;

std::string time_words(double seconds) {
    const auto whole = static_cast<long>(std::ceil(seconds));
    if (whole < 60) return i18n::trf("{0} s", std::max(whole, 1L));
    if (whole < 3600) return i18n::trf("{0} min", (whole + 30) / 60);
    return i18n::trf("{0} h", (whole + 1800) / 3600);
}

}  // namespace

void ProgressClock::note(const Advance& advance, double seconds) {
    if (advance.phase != now_.phase) {
        first_ = advance;
        first_seconds_ = seconds;
    }
    now_ = advance;
    seconds_ = seconds;
}

float ProgressClock::share() const {
    if (now_.phase != Phase::file || now_.total == 0) return 0;
    return static_cast<float>(now_.done) / static_cast<float>(now_.total);
}

std::string ProgressClock::left() const {
    const double passed = seconds_ - first_seconds_;
    const std::size_t made = now_.done - std::min(first_.done, now_.done);
    if (passed < least_seconds || made < least_done || now_.done >= now_.total) return {};
    const double each = passed / static_cast<double>(made);
    const double seconds = each * static_cast<double>(now_.total - now_.done);
    return i18n::trf(", about {0} left", time_words(seconds));
}

std::string ProgressClock::words() const {
    if (now_.phase == Phase::layer) return i18n::tr("Computing the layer");
    if (now_.phase == Phase::steps)
        return i18n::trf("Looking over the steps: {0} of {1}", now_.done, now_.total);
    if (now_.total <= 1) return i18n::tr("Drawing the picture");
    return i18n::trf("{0} of {1} done", now_.done, now_.total) + left();
}

std::string size_words(double bytes) {
    std::array<char, 32> text{};
    if (bytes < 1e6)
        std::snprintf(text.data(), text.size(), "%.0f kB", std::max(std::ceil(bytes / 1e3), 1.0));
    else
        std::snprintf(text.data(), text.size(), bytes < 1e7 ? "%.1f MB" : "%.0f MB", bytes / 1e6);
    return text.data();
}

}  // namespace poolscope::exporting
