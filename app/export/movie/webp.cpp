/// Writes animated WebP (see webp.hpp).
#include "export/movie/webp.hpp"

#include "export/movie/animation.hpp"

namespace poolscope::exporting {

namespace {

Result<void> export_webp(const Request& request, const Progress& progress) {
    return export_animation(
        request, progress,
        {.movie = {.container = "webp",
                   .encoder = "libwebp_anim",
                   .what = word("animated WebP"),
                   .pixels = AV_PIX_FMT_BGRA,
                   .encoder_options = {{"lossless", "1"}, {"compression_level", "2"}},
                   .container_options = {{"loop", std::to_string(request.loops)}}},
         .alpha = true,
         .mean_end = true});
}

}  // namespace

const Exporter webp_animation{.id = "webp",
                              .name = word("Animated WebP"),
                              .extension = ".webp",
                              .kind = Kind::animation,
                              .transparent = true,
                              .repeats = true,
                              .run = export_webp};

}  // namespace poolscope::exporting
