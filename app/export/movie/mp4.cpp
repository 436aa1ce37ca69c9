/// Writes H.264 in MP4 (see mp4.hpp).
#include "export/movie/mp4.hpp"

#include "export/movie/animation.hpp"

namespace poolscope::exporting {

namespace {

/// A fixed number of threads: x264 writes it into the file.
constexpr const char* threads = "4";

Result<void> export_mp4(const Request& request, const Progress& progress) {
    return export_animation(request, progress,
                            {.movie = {.container = "mp4",
                                       .encoder = "libx264",
                                       .what = word("H.264 video"),
                                       .pixels = AV_PIX_FMT_YUV420P,
                                       .encoder_options = {{"preset", "veryfast"},
                                                           {"tune", "animation"},
                                                           {"crf", "16"},
                                                           {"threads", threads}},
                                       .container_options = {{"movflags", "+faststart"}}},
                             .constant = true});
}

}  // namespace

const Exporter mp4_animation{.id = "mp4",
                             .name = word("Video (MP4)"),
                             .extension = ".mp4",
                             .kind = Kind::animation,
                             .run = export_mp4};

}  // namespace poolscope::exporting
