/// What exporters say when there is nothing to write, or when they are cancelled.
#pragma once

#include "poolscope/error.hpp"

namespace poolscope::exporting {

[[nodiscard]] inline tl::unexpected<Error> no_step() {
    return fail(ErrorCode::bad_argument, "there is no step to export",
                "choose a layer that gives an output");
}

[[nodiscard]] inline tl::unexpected<Error> cancelled() {
    return fail(ErrorCode::cancelled, "the export was cancelled", "nothing was written");
}

}  // namespace poolscope::exporting
