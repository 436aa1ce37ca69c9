/// Encodes and muxes with libavcodec and libavformat (see movie.hpp).
#include "export/movie/movie.hpp"

#include <string_view>

#include "io/files.hpp"

namespace poolscope::exporting {

namespace {

/// FFmpeg's dictionary of options, freed with what was not taken.
class Dictionary {
public:
    explicit Dictionary(const AvOptions& options) {
        for (const auto& [name, value] : options)
            ffmpeg().av_dict_set(&entries_, name.c_str(), value.c_str(), 0);
    }
    Dictionary(const Dictionary&) = delete;
    Dictionary& operator=(const Dictionary&) = delete;
    ~Dictionary() { ffmpeg().av_dict_free(&entries_); }
    [[nodiscard]] AVDictionary** get() { return &entries_; }

private:
    AVDictionary* entries_ = nullptr;
};

bool is_video(AVPixelFormat pixels) {
    return pixels == AV_PIX_FMT_YUV420P;
}

}  // namespace

Result<void> Movie::check(int status) const {
    const int file = container_ && container_->pb != nullptr ? container_->pb->error : 0;
    if (status >= 0 && file >= 0) return {};
    const int error = file < 0 ? file : status;
    // Small numbers are the system's, large ones FFmpeg's own.
    if (error > -4096) return io::write_error(name_, AVUNERROR(error));
    return fail(ErrorCode::unsupported,
                say("the frames could not be encoded ({0})", av_words(error)),
                say("choose another format or size"));
}

Result<Movie> Movie::open(const MovieFormat& format, const std::filesystem::path& path,
                          const std::filesystem::path& name, int width, int height) {
    if (auto found = find_ffmpeg(); !found) return error_of(found);
    Movie movie;
    movie.name_ = name;
    movie.packet_.reset(ffmpeg().av_packet_alloc());
    AVFormatContext* container = nullptr;
    ffmpeg().avformat_alloc_output_context2(&container, nullptr, format.container, path.c_str());
    movie.container_.reset(container);
    if (!movie.container_ || !movie.packet_) {
        return fail(ErrorCode::unsupported,
                    say("this system's FFmpeg does not write {0}", named(format.what)),
                    say("choose another format"));
    }
    movie.container_->flags |= AVFMT_FLAG_BITEXACT;
    if (auto opened = movie.open_encoder(format, width, height); !opened) return error_of(opened);
    if (auto opened = movie.open_file(format, path); !opened) return error_of(opened);
    return movie;
}

Movie::~Movie() {
    // FFmpeg's GIF container lets go of its last packet with its end only.
    if (container_ && begun_ && std::string_view(container_->oformat->name) == "gif")
        ffmpeg().av_write_trailer(container_.get());
}

Result<void> Movie::open_encoder(const MovieFormat& format, int width, int height) {
    const AVCodec* codec = ffmpeg().avcodec_find_encoder_by_name(format.encoder);
    if (codec == nullptr) {
        return fail(ErrorCode::unsupported,
                    say("this system's FFmpeg has no encoder for {0} ({1})", named(format.what),
                        format.encoder),
                    say("install FFmpeg as Debian ships it, or choose another format"));
    }
    encoder_.reset(ffmpeg().avcodec_alloc_context3(codec));
    encoder_->width = width;
    encoder_->height = height;
    encoder_->pix_fmt = format.pixels;
    encoder_->time_base = format.tick;
    encoder_->sample_aspect_ratio = {1, 1};
    encoder_->flags |= AV_CODEC_FLAG_BITEXACT;
    if ((container_->oformat->flags & AVFMT_GLOBALHEADER) != 0)
        encoder_->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    if (is_video(format.pixels)) {
        encoder_->framerate = av_inv_q(format.tick);
        encoder_->color_range = AVCOL_RANGE_MPEG;
        encoder_->colorspace = AVCOL_SPC_BT709;
        encoder_->color_primaries = AVCOL_PRI_BT709;
        encoder_->color_trc = AVCOL_TRC_BT709;
    }
    Dictionary options(format.encoder_options);
    return check(ffmpeg().avcodec_open2(encoder_.get(), codec, options.get()));
}

Result<void> Movie::open_file(const MovieFormat& format, const std::filesystem::path& path) {
    stream_ = ffmpeg().avformat_new_stream(container_.get(), nullptr);
    stream_->time_base = format.tick;
    stream_->avg_frame_rate = encoder_->framerate;
    if (auto copied =
            check(ffmpeg().avcodec_parameters_from_context(stream_->codecpar, encoder_.get()));
        !copied)
        return copied;
    const std::string url = "file:" + path.string();
    // Containers that go back to their beginning open the file again by this name.
    ffmpeg().av_freep(&container_->url);
    container_->url = ffmpeg().av_strdup(url.c_str());
    if (auto opened = check(ffmpeg().avio_open(&container_->pb, url.c_str(), AVIO_FLAG_WRITE));
        !opened)
        return opened;
    Dictionary options(format.container_options);
    return check(ffmpeg().avformat_write_header(container_.get(), options.get())).map([&] {
        begun_ = true;
    });
}

Result<void> Movie::add(AVFrame& frame, std::int64_t start) {
    frame.pts = start;
    return encode(&frame, [] { return Result<void>(); });
}

Result<bool> Movie::write_packet() {
    const int status = ffmpeg().avcodec_receive_packet(encoder_.get(), packet_.get());
    if (status == AVERROR(EAGAIN) || status == AVERROR_EOF) return false;
    if (auto received = check(status); !received) return error_of(received);
    if (is_video(encoder_->pix_fmt) && packet_->duration == 0) packet_->duration = 1;
    ffmpeg().av_packet_rescale_ts(packet_.get(), encoder_->time_base, stream_->time_base);
    const auto written =
        check(ffmpeg().av_interleaved_write_frame(container_.get(), packet_.get()));
    if (!written) return error_of(written);
    return true;
}

Result<void> Movie::encode(AVFrame* frame, const GoOn& go_on) {
    if (auto sent = check(ffmpeg().avcodec_send_frame(encoder_.get(), frame)); !sent) return sent;
    while (true) {
        const auto wrote = write_packet();
        if (!wrote) return error_of(wrote);
        if (!*wrote) return {};
        if (auto on = go_on(); !on) return on;
    }
}

Result<void> Movie::finish(const GoOn& go_on) {
    if (auto encoded = encode(nullptr, go_on); !encoded) return encoded;
    begun_ = false;
    if (auto ended = check(ffmpeg().av_write_trailer(container_.get())); !ended) return ended;
    return check(ffmpeg().avio_closep(&container_->pb));
}

}  // namespace poolscope::exporting
