/// Converts pixels with libswscale (see frame_convert.hpp).
#include "export/movie/frame_convert.hpp"

#include <algorithm>
#include <cstring>

#include "paint/straight_alpha.hpp"

namespace poolscope::exporting {

namespace {

/// Converts frames of BGRA; the same on every processor.
class Converter {
public:
    explicit Converter(AVPixelFormat pixels) : pixels_(pixels), pool_(pixels) {}

    Result<AvHandle<AVFrame>> operator()(const paint::FrameView& picture) {
        if (pixels_ == AV_PIX_FMT_BGRA) return straight_frame(pool_, picture);
        if (has_alpha()) {
            return straight_frame(straight_, picture).and_then([&](const AvHandle<AVFrame>& frame) {
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
        return pool_.get(picture.width, picture.height).map([&](AvHandle<AVFrame> frame) {
            ffmpeg().sws_scale(context_.get(), &data, &stride, 0, picture.height, frame->data,
                               frame->linesize);
            return frame;
        });
    }

    void make_context(int width, int height) {
        context_.reset(ffmpeg().sws_getContext(
            width, height, AV_PIX_FMT_BGRA, width, height, pixels_,
            SWS_BICUBIC | SWS_ACCURATE_RND | SWS_BITEXACT, nullptr, nullptr, nullptr));
        const int* bt709 = ffmpeg().sws_getCoefficients(SWS_CS_ITU709);
        ffmpeg().sws_setColorspaceDetails(context_.get(), bt709, 1, bt709, 0, 0, 1 << 16, 1 << 16);
    }

    AVPixelFormat pixels_;
    FramePool pool_;
    FramePool straight_{AV_PIX_FMT_BGRA};  ///< on the way to pixels with alpha
    AvHandle<SwsContext> context_;
};

}  // namespace

Result<AvHandle<AVFrame>> FramePool::get(int width, int height) {
    constexpr int alignment = 64;
    if (!pool_) {
        const int bytes = ffmpeg().av_image_get_buffer_size(pixels_, width, height, alignment);
        pool_.reset(ffmpeg().av_buffer_pool_init(
            static_cast<std::size_t>(std::max(bytes, 0)) + AV_INPUT_BUFFER_PADDING_SIZE, nullptr));
    }
    AvHandle<AVFrame> frame(ffmpeg().av_frame_alloc());
    if (frame && pool_) {
        frame->format = pixels_;
        frame->width = width;
        frame->height = height;
        frame->buf[0] = ffmpeg().av_buffer_pool_get(pool_.get());
    }
    if (!frame || frame->buf[0] == nullptr) {
        return fail(ErrorCode::too_large, say("there is not enough memory for the pictures"),
                    say("make the size or the scale smaller"));
    }
    ffmpeg().av_image_fill_arrays(frame->data, frame->linesize, frame->buf[0]->data, pixels_, width,
                                  height, alignment);
    return frame;
}

Result<AvHandle<AVFrame>> straight_frame(FramePool& pool, const paint::FrameView& picture) {
    return pool.get(picture.width, picture.height).map([&](AvHandle<AVFrame> frame) {
        for (int y = 0; y < picture.height; ++y)
            paint::straighten_row(picture.data + std::ptrdiff_t{y} * picture.stride,
                                  frame->data[0] + std::ptrdiff_t{y} * frame->linesize[0],
                                  picture.width);
        return frame;
    });
}

Convert convert_to(AVPixelFormat pixels) {
    return [converter = std::make_shared<Converter>(pixels)](const paint::FrameView& picture) {
        return (*converter)(picture);
    };
}

}  // namespace poolscope::exporting
