/// Reads back what exporters wrote: for the preview, and for tests.
#pragma once

#include <filesystem>
#include <functional>

#include "paint/pixels.hpp"
#include "poolscope/error.hpp"

namespace poolscope::exporting {

/// A picture of a file, or one of its frames.
struct Decoded {
    paint::Pixels pixels;
    double start = 0;    ///< seconds
    double seconds = 0;  ///< that it is seen; 0 where the file does not say
    double bytes = 0;    ///< that it takes in the file
};

/// Calls `take` for every frame in order, until it returns false. Larger pictures are averaged to
/// fit in `max_side` pixels each way. Errors: unreadable.
[[nodiscard]] Result<void> decode_frames(const std::filesystem::path& file, int max_side,
                                         const std::function<bool(Decoded frame)>& take);

}  // namespace poolscope::exporting
