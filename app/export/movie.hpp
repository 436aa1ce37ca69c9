/// A file of moving pictures, encoded by FFmpeg's libraries and written as it grows. The same
/// frames give the same bytes on every machine: no times, names of versions or counts of cores are
/// written.
#pragma once

#include <filesystem>
#include <optional>

#include "export/av_handles.hpp"
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
    /// Starts a file at `path`, which exists; errors call it `name`. Errors: unsupported where
    /// FFmpeg lacks the encoder, unwritable, and what the encoder refuses.
    [[nodiscard]] static Result<Movie> open(const MovieFormat& format,
                                            const std::filesystem::path& path,
                                            const std::filesystem::path& name, int width,
                                            int height);

    /// The frame, seen from `start` on, in ticks. Errors: unwritable, naming the path.
    [[nodiscard]] Result<void> add(AVFrame& frame, std::int64_t start);
    /// Ends the file, `end` ticks long.
    [[nodiscard]] Result<void> finish();

private:
    Movie() = default;
    Result<void> open_encoder(const MovieFormat& format, int width, int height);
    Result<void> open_file(const MovieFormat& format, const std::filesystem::path& path);
    Result<void> encode(AVFrame* frame);
    /// The error of a call of FFmpeg's, if it is one, or of the file.
    [[nodiscard]] Result<void> check(int status) const;

    std::filesystem::path name_;
    AvHandle<AVFormatContext> container_;
    AvHandle<AVCodecContext> encoder_;
    AvHandle<AVPacket> packet_;
    AVStream* stream_ = nullptr;  ///< the container's
};

}  // namespace poolscope::exporting
