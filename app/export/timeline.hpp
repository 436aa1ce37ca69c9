/// Which frames an animation has, and how long each is seen. A time is a number of frames at the
/// plan's rate.
#pragma once

#include <vector>

#include "export/exporter.hpp"

namespace poolscope::exporting {

struct Frame {
    Moment moment;
    std::size_t start = 0;   ///< frames before it
    std::size_t length = 1;  ///< how many frames long it is seen
};

/// The frames of an animation; one that is seen for longer stands once. While gliding, a window
/// takes 0.6 of a step's time to arrive, 0.35 s at most, as in the program's own window.
[[nodiscard]] std::vector<Frame> timeline_of(const Request& request);

/// All of its frames, at the plan's rate.
[[nodiscard]] std::size_t length_of(const std::vector<Frame>& frames);

/// Errors: bad_argument where an animation cannot move so: rates and times that are no positive
/// number or out of range (fps 0.1 to 60, pace 0.1 to 60, hold up to 60 s, loops up to 10,000).
[[nodiscard]] Result<void> check_motion(const model::ExportPlan& plan);

}  // namespace poolscope::exporting
