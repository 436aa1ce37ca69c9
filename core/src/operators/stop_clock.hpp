/// When to ask whether long work should stop.
#pragma once

#include <cstdint>

#include "poolscope/error.hpp"

namespace poolscope {

/// Asks a StopQuery as a row's taps are folded: between runs of taps, never inside one.
class StopClock {
public:
    explicit StopClock(const StopQuery& query) : query_(&query) {}
    /// Asks now; true means stop.
    [[nodiscard]] bool ask() {
        taps_ = 0;
        return is_stopped(*query_);
    }
    /// Counts `taps` more, and asks where many were folded since it was last asked.
    [[nodiscard]] bool ask_after(std::int64_t taps) {
        taps_ += taps;
        return taps_ >= patience && ask();
    }

private:
    static constexpr std::int64_t patience = std::int64_t{1} << 22;  ///< taps: some milliseconds
    const StopQuery* query_;
    std::int64_t taps_ = 0;  ///< since it was last asked
};

}  // namespace poolscope
