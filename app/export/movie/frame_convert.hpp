/// From painted frames to the pixels that an encoder takes.
#pragma once

#include <functional>

#include "export/movie/av_handles.hpp"
#include "paint/file/frame_painter.hpp"
#include "poolscope/error.hpp"

namespace poolscope::exporting {

/// Empty frames of one size, whose memory goes round: fresh pages cost more than painting.
class FramePool {
public:
    explicit FramePool(AVPixelFormat pixels) : pixels_(pixels) {}
    /// A frame; its size is that of the first one asked for. Errors: too_large where memory ends.
    [[nodiscard]] Result<AvHandle<AVFrame>> get(int width, int height);

private:
    AVPixelFormat pixels_;
    AvHandle<AVBufferPool> pool_;
};

/// The picture with straight alpha, in a frame of a pool of AV_PIX_FMT_BGRA.
[[nodiscard]] Result<AvHandle<AVFrame>> straight_frame(FramePool& pool,
                                                       const paint::FrameView& picture);

/// Makes a frame of a picture; each thread has its own.
using Convert = std::function<Result<AvHandle<AVFrame>>(const paint::FrameView& picture)>;

/// To `pixels`; of YUV, by BT.709 in the limited range.
[[nodiscard]] Convert convert_to(AVPixelFormat pixels);

}  // namespace poolscope::exporting
