/// From painted frames to the pixels that an encoder takes.
#pragma once

#include <functional>

#include "export/av_handles.hpp"
#include "paint/frame_painter.hpp"
#include "poolscope/error.hpp"

namespace poolscope::exporting {

/// An empty frame. Errors: too_large where memory ends.
[[nodiscard]] Result<AvHandle<AVFrame>> new_frame(AVPixelFormat pixels, int width, int height);

/// The picture with straight alpha, as AV_PIX_FMT_BGRA.
[[nodiscard]] Result<AvHandle<AVFrame>> straight_frame(const paint::FrameView& picture);

/// Makes a frame of a picture; each thread has its own.
using Convert = std::function<Result<AvHandle<AVFrame>>(const paint::FrameView& picture)>;

/// To `pixels`; of YUV, by BT.709 in the limited range.
[[nodiscard]] Convert convert_to(AVPixelFormat pixels);

}  // namespace poolscope::exporting
