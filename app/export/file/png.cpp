/// PNG pictures, painted by Cairo.
#include "export/file/png.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "drawing/placement.hpp"
#include "export/picture.hpp"
#include "export/png.hpp"
#include "export/survey.hpp"
#include "export/writing.hpp"
#include "io/files.hpp"
#include "io/folders.hpp"
#include "paint/file/cairo_painter.hpp"
#include "work/in_order.hpp"

namespace poolscope::exporting {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t least_digits = 4;

Result<std::vector<std::byte>> bytes_of(const drawing::Drawing& drawing, const Request& request,
                                        const Progress& progress) {
    return paint::paint_to_png(drawing, {.scale = request.scale,
                                         .transparent = request.transparent,
                                         .dots = request.dots,
                                         .stop = stop_of(progress)});
}

Result<void> export_png(const Request& request, const Progress& progress) {
    return export_picture(
        request, progress,
        [&](const drawing::Drawing& drawing) { return bytes_of(drawing, request, progress); });
}

/// A picture of each step, cut to `area`.
auto painter_of(const Request& request, const drawing::Rect& area) {
    return [&] {
        return [&](std::size_t i) {
            const std::size_t step = request.first + i;
            return paint::paint_to_png(
                drawing::cropped(request.drawing_at({.step = step, .from = step}), area),
                {.scale = request.scale, .transparent = request.transparent, .dots = request.dots});
        };
    };
}

/// Every frame is written beside its place, and they are moved there together at the end.
Result<void> write_frames(const Request& request, const drawing::Rect& area,
                          const Progress& progress) {
    std::size_t done = 0;
    const auto still_going = [&] {
        return go_on(progress, {.done = done, .total = request.count});
    };
    if (auto on = still_going(); !on) return on;
    auto folder = io::TargetFolder::make(request.target);
    if (!folder) return error_of(folder);
    std::vector<io::StagedFile> frames;
    const auto take = [&](std::size_t i, const std::vector<std::byte>& png) -> Result<void> {
        auto frame = io::StagedFile::write(frame_path(request, i), png);
        if (!frame) return error_of(frame);
        frames.push_back(std::move(*frame));
        done = i + 1;
        return {};
    };
    auto made = work::in_order<std::vector<std::byte>>(request.count, 1, painter_of(request, area),
                                                       take, still_going);
    if (!made) return made;
    for (io::StagedFile& frame : frames)
        if (auto moved = frame.commit(); !moved) return moved;
    folder->keep();
    return {};
}

Result<void> export_frames(const Request& request, const Progress& progress) {
    if (request.count == 0) return no_step();
    return shown_area(request, progress).and_then([&](const drawing::Rect& area) {
        return write_frames(request, area, progress);
    });
}

}  // namespace

fs::path frame_path(const Request& request, std::size_t i) {
    std::string number = std::to_string(request.first + i + 1);
    const std::size_t last = request.first + request.count;
    const std::size_t digits = std::max(least_digits, std::to_string(last).size());
    number.insert(0, digits - number.size(), '0');
    return request.target / ("step-" + number + ".png");
}

Result<std::vector<std::byte>> png_bytes(const Request& request, const Progress& progress) {
    const auto drawing = picture_drawing(request, progress);
    if (!drawing) return error_of(drawing);
    return bytes_of(*drawing, request, progress);
}

const Exporter png_picture{.id = "png",
                           .name = word("Picture (PNG)"),
                           .extension = ".png",
                           .kind = Kind::picture,
                           .transparent = true,
                           .run = export_png};
const Exporter png_frames{.id = "png-frames",
                          .name = word("One picture a step (PNG)"),
                          .extension = ".png",
                          .kind = Kind::pictures,
                          .transparent = true,
                          .run = export_frames};

}  // namespace poolscope::exporting
