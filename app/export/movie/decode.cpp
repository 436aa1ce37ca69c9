/// Demuxes and decodes with FFmpeg's libraries (see decode.hpp).
#include "export/movies.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "export/movie/av_handles.hpp"

namespace poolscope::exporting {

namespace {

struct InputDelete {
    void operator()(AVFormatContext* input) const { ffmpeg().avformat_close_input(&input); }
};
using Input = std::unique_ptr<AVFormatContext, InputDelete>;

class Decoder {
public:
    Decoder(int max_side, const std::function<bool(Decoded)>& take)
        : max_side_(max_side), take_(take) {}

    /// The number of FFmpeg's error; 0 at the end.
    int run(const std::string& url) {
        AVFormatContext* opened = nullptr;
        int status = ffmpeg().avformat_open_input(&opened, url.c_str(), nullptr, nullptr);
        if (status < 0) return status;
        input_.reset(opened);
        status = ffmpeg().avformat_find_stream_info(opened, nullptr);
        if (status < 0) return status;
        const AVCodec* codec = nullptr;
        const int index =
            ffmpeg().av_find_best_stream(opened, AVMEDIA_TYPE_VIDEO, -1, -1, &codec, 0);
        if (index < 0) return index;
        stream_ = opened->streams[index];
        decoder_.reset(ffmpeg().avcodec_alloc_context3(codec));
        ffmpeg().avcodec_parameters_to_context(decoder_.get(), stream_->codecpar);
        status = ffmpeg().avcodec_open2(decoder_.get(), codec, nullptr);
        return status < 0 ? status : read_all();
    }

private:
    int read_all() {
        const AvHandle<AVPacket> packet(ffmpeg().av_packet_alloc());
        while (!ended_ && ffmpeg().av_read_frame(input_.get(), packet.get()) >= 0) {
            const bool ours = packet->stream_index == stream_->index;
            const int status = ours ? decode(packet.get()) : 0;
            ffmpeg().av_packet_unref(packet.get());
            if (status < 0) return status;
        }
        return ended_ ? 0 : decode(nullptr);
    }

    int decode(const AVPacket* packet) {
        if (packet != nullptr) packets_[packet->pts] = {packet->duration, packet->size};
        int status = ffmpeg().avcodec_send_packet(decoder_.get(), packet);
        const AvHandle<AVFrame> frame(ffmpeg().av_frame_alloc());
        while (status >= 0 && !ended_) {
            status = ffmpeg().avcodec_receive_frame(decoder_.get(), frame.get());
            if (status == AVERROR(EAGAIN) || status == AVERROR_EOF) return 0;
            if (status >= 0) give(*frame);
        }
        return status;
    }

    void give(const AVFrame& frame) {
        const double shrink =
            std::min(1.0, static_cast<double>(max_side_) / std::max(frame.width, frame.height));
        const auto side = [&](int length) {
            return std::max(static_cast<int>(std::lround(length * shrink)), 1);
        };
        Decoded decoded;
        decoded.pixels = paint::Pixels(side(frame.width), side(frame.height));
        convert(frame, decoded.pixels);
        const double unit = av_q2d(stream_->time_base);
        const std::int64_t first = stream_->start_time == AV_NOPTS_VALUE ? 0 : stream_->start_time;
        decoded.start = static_cast<double>(frame.best_effort_timestamp - first) * unit;
        if (const auto packet = packets_.find(frame.pts); packet != packets_.end()) {
            decoded.seconds = static_cast<double>(packet->second.duration) * unit;
            decoded.bytes = packet->second.size;
            packets_.erase(packet);
        }
        ended_ = !take_(std::move(decoded));
    }

    void convert(const AVFrame& frame, paint::Pixels& to) {
        const auto from = static_cast<AVPixelFormat>(frame.format);
        context_.reset(ffmpeg().sws_getCachedContext(
            context_.release(), frame.width, frame.height, from, to.width, to.height,
            AV_PIX_FMT_RGBA, SWS_AREA | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT, nullptr, nullptr,
            nullptr));
        const int* matrix = ffmpeg().sws_getCoefficients(
            frame.colorspace == AVCOL_SPC_BT709 ? SWS_CS_ITU709 : SWS_CS_DEFAULT);
        ffmpeg().sws_setColorspaceDetails(context_.get(), matrix,
                                          frame.color_range == AVCOL_RANGE_JPEG, matrix, 1, 0,
                                          1 << 16, 1 << 16);
        std::uint8_t* data[] = {to.rgba.data()};
        const int stride[] = {to.width * 4};
        ffmpeg().sws_scale(context_.get(), frame.data, frame.linesize, 0, frame.height, data,
                           stride);
    }

    /// What a frame has from its packet: FFmpeg's versions differ in what the frame itself says.
    struct Packet {
        std::int64_t duration = 0;
        int size = 0;
    };

    int max_side_;
    const std::function<bool(Decoded)>& take_;
    Input input_;
    AVStream* stream_ = nullptr;  ///< the input's
    AvHandle<AVCodecContext> decoder_;
    std::map<std::int64_t, Packet> packets_;  ///< those whose frames are still to come, by pts
    AvHandle<SwsContext> context_;
    bool ended_ = false;
};

}  // namespace

Result<void> decode_frames(const std::filesystem::path& file, int max_side,
                           const std::function<bool(Decoded frame)>& take) {
    if (auto found = find_ffmpeg(); !found) return error_of(found);
    const int status = Decoder(max_side, take).run("file:" + file.string());
    if (status >= 0) return {};
    return fail(ErrorCode::unreadable,
                say("\"{0}\" was not read back ({1})", file.string(), av_words(status)),
                say("export it again"));
}

}  // namespace poolscope::exporting
