/// Converts pixels with libswscale (see frame_convert.hpp).
#include "export/frame_convert.hpp"

#include <cstring>

#include "paint/straight_alpha.hpp"

namespace poolscope::exporting {

namespace {

/// Converts frames of BGRA; the same on every processor.
class Converter {
public:
    explicit Converter(AVPixelFormat pixels) : pixels_(pixels) {}

    Result<AvHandle<AVFrame>> operator()(const paint::FrameView& picture) {
        if (pixels_ == AV_PIX_FMT_BGRA) return straight_frame(picture);
        if (has_alpha()) {
            return straight_frame(picture).and_then([&](const AvHandle<AVFrame>& frame) {
                return convert(frame->data[0], frame->linesize[0], picture);
            });
        }
        return convert(picture.data, picture.stride, picture);
    }

private:
    [[nodiscard]] bool has_alpha() const { return pixels_ == AV_PIX_FMT_RGBA; }

    Result<AvHandle<AVFrame>> convert(const std::uint8_t* data, int stride,
                                      const paint::FrameView& picture) {
        if (!context_) make_context(picture.width, picture.height);
        return new_frame(pixels_, picture.width, picture.height).map([&](AvHandle<AVFrame> frame) {
            sws_scale(context_.get(), &data, &stride, 0, picture.height, frame->data,
                      frame->linesize);
            return frame;
        });
    }

    void make_context(int width, int height) {
        context_.reset(sws_getContext(width, height, AV_PIX_FMT_BGRA, width, height, pixels_,
                                      SWS_BICUBIC | SWS_ACCURATE_RND | SWS_BITEXACT, nullptr,
                                      nullptr, nullptr));
        const int* bt709 = sws_getCoefficients(SWS_CS_ITU709);
        sws_setColorspaceDetails(context_.get(), bt709, 1, bt709, 0, 0, 1 << 16, 1 << 16);
    }

    AVPixelFormat pixels_;
    AvHandle<SwsContext> context_;
};

}  // namespace

Result<AvHandle<AVFrame>> new_frame(AVPixelFormat pixels, int width, int height) {
    AvHandle<AVFrame> frame(av_frame_alloc());
    if (frame) {
        frame->format = pixels;
        frame->width = width;
        frame->height = height;
    }
    if (!frame || av_frame_get_buffer(frame.get(), 0) < 0) {
        return fail(ErrorCode::too_large, "there is not enough memory for the pictures",
                    "make the size or the scale smaller");
    }
    return frame;
}

Result<AvHandle<AVFrame>> straight_frame(const paint::FrameView& picture) {
    return new_frame(AV_PIX_FMT_BGRA, picture.width, picture.height)
        .map([&](AvHandle<AVFrame> frame) {
            for (int y = 0; y < picture.height; ++y) {
                paint::straighten_row(picture.data + std::ptrdiff_t{y} * picture.stride,
                                      frame->data[0] + std::ptrdiff_t{y} * frame->linesize[0],
                                      picture.width);
            }
            return frame;
        });
}

Convert convert_to(AVPixelFormat pixels) {
    return [converter = std::make_shared<Converter>(pixels)](const paint::FrameView& picture) {
        return (*converter)(picture);
    };
}

}  // namespace poolscope::exporting
