/// PNG pictures, painted by Cairo.
#include "export/png.hpp"

#include <algorithm>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "export/in_order.hpp"
#include "export/picture.hpp"
#include "export/survey.hpp"
#include "export/writing.hpp"
#include "io/files.hpp"
#include "paint/cairo_painter.hpp"
#include "scene/placement.hpp"

namespace poolscope::exporting {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t least_digits = 4;

Result<void> export_png(const Request& request, const Progress& progress) {
    return export_picture(request, progress, [&](const scene::Scene& scene) {
        return paint::paint_to_png(scene, {.scale = request.scale,
                                           .transparent = request.transparent,
                                           .stop = stop_of(progress)});
    });
}

/// A folder that is removed again, where it was made here, unless it is kept.
class TargetFolder {
public:
    static Result<TargetFolder> make(const fs::path& path) {
        std::error_code error;
        const bool existed = fs::is_directory(path, error);
        if (!existed) fs::create_directories(path, error);
        if (!existed && error)
            return fail(ErrorCode::unwritable,
                        say("the folder {0} cannot be made ({1})", path.string(), error.message()),
                        say("choose another folder"));
        return TargetFolder(existed ? fs::path() : path);
    }
    TargetFolder(TargetFolder&& other) noexcept : made_(std::exchange(other.made_, {})) {}
    TargetFolder(const TargetFolder&) = delete;
    TargetFolder& operator=(const TargetFolder&) = delete;
    TargetFolder& operator=(TargetFolder&&) = delete;
    ~TargetFolder() {
        std::error_code ignored;
        if (!made_.empty()) fs::remove(made_, ignored);  // only where it is empty
    }
    void keep() { made_.clear(); }

private:
    explicit TargetFolder(fs::path made) : made_(std::move(made)) {}
    fs::path made_;
};

/// A picture of each step, cut to `area`.
auto painter_of(const Request& request, const scene::Rect& area) {
    return [&] {
        return [&](std::size_t i) {
            const std::size_t step = request.first + i;
            return paint::paint_to_png(
                scene::cropped(request.scene_at({.step = step, .from = step}), area),
                {.scale = request.scale, .transparent = request.transparent});
        };
    };
}

/// Every frame is written beside its place, and they are moved there together at the end.
Result<void> write_frames(const Request& request, const scene::Rect& area,
                          const Progress& progress) {
    std::size_t done = 0;
    const auto still_going = [&] {
        return go_on(progress, {.done = done, .total = request.count});
    };
    if (auto on = still_going(); !on) return on;
    auto folder = TargetFolder::make(request.target);
    if (!folder) return tl::unexpected(folder.error());
    std::vector<io::StagedFile> frames;
    const auto take = [&](std::size_t i, const std::vector<std::byte>& png) -> Result<void> {
        auto frame = io::StagedFile::write(frame_path(request, i), png);
        if (!frame) return tl::unexpected(frame.error());
        frames.push_back(std::move(*frame));
        done = i + 1;
        return {};
    };
    auto made = in_order<std::vector<std::byte>>(request.count, 1, painter_of(request, area), take,
                                                 still_going);
    if (!made) return made;
    for (io::StagedFile& frame : frames)
        if (auto moved = frame.commit(); !moved) return moved;
    folder->keep();
    return {};
}

Result<void> export_frames(const Request& request, const Progress& progress) {
    if (request.count == 0) return no_step();
    return shown_area(request, progress).and_then([&](const scene::Rect& area) {
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
