/// What exporters say when there is nothing to write, and how they are cancelled.
#pragma once

#include "export/exporter.hpp"
#include "paint/stop.hpp"

namespace poolscope::exporting {

using paint::cancelled;

[[nodiscard]] inline tl::unexpected<Error> no_step() {
    return fail(ErrorCode::bad_argument, say("there is no step to export"),
                say("choose a layer that gives an output"));
}

/// Tells how far the export is. Errors: cancelled, where it is to end.
[[nodiscard]] inline Result<void> go_on(const Progress& progress, const Advance& advance) {
    if (progress && !progress(advance)) return cancelled();
    return {};
}

/// Asks inside of what is one piece of work for `progress`, which must outlive it.
[[nodiscard]] inline StopQuery stop_of(const Progress& progress) {
    return [&progress] { return !go_on(progress, {.total = 1}); };
}

}  // namespace poolscope::exporting
