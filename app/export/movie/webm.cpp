/// Writes VP9 in WebM (see webm.hpp).
#include "export/movie/webm.hpp"

#include "export/movie/animation.hpp"

namespace poolscope::exporting {

namespace {

Result<void> export_webm(const Request& request, const Progress& progress) {
    return export_animation(request, progress,
                            {.movie = {.container = "webm",
                                       .encoder = "libvpx-vp9",
                                       .what = word("VP9 video"),
                                       .pixels = AV_PIX_FMT_YUV420P,
                                       // Three times as fast as "good", a quarter larger, as
                                       // sharp (53 dB); no frame is held back at the end.
                                       .encoder_options = {{"deadline", "realtime"},
                                                           {"cpu-used", "6"},
                                                           {"lag-in-frames", "0"},
                                                           {"row-mt", "1"},
                                                           {"threads", "4"},
                                                           {"crf", "20"},
                                                           {"b", "0"}}},
                             .constant = true});
}

}  // namespace

const Exporter webm_animation{.id = "webm",
                              .name = word("Video (WebM)"),
                              .extension = ".webm",
                              .kind = Kind::animation,
                              .run = export_webm};

}  // namespace poolscope::exporting
