/// Runs the frames of an animation through painters, converters and one encoder (see
/// animation.hpp).
#include "export/movie/animation.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "drawing/placement.hpp"
#include "export/timeline.hpp"
#include "export/writing.hpp"
#include "io/files.hpp"
#include "paint/file/cairo_painter.hpp"
#include "work/in_order.hpp"

namespace poolscope::exporting {

namespace {

/// Frames that one thread paints after one another, each over the one before. The first is painted
/// whole, so that no pixel depends on how the frames were shared out.
constexpr std::size_t run = 4;

/// Paints the frames that come to one thread.
class FrameMaker {
public:
    FrameMaker(const Request& request, const FrameArea& area, const std::vector<Frame>& frames,
               Convert convert)
        : request_(request), area_(area), frames_(frames), convert_(std::move(convert)) {}

    Result<AvHandle<AVFrame>> operator()(std::size_t index) {
        if (!painter_) {
            auto made = paint::FramePainter::create(area_.look);
            if (!made) return error_of(made);
            painter_ = std::move(*made);
        }
        if (index % run == 0) painter_->forget();
        return painter_->paint(frame_drawing(request_, area_, frames_[index].moment))
            .and_then(convert_);
    }

private:
    const Request& request_;
    const FrameArea& area_;
    const std::vector<Frame>& frames_;
    Convert convert_;
    std::optional<paint::FramePainter> painter_;
};

/// When a frame starts, in the format's ticks.
std::int64_t start_of(const AnimationFormat& format, double rate, std::size_t frame) {
    const AVRational tick = format.movie.tick;
    if (format.constant) return static_cast<std::int64_t>(frame);
    const double seconds = static_cast<double>(frame) / rate;
    return std::llround(seconds * tick.den / tick.num);
}

/// When the last frame is added once more, where the encoder ends with the mean of all times: so
/// that what it adds brings the end to where it belongs.
std::int64_t mean_end_of(const std::vector<Frame>& frames, const AnimationFormat& format,
                         double rate) {
    const auto end = static_cast<double>(start_of(format, rate, length_of(frames)));
    const auto count = static_cast<double>(frames.size());
    return std::max(static_cast<std::int64_t>(std::llround(end * count / (count + 1))),
                    start_of(format, rate, frames.back().start) + 1);
}

Result<void> add_frame(Movie& movie, AVFrame& picture, const Frame& frame,
                       const AnimationFormat& format, double rate, const Movie::GoOn& go_on) {
    const std::size_t times = format.constant ? frame.length : 1;
    for (std::size_t i = 0; i < times; ++i) {
        const auto start = start_of(format, rate, frame.start + i);
        if (auto added = movie.add(picture, start).and_then(go_on); !added) return added;
    }
    return {};
}

}  // namespace

Result<void> check_animation(const Request& request, const AnimationFormat& format) {
    if (request.count == 0) return no_step();
    if (auto found = find_ffmpeg(); !found) return found;
    if (request.transparent && !format.alpha) {
        return fail(ErrorCode::bad_argument,
                    say("{0} has no transparent background", named(format.movie.what)),
                    say("choose APNG or WebP, or leave the background in"));
    }
    if (format.fastest > 0 && request.frame_rate() > format.fastest)
        return fail(ErrorCode::bad_argument,
                    say("players slow a {0} of more than {1} frames a second down to 10",
                        named(format.movie.what), static_cast<int>(format.fastest)),
                    say("give fewer frames a second, or choose WebP or a video"));
    return check_motion(request);
}

Result<FrameArea> frame_area(const Request& request, const drawing::Rect& area, bool even) {
    return paint::size_in_pixels({area.w, area.h}, request.scale)
        .map([&](const paint::PixelSize& size) {
            const int odd = even ? 1 : 0;
            return FrameArea{area,
                             {.width = size.width + (size.width & odd),
                              .height = size.height + (size.height & odd),
                              .scale = request.scale,
                              .transparent = request.transparent}};
        });
}

drawing::Drawing frame_drawing(const Request& request, const FrameArea& area,
                               const Moment& moment) {
    return drawing::cropped(request.drawing_at(moment), area.area);
}

std::int64_t last_frame_ticks(const Request& request, int ticks_a_second) {
    const auto frames = timeline_of(request);
    if (frames.empty()) return 0;
    return std::llround(static_cast<double>(frames.back().length) / request.frame_rate() *
                        ticks_a_second);
}

Result<void> write_animation(const Request& request, const FrameArea& area,
                             const AnimationFormat& format, const NewConvert& new_convert,
                             const Progress& progress) {
    const std::vector<Frame> frames = timeline_of(request);
    std::size_t done = 0;
    const Movie::GoOn still_going = [&] {
        return go_on(progress, {.done = done, .total = frames.size()});
    };
    if (auto on = still_going(); !on) return on;
    auto file = io::StagedFile::reserve(request.target);
    if (!file) return error_of(file);
    MovieFormat movie_format = format.movie;
    if (format.constant)
        movie_format.tick = av_inv_q(ffmpeg().av_d2q(request.frame_rate(), 100000));
    auto movie = Movie::open(movie_format, file->temporary(), request.target, area.look.width,
                             area.look.height);
    if (!movie) return error_of(movie);
    const auto new_worker = [&] { return FrameMaker(request, area, frames, new_convert()); };
    const auto take = [&](std::size_t index, const AvHandle<AVFrame>& picture) -> Result<void> {
        auto added =
            add_frame(*movie, *picture, frames[index], format, request.frame_rate(), still_going);
        if (added && format.mean_end && index + 1 == frames.size())
            added = movie->add(*picture, mean_end_of(frames, format, request.frame_rate()));
        done = index + 1;
        return added;
    };
    return work::in_order<AvHandle<AVFrame>>(frames.size(), run, new_worker, take, still_going)
        .and_then([&] { return movie->finish(still_going); })
        .and_then([&] { return file->settle(); })
        .and_then([&] { return file->commit(); });
}

Result<void> export_animation(const Request& request, const Progress& progress,
                              const AnimationFormat& format) {
    if (auto fits = check_animation(request, format); !fits) return fits;
    const auto shown = shown_area(request, progress);
    if (!shown) return error_of(shown);
    const auto area = frame_area(request, *shown, format.constant);
    if (!area) return error_of(area);
    const auto new_convert = [&] { return convert_to(format.movie.pixels); };
    return write_animation(request, *area, format, new_convert, progress);
}

}  // namespace poolscope::exporting
