/// How what takes long is told to end before it is done.
#pragma once

#include <functional>

namespace poolscope {

/// Asked again and again during long work, on whatever thread does it: true means give it up.
/// Empty: never.
using StopQuery = std::function<bool()>;

[[nodiscard]] inline bool is_stopped(const StopQuery& stop) {
    return stop && stop();
}

}  // namespace poolscope
