/// From steps to moving pictures: frames are painted on all cores and encoded in order, in memory
/// that does not grow with their number.
#pragma once

#include <functional>

#include "export/exporter.hpp"
#include "export/movie/frame_convert.hpp"
#include "export/movie/movie.hpp"
#include "export/survey.hpp"

namespace poolscope::exporting {

/// How a format differs from the others.
struct AnimationFormat {
    MovieFormat movie;      ///< its tick is set by the motion where the rate is constant
    bool constant = false;  ///< a frame that stays is encoded again and again; sides are even
    bool alpha = false;     ///< can leave the background out
    bool mean_end = false;  ///< the encoder shows the last frame for the mean of the others' times
    double fastest = 0;     ///< frames a second beyond which players slow down; 0: they do not
};

/// The pixels of an animation's frames.
struct FrameArea {
    drawing::Rect area;  ///< of the drawing, logical pixels
    paint::FrameLook look;
};

/// Makes each thread's converter to what the encoder takes.
using NewConvert = std::function<Convert()>;

/// `even`: both sides are a multiple of 2. Errors: those of size_in_pixels().
[[nodiscard]] Result<FrameArea> frame_area(const Request& request, const drawing::Rect& area,
                                           bool even);

/// The drawing of a moment, cut to the area.
[[nodiscard]] drawing::Drawing frame_drawing(const Request& request, const FrameArea& area,
                                             const Moment& moment);

/// Paints, converts, encodes and writes. Errors: those of Exporter::run.
[[nodiscard]] Result<void> write_animation(const Request& request, const FrameArea& area,
                                           const AnimationFormat& format,
                                           const NewConvert& new_convert, const Progress& progress);

/// All of it, for formats that need no palette.
[[nodiscard]] Result<void> export_animation(const Request& request, const Progress& progress,
                                            const AnimationFormat& format);

/// Errors: bad_argument where the request cannot be an animation of this format.
[[nodiscard]] Result<void> check_animation(const Request& request, const AnimationFormat& format);

/// How long the last frame stays, in ticks, for containers that are told so.
[[nodiscard]] std::int64_t last_frame_ticks(const Request& request, int ticks_a_second);

}  // namespace poolscope::exporting
