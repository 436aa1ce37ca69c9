/// Writes animated PNG (see apng.hpp).
#include "export/movie/apng.hpp"

#include "export/movie/animation.hpp"

namespace poolscope::exporting {

namespace {

Result<void> export_apng(const Request& request, const Progress& progress) {
    const auto hold = last_frame_ticks(request, 1000);
    return export_animation(
        request, progress,
        {.movie = {.container = "apng",
                   .encoder = "apng",
                   .what = word("animated PNG"),
                   .pixels = request.transparent ? AV_PIX_FMT_RGBA : AV_PIX_FMT_RGB24,
                   .encoder_options = {{"pred", "sub"}},
                   .container_options = {{"plays", std::to_string(request.loops)},
                                         {"final_delay", std::to_string(hold) + "/1000"}}},
         .alpha = true});
}

}  // namespace

const Exporter apng_animation{.id = "apng",
                              .name = word("Animated PNG"),
                              .extension = ".apng",
                              .kind = Kind::animation,
                              .transparent = true,
                              .repeats = true,
                              .run = export_apng};

}  // namespace poolscope::exporting
