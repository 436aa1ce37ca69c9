/// Owning handles for FFmpeg's objects.
#pragma once

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavfilter/avfilter.h>
#include <libavformat/avformat.h>
#include <libavutil/frame.h>
#include <libavutil/log.h>
#include <libswscale/swscale.h>
}

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace poolscope::exporting {

struct AvDelete {
    void operator()(AVFrame* frame) const { av_frame_free(&frame); }
    void operator()(AVPacket* packet) const { av_packet_free(&packet); }
    void operator()(AVCodecContext* codec) const { avcodec_free_context(&codec); }
    void operator()(AVFilterGraph* graph) const { avfilter_graph_free(&graph); }
    void operator()(SwsContext* context) const { sws_freeContext(context); }
    void operator()(AVFormatContext* container) const {
        if (container->pb != nullptr) avio_closep(&container->pb);
        avformat_free_context(container);
    }
};
template <class T>
using AvHandle = std::unique_ptr<T, AvDelete>;

/// Names and values for an encoder or a container, as FFmpeg writes them.
using AvOptions = std::vector<std::pair<std::string, std::string>>;

/// Errors come back as values; nothing is printed beside them.
inline void quiet_ffmpeg() {
    av_log_set_level(AV_LOG_QUIET);
}

/// What FFmpeg says of an error number.
[[nodiscard]] inline std::string av_words(int error) {
    char words[AV_ERROR_MAX_STRING_SIZE] = {};
    av_strerror(error, words, sizeof words);
    return words;
}

}  // namespace poolscope::exporting
