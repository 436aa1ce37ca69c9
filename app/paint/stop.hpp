/// How painting that takes long is told to end before it is done.
#pragma once

#include "poolscope/error.hpp"

namespace poolscope::paint {

/// What becomes of an export that is given up.
[[nodiscard]] inline tl::unexpected<Error> cancelled() {
    return fail(ErrorCode::cancelled, say("the export was cancelled"), say("nothing was written"));
}

}  // namespace poolscope::paint
