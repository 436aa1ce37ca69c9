/// FFmpeg's functions, from its libraries where the first animation asks for them: with all that
/// they need, they take longer to load than the rest of the program.
#pragma once

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavfilter/avfilter.h>
#include <libavfilter/buffersink.h>
#include <libavfilter/buffersrc.h>
#include <libavformat/avformat.h>
#include <libavutil/frame.h>
#include <libavutil/imgutils.h>
#include <libavutil/log.h>
#include <libswscale/swscale.h>
}

#include "poolscope/error.hpp"

namespace poolscope::exporting {

/// The functions that are used, by library.
// clang-format off
#define POOLSCOPE_AVUTIL(each) \
    each(av_buffer_pool_get) each(av_buffer_pool_init) each(av_buffer_pool_uninit) \
    each(av_d2q) each(av_dict_free) each(av_dict_set) each(av_frame_alloc) each(av_frame_clone) \
    each(av_frame_free) each(av_freep) each(av_image_fill_arrays) each(av_image_get_buffer_size) \
    each(av_log_set_level) each(av_strdup) each(av_strerror)
#define POOLSCOPE_AVCODEC(each) \
    each(av_packet_alloc) each(av_packet_free) each(av_packet_rescale_ts) each(av_packet_unref) \
    each(avcodec_alloc_context3) each(avcodec_find_encoder_by_name) each(avcodec_free_context) \
    each(avcodec_open2) each(avcodec_parameters_from_context) each(avcodec_parameters_to_context) \
    each(avcodec_receive_frame) each(avcodec_receive_packet) each(avcodec_send_frame) \
    each(avcodec_send_packet)
#define POOLSCOPE_AVFORMAT(each) \
    each(av_find_best_stream) each(av_interleaved_write_frame) each(av_read_frame) \
    each(av_write_trailer) each(avformat_alloc_output_context2) each(avformat_close_input) \
    each(avformat_find_stream_info) each(avformat_free_context) each(avformat_new_stream) \
    each(avformat_open_input) each(avformat_write_header) each(avio_closep) each(avio_open)
#define POOLSCOPE_AVFILTER(each) \
    each(av_buffersink_get_frame) each(av_buffersrc_add_frame) each(av_buffersrc_write_frame) \
    each(avfilter_get_by_name) each(avfilter_graph_alloc) each(avfilter_graph_config) \
    each(avfilter_graph_create_filter) each(avfilter_graph_free) each(avfilter_link)
#define POOLSCOPE_SWSCALE(each) \
    each(sws_freeContext) each(sws_getCachedContext) each(sws_getCoefficients) \
    each(sws_getContext) each(sws_scale) each(sws_setColorspaceDetails)
// clang-format on

/// Each is called as FFmpeg's headers say.
struct Ffmpeg {
// NOLINTNEXTLINE(bugprone-macro-parentheses): a name that is declared takes none
#define POOLSCOPE_POINTER(name) decltype(&::name) name = nullptr;
    POOLSCOPE_AVUTIL(POOLSCOPE_POINTER)
    POOLSCOPE_AVCODEC(POOLSCOPE_POINTER)
    POOLSCOPE_AVFORMAT(POOLSCOPE_POINTER)
    POOLSCOPE_AVFILTER(POOLSCOPE_POINTER)
    POOLSCOPE_SWSCALE(POOLSCOPE_POINTER)
#undef POOLSCOPE_POINTER
};

/// Where each library is: its file's name, with the version whose headers this was built with.
struct FfmpegFiles {
    std::string avutil, avcodec, avformat, avfilter, swscale;
};
[[nodiscard]] FfmpegFiles ffmpeg_files();

/// Finds every function. Errors: unsupported, naming the library that is missing.
[[nodiscard]] Result<Ffmpeg> load_ffmpeg(const FfmpegFiles& files);

/// Loads the libraries once, for the whole program; called before ffmpeg(). Errors: as above.
[[nodiscard]] Result<void> find_ffmpeg();

/// After find_ffmpeg() has found it.
[[nodiscard]] const Ffmpeg& ffmpeg();

}  // namespace poolscope::exporting
