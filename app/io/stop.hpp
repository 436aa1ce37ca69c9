/// How reading that takes long is told to end before it is done.
#pragma once

#include "poolscope/error.hpp"

namespace poolscope::io {

/// What becomes of a file whose reading is given up.
[[nodiscard]] inline tl::unexpected<Error> reading_cancelled() {
    return fail(ErrorCode::cancelled, say("the file was not opened, since that was cancelled"),
                say("open it again"));
}

}  // namespace poolscope::io
