/// Owning handles for FFmpeg's objects.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "export/movie/ffmpeg.hpp"

namespace poolscope::exporting {

struct AvDelete {
    void operator()(AVFrame* frame) const { ffmpeg().av_frame_free(&frame); }
    void operator()(AVPacket* packet) const { ffmpeg().av_packet_free(&packet); }
    void operator()(AVCodecContext* codec) const { ffmpeg().avcodec_free_context(&codec); }
    void operator()(AVBufferPool* pool) const { ffmpeg().av_buffer_pool_uninit(&pool); }
    void operator()(AVFilterGraph* graph) const { ffmpeg().avfilter_graph_free(&graph); }
    void operator()(SwsContext* context) const { ffmpeg().sws_freeContext(context); }
    void operator()(AVFormatContext* container) const {
        if (container->pb != nullptr) ffmpeg().avio_closep(&container->pb);
        ffmpeg().avformat_free_context(container);
    }
};
template <class T>
using AvHandle = std::unique_ptr<T, AvDelete>;

/// Names and values for an encoder or a container, as FFmpeg writes them.
using AvOptions = std::vector<std::pair<std::string, std::string>>;

/// What FFmpeg says of an error number.
[[nodiscard]] inline std::string av_words(int error) {
    char words[AV_ERROR_MAX_STRING_SIZE] = {};
    ffmpeg().av_strerror(error, words, sizeof words);
    return words;
}

}  // namespace poolscope::exporting
