/// A file of moving pictures, encoded by FFmpeg's libraries and written as it grows. The same
/// frames give the same bytes on every machine: no times, names of versions or counts of cores are
/// written.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>

#include "export/movie/av_handles.hpp"
#include "poolscope/error.hpp"

namespace poolscope::exporting {

struct MovieFormat {
    const char* container = "";  ///< FFmpeg's name of it
    const char* encoder = "";
    const char* what = "";  ///< for a person: "H.264 video"
    AVPixelFormat pixels = AV_PIX_FMT_NONE;
    AvOptions encoder_options{};
    AvOptions container_options{};
    AVRational tick{1, 1000};  ///< seconds of a unit of time
};

class Movie {
public:
    /// Asked between packets: an error where the file is to end.
    using GoOn = std::function<Result<void>()>;

    /// Starts a file at `path`, which exists; errors call it `name`. Errors: unsupported where
    /// FFmpeg lacks the encoder, unwritable, and what the encoder refuses.
    [[nodiscard]] static Result<Movie> open(const MovieFormat& format,
                                            const std::filesystem::path& path,
                                            const std::filesystem::path& name, int width,
                                            int height);
    Movie(Movie&&) = default;
    Movie& operator=(Movie&&) = delete;
    ~Movie();

    /// The frame, seen from `start` on, in ticks. Errors: unwritable, naming the path.
    [[nodiscard]] Result<void> add(AVFrame& frame, std::int64_t start);
    /// Ends the file. The encoder may hold frames back until then, and take its time for them:
    /// `go_on` is asked after each, and its error ends it. Errors: that, and those of add().
    [[nodiscard]] Result<void> finish(const GoOn& go_on);

private:
    Movie() = default;
    Result<void> open_encoder(const MovieFormat& format, int width, int height);
    Result<void> open_file(const MovieFormat& format, const std::filesystem::path& path);
    /// Sends the frame, or with none the end, and writes the packets that come of it.
    Result<void> encode(AVFrame* frame, const GoOn& go_on);
    /// Writes a packet, where the encoder has one; says whether it had.
    Result<bool> write_packet();
    /// The error of a call of FFmpeg's, if it is one, or of the file.
    [[nodiscard]] Result<void> check(int status) const;

    std::filesystem::path name_;
    AvHandle<AVFormatContext> container_;
    AvHandle<AVCodecContext> encoder_;
    AvHandle<AVPacket> packet_;
    AVStream* stream_ = nullptr;  ///< the container's
    bool begun_ = false;          ///< the file, and not ended
};

}  // namespace poolscope::exporting
