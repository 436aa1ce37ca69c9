/// Puts numbers of frames, seconds and bytes into words.
#include "export/progress_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "i18n/tr.hpp"

namespace poolscope::exporting {

namespace {

/// Before this much has passed, the time left is a guess.
constexpr double least_seconds = 0.5;

std::string time_words(double seconds) {
    const auto whole = static_cast<long>(std::ceil(seconds));
    if (whole < 60) return i18n::trf("{0} s", std::max(whole, 1L));
    if (whole < 3600) return i18n::trf("{0} min", (whole + 30) / 60);
    return i18n::trf("{0} h", (whole + 1800) / 3600);
}

}  // namespace

std::string progress_words(std::size_t done, std::size_t total, double seconds) {
    if (total == 0 || done == 0) return i18n::tr("Looking over the steps");
    if (seconds < least_seconds || done >= total) return i18n::trf("{0} of {1} done", done, total);
    const double left = seconds * static_cast<double>(total - done) / static_cast<double>(done);
    return i18n::trf("{0} of {1} done, about {2} left", done, total, time_words(left));
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
