/// What a build that encodes and decodes moving pictures has more than others: export/movie says
/// it, or in a build without that room export/list/no_movies.
#pragma once

#include <filesystem>
#include <functional>
#include <span>

#include "export/exporter.hpp"
#include "paint/pixels.hpp"

namespace poolscope::exporting {

/// The exporters of animations, in menu order.
[[nodiscard]] std::span<const Exporter* const> animations();

/// A picture of a file, or one of its frames.
struct Decoded {
    paint::Pixels pixels;
    double start = 0;    ///< seconds
    double seconds = 0;  ///< that it is seen; 0 where the file does not say
    double bytes = 0;    ///< that it takes in the file
};

/// Reads back what exporters wrote: calls `take` for every frame in order, until it returns false.
/// Larger pictures are averaged to fit in `max_side` pixels each way. Errors: unreadable.
[[nodiscard]] Result<void> decode_frames(const std::filesystem::path& file, int max_side,
                                         const std::function<bool(Decoded frame)>& take);

}  // namespace poolscope::exporting
