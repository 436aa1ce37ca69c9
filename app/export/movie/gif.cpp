/// Chooses one palette from frames of the whole range, then writes all frames in it (see gif.hpp).
#include "export/movie/gif.hpp"

#include <algorithm>

#include "export/movie/animation.hpp"
#include "export/movie/palette.hpp"
#include "export/timeline.hpp"
#include "export/writing.hpp"

namespace poolscope::exporting {

namespace {

/// Frames that the palette is chosen from, spread over the animation; what the others add are the
/// exact colours of the drawing.
constexpr std::size_t most_samples = 4;

Result<Palette> choose_palette(const Request& request, const Survey& found, const FrameArea& area,
                               const Progress& progress) {
    auto maker = PaletteMaker::create(area.look.width, area.look.height);
    if (!maker) return error_of(maker);
    auto painter = paint::FramePainter::create(area.look);
    if (!painter) return error_of(painter);
    const auto frames = timeline_of(request);
    const std::size_t samples = std::min(most_samples, frames.size());
    for (std::size_t i = 0; i < samples; ++i) {
        const std::size_t at = samples == 1 ? 0 : i * (frames.size() - 1) / (samples - 1);
        const auto picture = painter->paint(frame_drawing(request, area, frames[at].moment));
        if (!picture) return error_of(picture);
        if (auto added = maker->add(*picture); !added) return error_of(added);
        if (auto on = go_on(progress, {.total = frames.size()}); !on) return error_of(on);
    }
    return maker->finish(found.colors);
}

Result<void> export_gif(const Request& request, const Progress& progress) {
    // A GIF's times are hundredths of a second; its count is of repetitions, -1 for none.
    const int loops = request.loops;
    const AnimationFormat format{
        .movie = {.container = "gif",
                  .encoder = "gif",
                  .what = word("GIF"),
                  .pixels = AV_PIX_FMT_PAL8,
                  .container_options = {{"loop", std::to_string(loops == 1   ? -1
                                                                : loops == 0 ? 0
                                                                             : loops - 1)},
                                        {"final_delay",
                                         std::to_string(last_frame_ticks(request, 100))}},
                  .tick = {1, 100}},
        .fastest = 50};
    if (auto fits = check_animation(request, format); !fits) return fits;
    const auto found = survey(request, progress);
    if (!found) return error_of(found);
    const auto area = frame_area(request, found->area, false);
    if (!area) return error_of(area);
    return choose_palette(request, *found, *area, progress).and_then([&](const Palette& palette) {
        const auto new_convert = [&] { return Convert(PaletteMap(palette)); };
        return write_animation(request, *area, format, new_convert, progress);
    });
}

}  // namespace

const Exporter gif_animation{.id = "gif",
                             .name = word("Animation (GIF)"),
                             .extension = ".gif",
                             .kind = Kind::animation,
                             .repeats = true,
                             .run = export_gif};

}  // namespace poolscope::exporting
