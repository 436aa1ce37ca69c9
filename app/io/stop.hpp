/// How reading that takes long is told to end before it is done.
#pragma once

#include <functional>

#include "poolscope/error.hpp"

namespace poolscope::io {

/// Asked again and again while something is read: whether to give it up. Empty: never.
using Stop = std::function<bool()>;

[[nodiscard]] inline bool is_stopped(const Stop& stop) {
    return stop && stop();
}

/// What becomes of a file whose reading is given up.
[[nodiscard]] inline tl::unexpected<Error> reading_cancelled() {
    return fail(ErrorCode::cancelled, say("the file was not opened, since that was cancelled"),
                say("open it again"));
}

}  // namespace poolscope::io
