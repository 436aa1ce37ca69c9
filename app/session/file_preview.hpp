/// What a file holds, small, to be known by in a list of files.
#pragma once

#include <filesystem>

#include "io/stop.hpp"
#include "model/values.hpp"

namespace poolscope::session {

/// The longer side of a preview, in cells, at most.
inline constexpr int preview_side = 96;

/// The first sample of a picture's, a grid's or a scene's values, reduced, with at most three
/// channels; of a network what its first layer with weights has learnt, a convolution's kernels
/// side by side. Null where the file is none of these, is too large to be read in passing, or
/// `stop` says so.
[[nodiscard]] model::SharedValues file_preview(const std::filesystem::path& file,
                                               const StopQuery& stop);

}  // namespace poolscope::session
